"""What the public schedule formats require of a file, written down anew from their description.

Source of the facts: schedule.xml and schedule.json as kept by C3VOC (repository voc/schedule) and read by frab,
pretalx, Giggity and ConfClerk. `faults_xml` and `faults_json` return one line for each departure.
"""

import re

TEXT = re.compile(r".*", re.S)
ADDRESS = re.compile(r"https?://\S+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.]\d+)?(Z|[+-]\d\d:\d\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
LENGTH = re.compile(r"\d{1,2}:\d\d(:\d\d)?")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
NUMBER = re.compile(r"[1-9]\d*")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
ACRONYM = re.compile(r"[a-z0-9_-]{4,}")
SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")
CODE = re.compile(r"[0-9A-Z]{6}")

# Element: (pattern, whether it must be there).
XML_CONFERENCE = {
    "title": (TEXT, True), "acronym": (ACRONYM, True), "start": (DATE, False), "end": (DATE, False),
    "days": (NUMBER, False), "timeslot_duration": (LENGTH, False), "base_url": (ADDRESS, False),
    "logo": (ADDRESS, False), "url": (ADDRESS, False), "time_zone_name": (TEXT, False), "color": (TEXT, False),
    "track": (TEXT, False),
}
XML_EVENT = {
    "room": (TEXT, True), "title": (TEXT, True), "subtitle": (TEXT, False), "type": (TEXT, True),
    "date": (MOMENT, True), "start": (CLOCK, True), "duration": (LENGTH, True), "abstract": (TEXT, True),
    "slug": (SLUG, False), "track": (TEXT, True), "logo": (TEXT, False), "persons": (None, False),
    "language": (TEXT, False), "description": (TEXT, False), "recording": (None, False), "links": (None, False),
    "attachments": (None, False), "video_download_url": (ADDRESS, False), "url": (ADDRESS, False),
    "feedback_url": (ADDRESS, False), "origin_url": (ADDRESS, False),
}


def children(element, rules, where, repeatable=()):
    """Departures of an element's children from a table: unknown, missing, repeated, or with another text."""
    faults = []
    names = [child.tag for child in element]
    for name, (_, needed) in rules.items():
        if needed and name not in names:
            faults.append(f"{where}: {name} is missing")
        if names.count(name) > 1 and name not in repeatable:
            faults.append(f"{where}: {name} stands {names.count(name)} times")
    for child in element:
        if child.tag not in rules:
            faults.append(f"{where}: {child.tag} is unknown")
        elif rules[child.tag][0] and not rules[child.tag][0].fullmatch(child.text or ""):
            faults.append(f"{where}: {child.tag} is {child.text!r}")
    return faults


def attributes(element, rules, where):
    """Departures of an element's attributes from {name: (pattern, needed)}."""
    faults = [f"{where}: attribute {name} is unknown" for name in element.attrib if name not in rules]
    for name, (pattern, needed) in rules.items():
        value = element.get(name)
        if value is None and needed or value is not None and not pattern.fullmatch(value):
            faults.append(f"{where}: attribute {name} is {value!r}")
    return faults


def repeated(values, what):
    return [f"{what} {value!r} stands twice" for value in {v for v in values if values.count(v) > 1}]


def faults_xml(root):
    """Departures of a parsed schedule.xml."""
    if root.tag != "schedule":
        return [f"the root is {root.tag}"]
    order = [child.tag for child in root]
    head = [name for name in ("generator", "url", "version", "conference") if name in order]
    faults = [] if order == head + ["day"] * (len(order) - len(head)) else [f"order of the root: {order}"]
    faults += [f"{name} is missing" for name in ("version", "conference", "day") if name not in order]
    faults += children(root.find("conference"), XML_CONFERENCE, "conference", repeatable=("track",))
    day_rules = {"date": (DATE, False), "start": (MOMENT, True), "end": (MOMENT, True), "index": (NUMBER, True)}
    for day in root.findall("day"):
        where = f"day {day.get('index')}"
        faults += attributes(day, day_rules, where)
        for room in day:
            faults += attributes(room, {"name": (TEXT, True), "guid": (UUID, False)}, f"{where}, room")
            for event in room:
                place = f"{where}, event {event.get('id')}"
                event_rules = {"guid": (UUID, True), "id": (NUMBER, True), "code": (CODE, False)}
                faults += attributes(event, event_rules, place) + children(event, XML_EVENT, place)
                if event.findtext("room") != room.get("name"):
                    faults.append(f"{place}: stands in the wrong room")
    events = root.findall("day/room/event")
    for name in ("guid", "id", "code"):
        faults += repeated([event.get(name) for event in events if event.get(name)], name)
    return faults + repeated([event.findtext("slug") for event in events], "slug")


def _text(pattern=None, nullable=False, **more):
    schema = {"type": ["string", "null"] if nullable else "string", **more}
    return {**schema, "pattern": f"^({pattern})$"} if pattern else schema


def _object(needed, optional):
    return {
        "type": "object", "properties": {**needed, **optional}, "required": sorted(needed),
        "additionalProperties": False,
    }


_ADDRESS = _text(r"https?://\S+")
_MOMENT = _text(MOMENT.pattern)
_LINK = _object({"url": _ADDRESS}, {"title": _text(), "type": _text()})
_PERSON = {
    "type": "object", "properties": {"guid": _text(UUID.pattern), "code": _text("[A-Z0-9]+"), "name": _text()},
    "anyOf": [{"required": ["name"]}, {"required": ["public_name", "id"]}],
}
_EVENT = _object(
    {
        "guid": _text(UUID.pattern), "id": {"type": "integer", "minimum": 1}, "date": _MOMENT,
        "start": _text(CLOCK.pattern), "duration": _text(r"\d+:\d\d"), "room": _text(), "slug": _text("[a-z0-9_-]+"),
        "url": _ADDRESS, "title": _text(), "subtitle": _text(nullable=True), "track": _text(nullable=True),
        "type": _text(), "language": _text(nullable=True), "abstract": _text(nullable=True),
        "persons": {"type": "array", "items": _PERSON}, "links": {"type": "array", "items": _LINK},
    },
    {
        "code": _text("[A-Z0-9]+"), "end": _MOMENT, "description": _text(nullable=True), "logo": {},
        "recording_license": _text(), "do_not_record": {"type": ["boolean", "null"]}, "do_not_stream": {},
        "attachments": {"type": "array", "items": _LINK}, "feedback_url": _ADDRESS, "origin_url": _ADDRESS,
    })
_DAY = _object(
    {
        "index": {"type": "integer"}, "date": _text(DATE.pattern), "day_start": _MOMENT, "day_end": _MOMENT,
        "rooms": {"type": "object", "additionalProperties": {"type": "array", "items": _EVENT}},
    }, {})
_ROOM = _object(
    {"name": _text(), "guid": _text(UUID.pattern)},
    {"slug": _text(), "type": _text(), "description": {}, "capacity": {"type": ["number", "null"]}, "url": _ADDRESS})
_TRACK = _object({"name": _text()}, {"slug": _text("[a-z0-9_-]+"), "color": _text()})
_CONFERENCE = _object(
    {
        "title": _text(), "acronym": _text("[a-z0-9_-]{4,}"), "start": _text(), "end": _text(),
        "daysCount": {"type": "integer"}, "timeslot_duration": _text(LENGTH.pattern),
        "days": {"type": "array", "items": _DAY, "minItems": 1},
    },
    {
        "time_zone_name": _text(), "url": _ADDRESS, "tracks": {"type": "array", "items": _TRACK},
        "rooms": {"type": "array", "items": _ROOM}, "description": _text(),
    })
JSON_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        {"schedule": _object({"version": _text(), "conference": _CONFERENCE}, {"url": _ADDRESS, "base_url": _ADDRESS})},
        {"$schema": _text(), "generator": {"type": "object"}}),
}


def faults_json(document):
    """Departures of a parsed schedule.json."""
    import jsonschema

    errors = jsonschema.Draft202012Validator(JSON_SCHEMA).iter_errors(document)
    faults = [f"{error.json_path}: {error.message[:200]}" for error in errors]
    if faults:
        return faults
    events = [
        event for day in document["schedule"]["conference"]["days"] for room in day["rooms"].values() for event in room]
    return [fault for name in ("guid", "id", "slug") for fault in repeated([e[name] for e in events], name)]
