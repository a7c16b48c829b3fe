"""Scores a timetable of ITC-2007 track 3 from the published rules, sharing no code with the product.

    course_score.py INSTANCE.ctt SOLUTION

Prints {"violations": …, "cost": …}: violations are the hard rules (missing or surplus lectures, two lectures of one
course in a period, conflicts of teacher or curriculum, a room used twice, a period that is not available), cost the
soft ones. Source of the rules: Di Gaspero, McCollum, Schaerf, "The Second International Timetabling Competition
(ITC-2007): Curriculum-based Course Timetabling (Track 3)", 2007.
"""

import collections
import itertools
import json
import sys


def read(path):
    words = open(path, encoding="utf-8").read().split()
    head = {}
    place = 0
    while words[place] != "COURSES:":
        head[words[place].rstrip(":")] = words[place + 1]
        place += 2
    place += 1
    courses, rooms, curricula, closed = {}, {}, {}, set()
    for _ in range(int(head["Courses"])):
        name, teacher, lectures, days, students = words[place:place + 5]
        courses[name] = (teacher, int(lectures), int(days), int(students))
        place += 5
    place += 1
    for _ in range(int(head["Rooms"])):
        rooms[words[place]] = int(words[place + 1])
        place += 2
    place += 1
    for _ in range(int(head["Curricula"])):
        count = int(words[place + 1])
        curricula[words[place]] = words[place + 2:place + 2 + count]
        place += 2 + count
    place += 1
    while words[place] != "END.":
        closed.add((words[place], int(words[place + 1]), int(words[place + 2])))
        place += 3
    return courses, rooms, curricula, closed


def violations(courses, curricula, closed, lectures):
    """Lectures not held, plus breaches of availability, room use and conflicts."""
    count = collections.Counter(course for course, *_ in lectures)
    found = sum(abs(wanted - count[name]) for name, (_, wanted, _, _) in courses.items())
    found += sum((course, day, period) in closed for course, _, day, period in lectures)
    occupied = collections.Counter((room, day, period) for _, room, day, period in lectures)
    found += sum(number - 1 for number in occupied.values())
    together = {frozenset(pair) for members in curricula.values() for pair in itertools.combinations(members, 2)}
    together |= {
        frozenset(pair) for pair in itertools.combinations(courses, 2) if courses[pair[0]][0] == courses[pair[1]][0]}
    by_period = collections.defaultdict(list)
    for course, _, day, period in lectures:
        by_period[day, period].append(course)
    for held in by_period.values():
        found += sum(one == two or frozenset((one, two)) in together for one, two in itertools.combinations(held, 2))
    return found


def cost(courses, rooms, curricula, lectures):
    """Seats that are missing, days that are missing (5 each), lonely lectures (2 each), rooms beyond the first."""
    total = sum(max(0, courses[course][3] - rooms[room]) for course, room, *_ in lectures)
    for name, (_, _, days, _) in courses.items():
        own = [lecture for lecture in lectures if lecture[0] == name]
        total += 5 * max(0, days - len({day for _, _, day, _ in own}))
        total += max(0, len({room for _, room, *_ in own}) - 1)
    for members in curricula.values():
        held = collections.Counter((day, period) for course, _, day, period in lectures if course in members)
        total += 2 * sum(
            number for (day, period), number in held.items()
            if (day, period - 1) not in held and (day, period + 1) not in held)
    return total


def main():
    courses, rooms, curricula, closed = read(sys.argv[1])
    lines = dict.fromkeys(tuple(line.split()) for line in open(sys.argv[2], encoding="utf-8") if line.strip())
    lectures = [(course, room, int(day), int(period)) for course, room, day, period in lines]
    print(json.dumps({
        "violations": violations(courses, curricula, closed, lectures),
        "cost": cost(courses, rooms, curricula, lectures)}))


main()
