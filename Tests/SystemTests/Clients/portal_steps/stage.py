"""What a walk needs before it starts: people who can sign in, an open call, and a round that is being scored.

Everything is made anew for each walk and closed at its end, so that walks can be repeated on one installation. The
questions, rules and rubric are those of the demonstration.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from .doors import Doors

ROLES = ("committee-member", "chair", "logistics", "finance", "administrator")
CANDIDATES = 3

# Kept apart from every word that may be on a page, so that finding one of them on a blind page means something.
IDENTITIES = ("Zephyrine Quillfeather", "Wadi Qamar Sisterhood", "Port Halcyon")

TITLES = {
    "en": "Regional meeting {number}", "fr": "Rencontre régionale {number}", "es": "Encuentro regional {number}",
    "ar": "اللقاء الإقليمي {number}",
}
SUMMARIES = {
    "en": "Two days for organisations of one region to share what they know.",
    "fr": "Deux jours pour que les organisations d’une région partagent leur expérience.",
    "es": "Dos días para que las organizaciones de una región compartan su experiencia.",
    "ar": "يومان تتبادل فيهما منظمات منطقة واحدة الخبرات.",
}
CHANGE = "We brought {number} families back to their fields after the river changed its bed."


@dataclass
class Stage:
    """What one walk stands on."""

    number: str
    addresses: dict[str, str]
    people: dict[str, str]
    call: dict
    round_id: str
    convening: dict

    def title(self, language: str) -> str:
        return TITLES[language].format(number=self.number)


def build(doors: Doors) -> Stage:
    """Makes the stage of one walk."""
    number = str(uuid.uuid4().int % 9000 + 1000)
    addresses, people = _people(doors, number)
    model = _demonstration_call(doors)
    convening = doors.post("applications", "/v1/convenings", _convening(number), "administrator")
    call = doors.post(
        "applications", f"/v1/convenings/{convening['id']}/calls", _call(model, number, days=30), "administrator")
    _assign(doors, people, [item["id"] for item in doors.every("applications", "/v1/convenings", "administrator")])
    scored = _scored_call(doors, model, convening, number)
    round_id = _round(doors, scored, people)
    return Stage(number, addresses, people, call, round_id, convening)


def close_scoring(doors: Doors, stage: Stage) -> None:
    """Ends the scoring, after which the chair can work out the ranking."""
    doors.post("selection", f"/v1/rounds/{stage.round_id}/close", {"acceptsMissing": True}, "chair")


def strike(doors: Doors, stage: Stage) -> None:
    """Closes the open call, so that the start page is as it was before the walk."""
    call = doors.get("applications", f"/v1/calls/{stage.call['id']}", "administrator")
    doors.put(
        "applications", f"/v1/calls/{call['id']}", _input(call, closes_at=_now()), call["version"], "administrator")


def identities(doors: Doors) -> list[str]:
    """Names of organisations that no blind page may show."""
    return [item["name"] for item in doors.every("applications", "/v1/organisations", "administrator")]


def _people(doors: Doors, number: str) -> tuple[dict[str, str], dict[str, str]]:
    addresses, people = {}, {}
    for role in ROLES:
        addresses[role] = f"walk-{role}-{number}@example.org"
        person = doors.post(
            "applications", "/v1/people",
            {"name": f"Walk {role}", "emailAddress": addresses[role], "language": "en", "roles": [role]},
            "administrator")
        people[role] = person["id"]
    return addresses, people


def _assign(doors: Doors, people: dict[str, str], convenings: list[str]) -> None:
    """Gives everybody the convenings of the walk: who is assigned to none sees none."""
    for role, person in people.items():
        doors.put(
            "applications", f"/v1/people/{person}/access",
            {"roles": [role], "convenings": convenings, "isClosed": False, "reason": "works on them"}, 1,
            "administrator")


def _demonstration_call(doors: Doors) -> dict:
    calls = doors.every("applications", "/v1/calls", "administrator")
    found = [call for call in calls if any(question["key"] == "change" for question in call["questions"])]
    if not found:
        raise RuntimeError("the installation has no demonstration data; type: convene up --demo")
    return found[0]


def _now() -> str:
    return _moment(0)


def _moment(seconds: float) -> str:
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _named(texts: dict[str, str], number: str) -> dict[str, str]:
    return {language: text.format(number=number) for language, text in texts.items()}


def _convening(number: str) -> dict:
    return {
        "kind": "global-convening", "format": "in-person", "title": _named(TITLES, number), "summary": SUMMARIES,
        "venue": "nairobi", "zone": "Africa/Nairobi", "startsOn": "2027-06-07", "endsOn": "2027-06-08", "places": 2,
    }


def _call(model: dict, number: str, days: int) -> dict:
    return {
        "title": _named(TITLES, number), "opensAt": _moment(-60), "closesAt": _moment(days * 86_400),
        "questions": model["questions"], "rules": model["rules"], "criteria": model["criteria"],
    }


def _input(call: dict, closes_at: str) -> dict:
    kept = ("title", "opensAt", "questions", "rules", "criteria")
    return {key: call[key] for key in kept} | {"closesAt": closes_at}


def answers(number: int) -> dict:
    """Answers to every question of the demonstration's form."""
    return {
        "change": CHANGE.format(number=number + 40), "difficulty": "Roads are closed in the rains.",
        "learning": "How others keep a fund for hard years.", "theme": "climate", "first_time": True,
        "can_travel": True, "departure_city": IDENTITIES[2], "passport_country": "SDN",
        "languages_spoken": ["ar", "en"], "contact_name": IDENTITIES[0], "organisation_role": "Coordinator",
    }


def _scored_call(doors: Doors, model: dict, convening: dict, number: str) -> dict:
    """A call with a few applications whose time is over."""
    call = doors.post(
        "applications", f"/v1/convenings/{convening['id']}/calls", _call(model, number, days=1), "administrator")
    for index in range(CANDIDATES):
        subject = f"walk-{number}-{index}"
        organisation = doors.post(
            "applications", "/v1/organisations",
            {
                "name": f"{IDENTITIES[1]} {number}-{index}", "country": ("SDN", "COL", "YEM")[index], "kind": "cbo",
                "size": "small", "isWomenLed": True, "isMember": False, "languages": ["en"],
            }, "applicant", subject)
        application = doors.post(
            "applications", "/v1/applications",
            {
                "callId": call["id"], "organisationId": organisation["id"], "language": "en",
                "answers": answers(index),
            }, "applicant", subject)
        doors.post(
            "applications", f"/v1/applications/{application['id']}/submit", {"consentsToReview": True}, "applicant",
            subject)
    call = doors.put(
        "applications", f"/v1/calls/{call['id']}", _input(call, closes_at=_now()), call["version"], "administrator")
    doors.post("applications", f"/v1/calls/{call['id']}/eligibility-check", {}, "administrator")
    return call


def _round(doors: Doors, call: dict, people: dict[str, str]) -> str:
    """A round with one reader, to whom every candidate is given."""
    rubric = doors.get("selection", "/v1/rubrics", "chair")["items"][0]
    reader = people["committee-member"]
    made = doors.post(
        "selection", "/v1/rounds",
        {
            "callId": call["id"], "rubricId": rubric["id"], "reviewsPerCandidate": 1, "closesAt": _moment(86_400),
            "members": [{"subject": reader, "maximumLoad": 10}],
        }, "chair")
    path = f"/v1/rounds/{made['id']}"
    doors.post("selection", f"{path}/open", {}, "chair")
    doors.post("selection", f"{path}/declaration", {"conflicts": []}, "committee-member", reader)
    job = doors.post("selection", f"{path}/assignment", {"seed": 1}, "chair")
    doors.wait("selection", job["jobId"], "chair")
    return made["id"]
