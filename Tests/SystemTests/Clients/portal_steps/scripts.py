"""What the one script adds: leaving at once, and the heading of the errors in view. And that leaving works without."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Request

from . import signing
from .reader import Reader
from .report import Report


def walk(browser: Browser, portal: str, reader: Reader, address: str, report: Report) -> None:
    report.act("leaving without a script ends the session", _leave_plain(reader, address))
    for name, act in (("by the link", _click_exit), ("by Shift three times", _press_shift)):
        report.act(f"leaving {name} cannot be undone by Back", _leave_scripted(browser, portal, act))
    report.act("errors are in view and focused", _errors_focused(browser, portal))


def _click_exit(page: Page) -> None:
    page.locator("a.exit").click()


def _press_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def _leave_plain(reader: Reader, address: str) -> list[str]:
    reader.open("/en/sign-in")
    signing.sign_in(reader, address)
    answers = []
    reader.page.on("response", lambda answer: answers.append(answer))
    _leave(reader.page, reader.portal, _click_exit)
    reader.open("/en/applications")
    faults = [] if "/sign-in" in reader.page.url else ["the session still lives"]
    left = next((answer for answer in answers if answer.url.endswith("/exit")), None)
    if left is None or "cookies" not in left.all_headers().get("clear-site-data", ""):
        faults.append("cookies are not cleared")
    return faults


def _leave_scripted(browser: Browser, portal: str, act) -> list[str]:
    context = browser.new_context(ignore_https_errors=True)
    try:
        page = context.new_page()
        page.goto("about:blank")
        page.goto(f"{portal}/en/privacy")
        _leave(page, portal, act)
        page.go_back()
        return ["Back returns to the portal"] if page.url.startswith(portal) else []
    finally:
        context.close()


def _errors_focused(browser: Browser, portal: str) -> list[str]:
    context = browser.new_context(ignore_https_errors=True)
    try:
        page = context.new_page()
        page.goto(f"{portal}/en/sign-in")
        page.locator("main form .button").click()
        page.wait_for_selector("#errors")
        focused = page.evaluate("document.activeElement.id")
        return [] if focused == "errors" else [f"the focus is on “{focused}”"]
    finally:
        context.close()


def _leave(page: Page, portal: str, act) -> None:
    """Leaves, and waits until the other site is asked for. It is never reached: the browser knows no other host."""

    def is_elsewhere(request: Request) -> bool:
        return not request.url.startswith(portal)

    with page.expect_event("requestfailed", is_elsewhere):
        act(page)
    page.wait_for_timeout(300)
