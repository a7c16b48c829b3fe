#!/usr/bin/env python3
"""Walks through every page of a running portal in a real browser, as visitor, applicant, committee member, chair,
administrator, logistics and finance, in English and Arabic, and briefly in French and Spanish.

Navigation is by links and buttons with scripts off. Every page is looked at there, and again with scripts on at 360
and 1280 px, where axe-core looks too. A line for each page says "ok" or "not ok" with the reason; the exit code is 1
when anything is not.

    portal_walk.py --portal https://127.0.0.1:8443 --ca .convene/certs/ca.pem [--screenshots FOLDER]

The installation has to hold the demonstration's data, and to be on this computer: one-time codes are read on its
outbox page, and what has no page (people, calls, rounds) is prepared through the public doors with tokens of the
operator's command.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from portal_steps import applicant, control, public, scripts, staff, stage
from portal_steps.doors import Doors
from portal_steps.reader import Reader
from portal_steps.report import Report

# What is walked at the same time, each part by a browser of its own: one alone leaves a core idle.
PARTS = {"english": ("en",), "others": ("ar", "fr", "es")}
WHOLE = ("en", "ar")


def arguments() -> argparse.Namespace:
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", required=True, help="address of the portal")
    parser.add_argument("--ca", required=True, type=Path, help="certificate of the authority that signed the portal's")
    parser.add_argument("--screenshots", type=Path, help="folder for a picture of each page at each width")
    parser.add_argument(
        "--convene", type=Path, default=root / ".build/release/convene", help="the operator's command")
    parser.add_argument("--part", choices=PARTS, help="only this part of the walk (default: all, at the same time)")
    parser.add_argument("--home", type=Path, help="the installation's folder (default: the one that holds --ca)")
    given = parser.parse_args()
    given.portal = given.portal.rstrip("/")
    given.home = given.home or given.ca.resolve().parent.parent
    return given


def browser_arguments(given: argparse.Namespace) -> list[str]:
    """The sandbox needs rights that a container lacks; and no name but the portal's is looked up."""
    host = urlsplit(given.portal).hostname
    return ["--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {host}"]


def walk(browser: Browser, given: argparse.Namespace, report: Report) -> None:
    doors = Doors(given.portal, given.ca, given.convene, given.home)
    doors.reach_portal()
    names = tuple(stage.identities(doors)) + stage.IDENTITIES

    def reader(language: str) -> Reader:
        return Reader(browser, given.portal, language, report, given.screenshots)

    for language in PARTS[given.part]:
        person = reader(language)
        if language in WHOLE:
            _whole(person, doors, names)
        else:
            public.walk(person, is_brief=True)
        person.close()
    if given.part == "english":
        control.walk(browser, report)
        person = reader("en")
        public.languages(person, report)
        scripts.walk(browser, given.portal, person, f"walk-leaving-{uuid.uuid4().hex[:8]}@example.org", report)
        person.close()


def _whole(person: Reader, doors: Doors, names: tuple[str, ...]) -> None:
    scene = stage.build(doors)
    try:
        public.walk(person)
        applicant.walk(person, scene)
        person.hidden = names
        staff.walk(person, scene, doors)
    finally:
        stage.strike(doors, scene)


def all_parts() -> int:
    """Each part as a process of its own, its lines among those of the others."""
    with ThreadPoolExecutor(len(PARTS)) as pool:
        codes = pool.map(
            lambda part: subprocess.run([sys.executable, "-B", *sys.argv, "--part", part]).returncode, PARTS)
    return max(codes)


def main() -> int:
    given = arguments()
    if not given.part:
        return all_parts()
    if given.screenshots:
        given.screenshots.mkdir(parents=True, exist_ok=True)
    program = os.environ.get("CONVENE_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        print("not ok: no Chromium; set CONVENE_TEST_CHROMIUM", file=sys.stderr)
        return 1
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=browser_arguments(given))
        try:
            walk(browser, given, report)
        except Exception as error:
            # Whatever stops the walk is a failure of it, and what was seen before is still told.
            report.act("the walk", [f"{type(error).__name__}: {error}"])
        finally:
            browser.close()
    return report.summary()


if __name__ == "__main__":
    sys.exit(main())
