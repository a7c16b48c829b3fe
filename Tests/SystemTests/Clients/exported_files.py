"""Reads the files of a demonstration with foreign software only.

    exported_files.py FOLDER [--office SOFFICE]

agenda.ics with icalendar, agenda.xml with lxml, agenda.json with jsonschema, agenda.html with lxml, the CSV files with
hxlvalidate and csv, budget.xlsx with openpyxl and LibreOffice. Prints one line a finding and ends with exit code 1 if
there is any. Otherwise prints one JSON object with the figures that were read, for the test to compare.
"""

import argparse
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal

import icalendar
import openpyxl
from lxml import etree

import schedule_rules


def calendar(path):
    """RFC 5545: lines of at most 75 octets ended by CRLF, every event with UID, DTSTAMP, start before end."""
    raw = path.read_bytes()
    faults = [f"agenda.ics: a line of {len(line)} octets" for line in raw.split(b"\r\n") if len(line) > 75]
    if b"\n" in raw.replace(b"\r\n", b""):
        faults.append("agenda.ics: a bare line feed")
    parsed = icalendar.Calendar.from_ical(raw)
    events = parsed.walk("VEVENT")
    faults += [f"agenda.ics: {error}" for error in parsed.errors]
    for event in events:
        faults += [f"agenda.ics: an event has {event.errors}"] if event.errors else []
        faults += [f"agenda.ics: an event lacks {name}" for name in ("UID", "DTSTAMP", "SUMMARY") if name not in event]
        if not event["DTSTART"].dt < event["DTEND"].dt:
            faults.append(f"agenda.ics: {event['UID']} does not end after its start")
    uids = [str(event["UID"]) for event in events]
    faults += schedule_rules.repeated(uids, "agenda.ics: UID")
    return faults, set(uids)


def meetings(document):
    """(room, start, end, guid) of every event of a schedule.json."""
    for day in document["schedule"]["conference"]["days"]:
        for room, events in day["rooms"].items():
            for event in events:
                start = datetime.datetime.fromisoformat(event["date"])
                hours, minutes = event["duration"].split(":")
                yield room, start, start + datetime.timedelta(hours=int(hours), minutes=int(minutes)), event["guid"]


def agenda(folder):
    """The three machine-readable forms say the same, and no room holds two meetings at once."""
    faults, uids = calendar(folder / "agenda.ics")
    root = etree.parse(folder / "agenda.xml").getroot()
    document = json.loads((folder / "agenda.json").read_text(encoding="utf-8"))
    faults += [f"agenda.xml: {fault}" for fault in schedule_rules.faults_xml(root)]
    found = schedule_rules.faults_json(document)
    faults += [f"agenda.json: {fault}" for fault in found]
    if found:
        return faults, {}
    placed = sorted(meetings(document))
    for (room, _, end, _), (next_room, start, _, _) in zip(placed, placed[1:]):
        if room == next_room and start < end:
            faults.append(f"agenda.json: {room} holds two meetings at {start}")
    guids = {guid for *_, guid in placed}
    if {event.get("guid") for event in root.findall("day/room/event")} != guids:
        faults.append("agenda.xml and agenda.json hold different events")
    if uids != guids:
        faults.append("agenda.ics and agenda.json hold different events")
    page = etree.HTML((folder / "agenda.html").read_text(encoding="utf-8"))
    if page is None or not page.findall(".//tr"):
        faults.append("agenda.html has no table")
    return faults, {
        "sessions": len(placed), "rooms": len({room for room, *_ in placed}),
        "days": len(document["schedule"]["conference"]["days"]),
    }


def tables(folder):
    """The CSV files pass hxlvalidate; planned = committed + actual + available in every line."""
    faults = []
    for name in ("budget-lines.csv", "budget-travellers.csv"):
        tool = pathlib.Path(sys.executable).parent / "hxlvalidate"
        run = subprocess.run([tool, folder / name], capture_output=True, text=True, timeout=120)
        if run.returncode:
            faults.append(f"{name}: hxlvalidate: {(run.stdout + run.stderr)[-400:]}")
    with open(folder / "budget-lines.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    lines = [dict(zip(rows[0], row)) for row in rows[2:]]
    categories = {}
    for line in lines:
        planned, committed, actual, available = (
            Decimal(line[name]) for name in ("Planned", "Committed", "Actual", "Available"))
        if planned - committed - actual != available:
            faults.append(f"budget-lines.csv: {line['Line']}: {planned} - {committed} - {actual} is not {available}")
        categories[line["Category"]] = categories.get(line["Category"], 0) + planned
    with open(folder / "budget-travellers.csv", encoding="utf-8", newline="") as file:
        travellers = list(csv.DictReader(file))[1:]
    return faults, {
        "planned": str(sum(categories.values())), "categories": {name: str(sum_) for name, sum_ in categories.items()},
        "travellers": len(travellers),
        "travel": str(sum(Decimal(traveller["Expected cost"]) for traveller in travellers)),
    }


def spreadsheet(path, office):
    """The figures of the first sheet, as openpyxl and as LibreOffice read them."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    rows = {
        str(row[0] or row[1]): Decimal(str(row[2])).quantize(Decimal("0.01"))
        for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] and isinstance(row[2], (int, float))
    }
    faults = [] if "Total" in rows else ["budget.xlsx: there is no line Total"]
    if office:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv",
                 "--outdir", folder, path], check=True, capture_output=True, timeout=180)
            with open(pathlib.Path(folder) / "budget.csv", encoding="utf-8", newline="") as file:
                seen = {(row[0] or row[1]): Decimal(row[2]) for row in csv.reader(file) if row[1:2] == ["Total"]}
        if seen.get("Total") != rows.get("Total"):
            faults.append(f"budget.xlsx: LibreOffice reads {seen}, openpyxl {rows.get('Total')}")
    return faults, {"spreadsheet": {name: str(value) for name, value in rows.items()}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--office")
    arguments = parser.parse_args()
    faults, figures = [], {}
    for part in (
        agenda(arguments.folder), tables(arguments.folder),
        spreadsheet(arguments.folder / "budget.xlsx", arguments.office),
    ):
        faults += part[0]
        figures |= part[1]
    print("\n".join(faults) if faults else json.dumps(figures))
    sys.exit(1 if faults else 0)


main()
