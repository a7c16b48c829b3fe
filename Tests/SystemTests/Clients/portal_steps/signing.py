"""Signing in by a one-time code, which a demonstration shows on its local outbox page."""

from __future__ import annotations

from .reader import Reader


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
    if looks:
        reader.look("sign-in device")
    reader.choose("device", "shared")
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
