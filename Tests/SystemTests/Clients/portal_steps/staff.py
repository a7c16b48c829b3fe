"""Committee, logistics, finance and administration: each role at its own pages."""

from __future__ import annotations

import time

from . import signing, stage
from .doors import Doors
from .reader import Reader

LEVEL = "3"


def walk(reader: Reader, scene: stage.Stage, doors: Doors) -> None:
    """A selection from the first score to the confirmed cohort, and the money and the agenda beside it."""
    _committee_member(reader, scene)
    stage.close_scoring(doors, scene)
    _chair(reader, scene)
    _administrator(reader, scene)
    _logistics(reader, scene)
    _finance(reader, scene)


def _enter(reader: Reader, scene: stage.Stage, role: str) -> None:
    reader.secrets = (scene.addresses[role], f"Walk {role}", *stage.IDENTITIES)
    reader.open(f"/{reader.language}")
    reader.follow_to("/sign-in")
    signing.sign_in(reader, scene.addresses[role])
    reader.look(f"{role} home", "staff")


def _committee_member(reader: Reader, scene: stage.Stage) -> None:
    _enter(reader, scene, "committee-member")
    reader.follow("nav.work a", 1)
    reader.look("scoring", "staff", is_blind=True)
    reader.follow("main a.button")
    reader.look("score", "staff", is_blind=True)
    reader.press('main button[value="next"]')
    reader.look("score errors", "staff", status=422, is_blind=True)
    for _ in range(stage.CANDIDATES):
        for box in reader.page.locator(f'input[type="radio"][name^="score-"][value="{LEVEL}"]').all():
            box.check()
        reader.press('main button[value="next"]')
    reader.look("scoring done", "staff", is_blind=True)
    reader.follow('main table a[href*="/scoring/"]')
    reader.look("score again", "staff", is_blind=True)
    signing.sign_out(reader)


def _chair(reader: Reader, scene: stage.Stage) -> None:
    """The demonstration's ranking and cohort are large and done; those of the stage are worked out here."""
    _enter(reader, scene, "chair")
    home = reader.page.url
    reader.follow('main section a[href*="/ranking"]')
    reader.look("ranking", "staff", is_blind=True)
    for index, name in enumerate(("first", "close calls", "everyone")):
        reader.follow("main nav:nth-of-type(1) .filters a", index)
        reader.look(f"ranking {name}", "whole list" if name == "everyone" else "staff", is_blind=True)
    _home(reader, home)
    reader.follow('main section a[href*="/cohort"]')
    reader.look("cohort confirmed", "staff", is_blind=True)
    _home(reader, home)
    reader.follow(f'main section a[href*="{scene.round_id}/ranking"]')
    reader.look("ranking none", "staff", is_blind=True)
    reader.press("main form .button")
    reader.look("ranking in work", "staff", is_blind=True)
    _until(reader, "main table")
    reader.look("ranking small", "staff", is_blind=True)
    _home(reader, home)
    reader.follow(f'main section a[href*="{scene.round_id}/cohort"]')
    reader.look("cohort none", "staff", is_blind=True)
    reader.press("main form .button")
    reader.look("cohort in work", "staff", is_blind=True)
    _until(reader, 'main [name="read"]')
    reader.look("cohort proposed", "staff", is_blind=True)
    _decide(reader, scene, "chair", "cohort not read")
    reader.look("cohort signed", "staff", is_blind=True)
    signing.sign_out(reader)


def _decide(reader: Reader, scene: stage.Stage, role: str, name: str) -> None:
    """Forgets to say that the cohort was read, is told so, and says it. When the second factor was shown long ago it is
    shown again first."""
    if reader.has('main a[href*="/step-up"]'):
        reader.look(f"{name}, factor too old", "staff", is_blind=True)
        reader.follow_to("/step-up")
        signing.step_up(reader, scene.addresses[role])
    decision = 'main form[action*="/cohorts/"] .button'
    reader.press(decision)
    reader.look(name, "staff", status=422, is_blind=True)
    reader.choose("read", "yes")
    reader.press(decision)


def _administrator(reader: Reader, scene: stage.Stage) -> None:
    _enter(reader, scene, "administrator")
    home = reader.page.url
    reader.follow(f'main section a[href*="{scene.round_id}/cohort"]')
    reader.look("cohort to confirm", "staff", is_blind=True)
    _decide(reader, scene, "administrator", "cohort confirmation not read")
    reader.look("cohort small confirmed", "staff", is_blind=True)
    _home(reader, home)
    reader.follow('main section a[href*="/applications"]')
    reader.look("pool", "staff", is_blind=True)
    _home(reader, home)
    _people(reader, scene)
    signing.sign_out(reader)


def _people(reader: Reader, scene: stage.Stage) -> None:
    """Gives a person one more role and a code to set her second factor up, and looks at where the administrator herself
    is signed in."""
    reader.follow_to("/staff/people")
    reader.look("people", "staff")
    reader.follow_to(f"/staff/people/{scene.people['finance']}")
    reader.look("person", "staff")
    reader.press()
    if "/step-up" in reader.page.url:
        signing.step_up(reader, scene.addresses["administrator"])
        reader.press()
    reader.look("person without reason", "staff", status=422)
    reader.choose("roles", "auditor")
    reader.fill("reason", "also reads the audit log")
    reader.press()
    reader.look("person saved", "staff")
    reader.fill("why", "known by voice")
    reader.press('main form[action$="/reset"] .button')
    reader.look("enrolment code", "staff")
    signing.hand_over(reader, scene.addresses["finance"])
    reader.follow("main a.button")
    reader.look("person with code", "staff")
    reader.follow_to("/sessions")
    reader.look("sessions", "staff")


def _logistics(reader: Reader, scene: stage.Stage) -> None:
    _enter(reader, scene, "logistics")
    home = reader.page.url
    reader.follow('main section a[href*="/applications"]')
    reader.look("pool for logistics", "staff", is_blind=True)
    reader.follow("main nav a.button")
    reader.look("pool next page", "staff", is_blind=True)
    reader.page.locator("main summary").click()
    reader.follow('main .filters a[href*="state=draft"]')
    reader.look("pool of drafts", "staff", is_blind=True)
    _home(reader, home)
    reader.follow('main section a[href*="/agenda"]')
    reader.look("grid", "staff")
    for day in range(1, reader.page.locator("ul.tabs a").count()):
        reader.follow("ul.tabs a", day)
        reader.look(f"grid day {day + 1}", "staff")
    _home(reader, home)
    _budget(reader, "logistics")
    signing.sign_out(reader)


def _finance(reader: Reader, scene: stage.Stage) -> None:
    _enter(reader, scene, "finance")
    home = reader.page.url
    _budget(reader, "finance")
    _home(reader, home)
    reader.follow(f'main section a[href*="{scene.convening["id"]}/budget"]')
    reader.look("budget none", "staff")
    signing.sign_out(reader)


def _budget(reader: Reader, role: str) -> None:
    """The demonstration's budget, and two venues side by side for whoever may compare them."""
    reader.follow('main section a[href*="/budget"]')
    reader.look(f"budget for {role}", "staff")
    if not reader.has('[name="first"]'):
        return
    reader.choose("first", "nairobi")
    reader.choose("second", "vienna")
    reader.press("main form .button")
    reader.look(f"comparison in work for {role}", "staff")
    _until(reader, "main tbody tr:nth-child(2) svg")
    reader.look(f"comparison for {role}", "staff")


def _home(reader: Reader, home: str) -> None:
    """Back to the staff's home by the first link of the navigation."""
    reader.follow("nav.work a")
    if reader.page.url != home:
        raise RuntimeError(f"the navigation leads to {reader.page.url} instead of {home}")


def _until(reader: Reader, selector: str) -> None:
    """Loads the page again, as its words ask for, until something is there."""
    for _ in range(60):
        if reader.has(selector):
            return
        time.sleep(1)
        reader.response = reader.page.reload()
    raise RuntimeError(f"{reader.page.url} does not come to show {selector}")
