"""The rules that every page keeps (docs: the portal's design). Each returns what is wrong, as sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page, Response

# Bytes as they go over the line, compressed. "warm" is the page alone, "cold" the page with the stylesheet and script.
# A list of all countries of the world, and a ranking of all candidates instead of the first, are heavier by what they
# list.
LIMITS = {
    "applicant": (4_000, 14_000), "countries": (5_500, 14_000), "staff": (12_000, 15_000),
    "whole list": (20_000, 24_000),
}

POLICY = {
    "default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "img-src": "'self'",
    "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}
HEADERS = {
    "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff",
}

ARABIC = re.compile(r"[\u0600-\u06FF]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# What stays in Latin letters in Arabic: codes, currencies, units of time zones, and addresses.
CODE = re.compile(r"^(?:[A-Z0-9][A-Z0-9 .,:\u00a0\u2212+()/-]*|\S+@\S+)$")

# Texts that somebody wrote as data carry `dir="auto"` or stand in `<bdi>`; the language line names each language in
# itself. Everything else is in the reader's language.
READ_TEXTS = """() => {
  const data = 'nav.tongues, bdi, script, [dir=auto], [dir=ltr]:not(html), [lang]:not(html), [hreflang]';
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && !node.parentElement.closest(data)) texts.push(node.data.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    if (element.closest('nav.tongues')) continue;
    for (const name of ['aria-label', 'title', 'placeholder']) {
      if (element.getAttribute(name)) texts.push(element.getAttribute(name));
    }
  }
  texts.push(document.title);
  return texts;
}"""

# What sticks out of the page. Tables and charts scroll in regions of their own.
READ_OVERFLOW = """() => {
  const width = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return null;
  const guilty = [...document.body.querySelectorAll('*')].find(element => {
    const box = element.getBoundingClientRect();
    return !element.closest('.scroll') && box.width > 0 && (box.right > width + 1 || box.left < -1);
  });
  return guilty ? guilty.outerHTML.slice(0, 80) : 'the page';
}"""

READ_FRAME = """() => {
  const links = [...document.querySelectorAll('a, button, input, select, textarea')].slice(0, 2);
  return {
    language: document.documentElement.lang, direction: document.documentElement.dir,
    headings: document.querySelectorAll('h1').length, title: document.title,
    exit: !!links[1] && links[1].getAttribute('href') === '/exit' && links[1].hasAttribute('data-quick-exit'),
  };
}"""


@dataclass(frozen=True)
class Expectation:
    """What a journey knows about the page it stands on."""

    language: str
    status: int
    kind: str
    secrets: tuple[str, ...]
    hidden: tuple[str, ...]


def frame(page: Page, expected: Expectation) -> list[str]:
    """Language, direction, one heading, a neutral title and address, and the way out as the first link."""
    found = page.evaluate(READ_FRAME)
    faults = []
    if found["language"] != expected.language:
        faults.append(f"lang is {found['language']}")
    if found["direction"] != ("rtl" if expected.language == "ar" else "ltr"):
        faults.append(f"dir is {found['direction']}")
    if found["headings"] != 1:
        faults.append(f"{found['headings']} main headings")
    if not found["exit"]:
        faults.append("the way out is not the first link")
    for secret in expected.secrets:
        if secret in found["title"] or secret in page.url:
            faults.append(f"the title or address holds personal data ({secret})")
    return faults


def answer(response: Response, expected: Expectation) -> list[str]:
    """Status and headers."""
    faults = []
    if response.status != expected.status:
        faults.append(f"status {response.status} instead of {expected.status}")
    headers = response.all_headers()
    parts = [part.split(None, 1) for part in headers.get("content-security-policy", "").split(";") if part.strip()]
    if {part[0]: part[1].strip() if len(part) > 1 else "" for part in parts} != POLICY:
        faults.append("the content security policy is not the strict one")
    for name, value in HEADERS.items():
        if value not in headers.get(name, ""):
            faults.append(f"header {name} is {headers.get(name)}")
    return faults


def weight(warm: int, assets: int, expected: Expectation) -> list[str]:
    """The limits on bytes."""
    most_warm, most_cold = LIMITS[expected.kind]
    faults = []
    if warm > most_warm:
        faults.append(f"{warm} bytes, at most {most_warm}")
    if warm + assets > most_cold:
        faults.append(f"{warm + assets} bytes with stylesheet and script, at most {most_cold}")
    return faults


def blindness(page: Page, expected: Expectation) -> list[str]:
    """No name of a candidate on a page that is read blind."""
    if not expected.hidden:
        return []
    text = page.content()
    return [f"a blind page shows “{name}”" for name in expected.hidden if name in text]


def foreign_words(page: Page, expected: Expectation) -> list[str]:
    """On Arabic pages: words that were left in English."""
    if expected.language != "ar":
        return []
    left = [
        text for text in page.evaluate(READ_TEXTS)
        if LATIN_WORD.search(text) and not ARABIC.search(text) and not CODE.match(text)
    ]
    return [f"not in Arabic: “{text[:60]}”" for text in dict.fromkeys(left)]


def overflow(page: Page, width: int) -> list[str]:
    """No scrolling sideways."""
    guilty = page.evaluate(READ_OVERFLOW)
    return [f"scrolls sideways at {width} px: {guilty}"] if guilty else []
