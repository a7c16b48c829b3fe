"""An application from the start page to the confirmation, without a script."""

from __future__ import annotations

from . import signing, stage
from .reader import Reader

ANSWERS = stage.answers(7)
YES_NO = {True: "yes", False: "no"}


def walk(reader: Reader, scene: stage.Stage) -> None:
    """Applies to the open call of the stage."""
    address = f"walk-applicant-{scene.number}@example.org"
    reader.secrets = (address, address.split("@")[0], *stage.IDENTITIES)
    reader.open(f"/{reader.language}")
    reader.look("start with an open call")
    reader.follow_to(scene.call["id"])
    reader.look("opportunity open")
    reader.press()
    signing.sign_in(reader, address, looks=True)
    reader.look("before you start")
    reader.follow("main a.button")
    reader.follow("nav.work a")
    reader.look("applications none")
    reader.follow("a.name")
    reader.follow_to(scene.call["id"])
    reader.press()
    _organisation(reader)
    _parts(reader)
    _send(reader)


def _organisation(reader: Reader) -> None:
    reader.look("organisation", "countries")
    reader.fill("organisation_name", stage.IDENTITIES[1])
    reader.press()
    reader.look("organisation errors", "countries", status=422)
    for name, value in (
        ("organisation_country", "SDN"), ("organisation_kind", "cbo"), ("organisation_size", "small"),
        ("organisation_led", "yes"), ("organisation_languages", "en"),
    ):
        reader.choose(name, value)
    reader.press()


def _parts(reader: Reader) -> None:
    """Saves a draft that is not complete, is told on the last page what is missing, and completes it."""
    reader.look("application part 2")
    reader.fill("change", ANSWERS["change"])
    reader.press('main form button[value="stay"]')
    reader.look("application saved")
    reader.fill("change", "hidden\u202eturn")
    reader.press('main form button[value="next"]')
    reader.look("application errors", status=422)
    reader.fill("change", ANSWERS["change"])
    reader.press('main form button[value="next"]')
    part = 3
    while "/parts/" in reader.page.url:
        kind = "countries" if reader.has('[name="passport_country"]') else "applicant"
        reader.look(f"application part {part}", kind)
        reader.press('main form button[value="next"]')
        part += 1
    reader.look("check with answers missing")
    for number in range(2, part):
        reader.follow('main dl a[href$="/parts/%d"]' % number)
        _answer(reader)
        reader.press('main form button[value="next"]')
        reader.open(_check_path(reader))
    reader.follow('main dl a[href$="/parts/1"]')
    reader.look("application part 1", "countries")
    reader.follow_to("/delete")
    reader.look("delete draft")
    reader.follow("main a.button")
    reader.follow_to("/check")


def _check_path(reader: Reader) -> str:
    """The page "check" of the application that the browser stands in."""
    pieces = reader.page.url.split("/")
    return "/" + "/".join(pieces[3:6]) + "/check"


def _answer(reader: Reader) -> None:
    """Answers every question of the part that is open."""
    for key, value in ANSWERS.items():
        if not reader.has(f'[name="{key}"]'):
            continue
        if isinstance(value, bool):
            reader.choose(key, YES_NO[value])
        elif isinstance(value, list):
            for item in value:
                reader.choose(key, item)
        elif reader.has(f'textarea[name="{key}"], input[type="text"][name="{key}"]'):
            reader.fill(key, value)
        else:
            reader.choose(key, value)


def _send(reader: Reader) -> None:
    reader.look("check")
    reader.press()
    reader.look("check without agreement", status=422)
    reader.choose("agree_read", "yes")
    reader.press()
    reader.look("sent")
    reader.follow_to("/withdraw")
    reader.look("withdraw")
    reader.follow("main a.button")
    reader.follow("nav.work a")
    reader.look("applications")
    reader.follow("a.name")
    reader.look("start after sending")
    signing.sign_out(reader)
