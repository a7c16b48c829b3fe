"""Solves a cohort instance with HiGHS, which shares no code with the product.

    cohort_optimum.py INSTANCE.json

The instance: select, budget, applicants [{id, score, cost}], quotas [{name, members, min, max}], include, exclude.
Prints {"status": "optimal", "score": …, "cost": …, "seconds": …}, cost being the lowest among the cohorts of that
score; or {"status": "infeasible"}. Scores are taken as integers of 1/10000, so that two solvers can be compared
exactly.
"""

import json
import sys
import time

import highspy

UNIT = 10_000


def model(instance):
    """The rules without an objective: one binary column for each applicant."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    applicants = instance["applicants"]
    place = {applicant["id"]: index for index, applicant in enumerate(applicants)}
    include, exclude = set(instance.get("include", [])), set(instance.get("exclude", []))
    columns = []
    for applicant in applicants:
        low = 1 if applicant["id"] in include else 0
        high = 0 if applicant["id"] in exclude else 1
        columns.append(solver.addVariable(lb=low, ub=high, type=highspy.HighsVarType.kInteger))
    solver.addConstr(sum(columns) == instance["select"])
    if instance.get("budget") is not None:
        solver.addConstr(
            sum(column * applicant["cost"] for column, applicant in zip(columns, applicants)) <= instance["budget"])
    for quota in instance["quotas"]:
        chosen = [columns[place[member]] for member in quota["members"]]
        if not chosen:
            if quota["min"] > 0:
                return None, None
            continue
        solver.addConstr(sum(chosen) >= quota["min"])
        solver.addConstr(sum(chosen) <= quota["max"])
    return solver, columns


def best(solver, columns, weights, maximise):
    """The optimum of one objective as an exact integer, recomputed from the rounded solution; None: infeasible."""
    objective = sum(column * weight for column, weight in zip(columns, weights))
    (solver.maximize if maximise else solver.minimize)(objective)
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise SystemExit(f"HiGHS ended with {status}")
    values = solver.getSolution().col_value
    return sum(weight for weight, value in zip(weights, values) if value > 0.5)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        instance = json.load(file)
    started = time.perf_counter()
    solver, columns = model(instance)
    scores = [round(applicant["score"] * UNIT) for applicant in instance["applicants"]]
    costs = [applicant["cost"] for applicant in instance["applicants"]]
    score = None if solver is None else best(solver, columns, scores, True)
    if score is None:
        print(json.dumps({"status": "infeasible"}))
        return
    solver.addConstr(sum(column * weight for column, weight in zip(columns, scores)) >= score)
    cost = best(solver, columns, costs, False)
    seconds = time.perf_counter() - started
    print(json.dumps({"status": "optimal", "score": score, "unit": UNIT, "cost": cost, "seconds": seconds}))


main()
