"""The rules against a page that breaks them: a check that finds nothing anywhere would find nothing here either."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from . import rules
from .reader import AXE, WIDTHS
from .report import Report

BAD = """<!doctype html><html lang="ar" dir="ltr"><title>Amina Osman</title>
<input><p style="color:#ccc;width:2000px">Left in English</p></html>"""


def walk(browser: Browser, report: Report) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 740})
    try:
        page = context.new_page()
        page.set_content(BAD)
        expected = rules.Expectation("ar", 200, "applicant", ("Amina Osman",), ("Left in English",))
        found = {
            "frame": rules.frame(page, expected), "blindness": rules.blindness(page, expected),
            "foreign words": rules.foreign_words(page, expected), "overflow": rules.overflow(page, WIDTHS[0]),
            "axe": Axe().run(page, options=AXE).response["violations"],
        }
    finally:
        context.close()
    report.act("the rules find a bad page", [f"{name} finds nothing" for name, faults in found.items() if not faults])
