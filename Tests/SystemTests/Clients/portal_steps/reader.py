"""One person at one browser without scripts, and a second window with scripts in which axe looks at the same pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route

from . import rules
from .report import Report

WIDTHS = (360, 1280)
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
AXE_SCRIPT = Axe().axe_script
RUN_AXE = "options => axe.run(document, options).then(found => found.violations)"
# The browser's own line about an answer that is not 2xx; the status is checked by name.
STATUS_LINE = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Reader:
    """Walks by links and buttons, and has every page looked at."""

    def __init__(self, browser: Browser, portal: str, language: str, report: Report, screenshots: Path | None):
        self.language = language
        self.portal = portal.rstrip("/")
        self.secrets: tuple[str, ...] = ()
        self.hidden: tuple[str, ...] = ()
        self._report = report
        self._screenshots = screenshots
        self._noise: list[str] = []
        self._assets: dict[str, int] = {}
        view = {"width": WIDTHS[0], "height": 740}
        # The certificate was verified by Doors.reach_portal; Chromium cannot be given an authority of ours.
        self._plain = browser.new_context(
            java_script_enabled=False, ignore_https_errors=True, viewport=view, locale=language)
        self._scripted = browser.new_context(ignore_https_errors=True, viewport=view, locale=language)
        self.page = self._watched(self._plain.new_page())
        self._twin = self._watched(self._scripted.new_page())
        self.response: Response | None = None

    def close(self) -> None:
        self._plain.close()
        self._scripted.close()

    # Moving

    def open(self, path: str) -> None:
        """Types an address. Only for the front door and for pages that no link leads to."""
        self.response = self.page.goto(self.portal + path)

    def follow(self, selector: str, index: int = 0) -> None:
        """Follows a link."""
        self._leads(lambda: self.page.locator(selector).nth(index).click())

    def follow_to(self, pattern: str) -> None:
        """Follows the first link whose address contains a text."""
        self.follow(f'a[href*="{pattern}"]')

    def press(self, selector: str = "main form .button") -> None:
        """Presses a button that sends a form."""
        self._leads(lambda: self.page.locator(selector).first.click())

    def fill(self, name: str, value: str) -> None:
        self.page.locator(f'[name="{name}"]').fill(value)

    def choose(self, name: str, value: str) -> None:
        """Chooses an answer: of a list, or by its round or square box."""
        if self.has(f'select[name="{name}"]'):
            self.page.locator(f'select[name="{name}"]').select_option(value)
        else:
            self.page.locator(f'[name="{name}"][value="{value}"]').check()

    def has(self, selector: str) -> bool:
        return self.page.locator(selector).count() > 0

    def language_line(self, language: str) -> None:
        """Changes the language by the line at the top of the page."""
        self.follow(f'nav.tongues a[hreflang="{language}"]')
        self.language = language

    def _leads(self, act) -> None:
        with self.page.expect_navigation() as navigation:
            act()
        self.response = navigation.value

    # Looking

    def look(self, name: str, kind: str = "applicant", status: int = 200, is_blind: bool = False) -> None:
        """Has the page looked at, and writes what was found."""
        response = self.response
        expected = rules.Expectation(
            self.language, status, kind, self.secrets, self.hidden if is_blind else ())
        body = response.body()
        warm = response.request.sizes()["responseBodySize"]
        faults = rules.answer(response, expected)
        faults += rules.frame(self.page, expected)
        faults += rules.blindness(self.page, expected)
        faults += rules.foreign_words(self.page, expected)
        violations = self._look_scripted(name, response, body, faults)
        faults += rules.weight(warm, sum(self._assets.values()), expected)
        faults += self._noise
        self._noise.clear()
        self._report.page(f"{self.language} {name}", warm, violations, faults)

    def _look_scripted(self, name: str, response: Response, body: bytes, faults: list[str]) -> int:
        """The same answer in the window with scripts, at both widths."""
        headers = {
            key: value for key, value in response.all_headers().items()
            if key not in ("content-encoding", "content-length", "set-cookie", "clear-site-data")
        }

        def play(route: Route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(status=response.status, headers=headers, body=body)
            else:
                route.continue_()

        self._twin.route("**/*", play)
        self._twin.goto(response.url)
        violations = 0
        # Once for a page: the script is larger than all that we ever send.
        self._twin.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            self._twin.set_viewport_size({"width": width, "height": 740 if width < 600 else 800})
            faults += rules.overflow(self._twin, width)
            for violation in self._twin.evaluate(RUN_AXE, AXE):
                violations += 1
                faults.append(f"axe at {width} px: {violation['id']} at {violation['nodes'][0]['html'][:100]}")
            self._photograph(name, width)
        self._twin.unroute("**/*", play)
        return violations

    def _photograph(self, name: str, width: int) -> None:
        if self._screenshots:
            file = f"{name.replace('/', '-').replace(' ', '-')}-{self.language}-{width}.png"
            self._twin.screenshot(path=self._screenshots / file, full_page=True)

    def _watched(self, page: Page) -> Page:
        def console(message: ConsoleMessage) -> None:
            if message.type == "error" and not STATUS_LINE.search(message.text):
                self._noise.append(f"console: {message.text[:160]}")

        def answered(response: Response) -> None:
            if urlsplit(response.url).netloc != urlsplit(self.portal).netloc:
                self._noise.append(f"a request to another site: {response.url}")
            path = urlsplit(response.url).path
            if path.startswith("/a/") and path not in self._assets and page is self.page:
                self._assets[path] = response.request.sizes()["responseBodySize"]

        page.on("console", console)
        page.on("pageerror", lambda error: self._noise.append(f"script: {error}"))
        page.on("requestfinished", lambda request: answered(request.response()))
        return page
