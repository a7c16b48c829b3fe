"""What everybody sees: the front page, the words at its foot, published agendas, and problem pages."""

from __future__ import annotations

from .reader import Reader
from .report import Report

ZONE = "America/Bogota"


def walk(reader: Reader, is_brief: bool = False) -> None:
    """The pages for visitors. A brief walk leaves out what has no words of its own."""
    reader.open(f"/{reader.language}")
    reader.look("start")
    if not is_brief:
        reader.choose("zone", ZONE)
        reader.press("main form.inline button")
        reader.look("start in another zone")
    for page in ("staying-safe", "privacy", "accessibility", "contact"):
        reader.follow_to(f"/{page}")
        reader.look(page)
    reader.follow("a.name")
    reader.follow('main ul:not(.cards) a[href*="/calls/"]')
    reader.look("opportunity closed")
    _agenda(reader, is_brief)
    reader.open(f"/{reader.language}/calls/unknown")
    reader.look("problem not found", status=404)


def _agenda(reader: Reader, is_brief: bool) -> None:
    reader.follow("a.name")
    reader.follow_to("/agendas/")
    reader.look("agenda")
    if is_brief:
        return
    days = reader.page.locator("ul.tabs a").count()
    for day in range(1, days):
        reader.follow("ul.tabs a", day)
        reader.look(f"agenda day {day + 1}")
    reader.choose("zone", ZONE)
    reader.press("main form.inline button")
    reader.look("agenda in another zone")


def languages(reader: Reader, report: Report) -> None:
    """The language line keeps the page, and comes back to where it began."""
    faults = []
    reader.open("/en/privacy")
    for language in ("fr", "es", "ar", "en"):
        reader.language_line(language)
        if not reader.page.url.endswith(f"/{language}/privacy"):
            faults.append(f"{language} leads to {reader.page.url}")
    report.act("the language line keeps the page", faults)
