"""Signing in by a one-time code, which a demonstration shows on its local outbox page, and by an authenticator."""

from __future__ import annotations

from .authenticator import Authenticator
from .reader import Reader

# By address, as people keep theirs.
_AUTHENTICATORS: dict[str, Authenticator] = {}
# What an administrator handed over, for setting an authenticator up.
_ENROLMENT_CODES: dict[str, str] = {}


def sign_in(reader: Reader, address: str, looks: bool = False) -> None:
    """From the page on which the address is asked to the first page of the session. Staff land on their home,
    applicants on the page about staying safe."""
    if looks:
        reader.look("sign-in")
        reader.fill("address", "nobody")
        reader.press()
        reader.look("sign-in error", status=422)
    reader.fill("address", address)
    reader.press()
    if looks:
        reader.look("sign-in code")
    code = _code(reader, address, looks)
    if looks:
        # The tries are counted, and a wrong one leaves the right one good.
        reader.fill("code", "12345")
        reader.press()
        reader.look("sign-in code wrong", status=422)
    reader.fill("code", code)
    reader.press()
    if "/sign-in/device" not in reader.page.url:
        _second_factor(reader, address)
        return
    if looks:
        reader.look("sign-in device")
    reader.choose("device", "shared")
    reader.press()


def step_up(reader: Reader, address: str) -> None:
    """Shows the second factor once more, on the page that asks for it."""
    reader.look("step-up", "staff")
    reader.fill("code", _AUTHENTICATORS[address].code())
    reader.press()


def hand_over(reader: Reader, address: str) -> None:
    """Notes the enrolment code that the administrator's page shows, for somebody's next sign-in."""
    _ENROLMENT_CODES[address] = reader.page.locator("#secret").inner_text()


def _second_factor(reader: Reader, address: str) -> None:
    """Sets an authenticator up at the first sign-in, and shows its code at each other one."""
    if "/sign-in/set-up" in reader.page.url:
        reader.look("set up second factor")
        _AUTHENTICATORS[address] = Authenticator(reader.page.locator("#seed").inner_text())
        reader.fill("code", "12345")
        reader.press()
        reader.look("set up second factor wrong", status=422)
        if reader.has('[name="given"]'):
            reader.fill("given", _ENROLMENT_CODES[address])
        reader.fill("code", _AUTHENTICATORS[address].code())
        reader.press()
        reader.look("recovery codes", "staff")
        reader.follow("main a.button")
        return
    reader.look("second factor")
    reader.fill("code", _AUTHENTICATORS[address].code())
    reader.press()


def sign_out(reader: Reader) -> None:
    reader.press("nav.work button")


def _code(reader: Reader, address: str, looks: bool) -> str:
    """Reads the newest code for an address, and comes back to the page that asks for it."""
    asking = reader.page.url
    reader.follow_to("/outbox")
    if looks:
        reader.look("outbox")
    row = reader.page.locator("tr", has_text=address).first
    digits = "".join(letter for letter in row.locator("td").last.inner_text() if letter.isdigit())
    reader.response = reader.page.goto(asking)
    return digits
