"""Judges docker/ by foreign rules and by what the services need.

    python deployment_check.py FACTS DOCKER [image compose kubernetes systemd secrets]

FACTS is written by DeploymentTests.swift; DOCKER is the folder. Prints one line for each fault, and at the end a JSON
object with the number of checks. Exit code 1 with faults.
"""

import json
import pathlib
import sys

from deployment.compose import check_compose
from deployment.facts import Facts, Report, check_secrets
from deployment.image import check_image
from deployment.kubernetes import check_kubernetes
from deployment.systemd import check_systemd

PARTS = {
    "image": lambda report, facts, docker: check_image(report, facts, docker, pathlib.Path(__file__).parents[3]),
    "compose": check_compose,
    "kubernetes": check_kubernetes,
    "systemd": check_systemd,
    "secrets": lambda report, facts, docker: check_secrets(report, docker),
}


def main() -> int:
    """Runs the parts that were asked for, all of them by default."""
    facts = Facts.read(sys.argv[1])
    docker = pathlib.Path(sys.argv[2])
    report = Report()
    for part in sys.argv[3:] or PARTS:
        try:
            PARTS[part](report, facts, docker)
        except (AttributeError, IndexError, KeyError, OSError, TypeError, ValueError) as error:
            # What is so broken that it cannot be walked is a fault as well.
            report.expect(False, f"{part}: cannot be read to its end: {error!r}")
    for fault in report.faults:
        print(fault)
    print(json.dumps({"checks": report.checks, "faults": len(report.faults)}))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
