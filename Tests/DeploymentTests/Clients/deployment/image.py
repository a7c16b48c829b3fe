"""The Dockerfile, and the scripts beside it."""

import pathlib
import re
import shutil
import subprocess
import sys

from .facts import Facts, Report


def check_image(report: Report, facts: Facts, docker: pathlib.Path, root: pathlib.Path) -> None:
    """hadolint's rules, and ours: pinned bases, no toolchain and no root at the end, all that is read at run time."""
    path = docker / "Dockerfile"
    program = pathlib.Path(sys.executable).parent / "hadolint"
    done = subprocess.run([program, "--no-color", path], capture_output=True, text=True, check=False)
    report.expect(done.returncode == 0, f"Dockerfile: hadolint says\n{done.stdout}{done.stderr}")

    text = path.read_text(encoding="utf-8")
    arguments = dict(re.findall(r"^ARG (\w+)=(\S+)$", text, flags=re.MULTILINE))
    stages = re.split(r"^FROM ", text, flags=re.MULTILINE)[1:]
    report.expect(len(stages) > 1, "Dockerfile: one stage only, so the toolchain is in the image")
    for stage in stages:
        base = re.sub(r"\$\{(\w+)\}", lambda found: arguments.get(found[1], ""), stage.split()[0])
        report.expect(
            re.search(r":\d+(\.\d+)+(-[a-z]+)?(@sha256:[0-9a-f]{64})?$", base),
            f"Dockerfile: the base {base or stage.split()[0]} names no release")
    last = stages[-1]
    report.expect("swift" not in last.split("\n")[0].lower(), "Dockerfile: the last stage starts from the toolchain")
    users = re.findall(r"^USER (\S+)$", last, flags=re.MULTILINE)
    report.expect(
        users and re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1]), "Dockerfile: the image must end with USER uid:gid")
    exposed = {int(port) for line in re.findall(r"^EXPOSE (.*)$", last, flags=re.MULTILINE) for port in line.split()}
    report.expect(exposed == facts.ports, f"Dockerfile: exposes {sorted(exposed)}, the doors are {sorted(facts.ports)}")
    for folder in sorted([*root.glob("Services/*/Migrations"), *root.glob("Shared/*/Migrations")]):
        name = folder.relative_to(root).as_posix()
        report.expect(name in text, f"Dockerfile: {name} is not copied, but read at run time")
    wanted = re.search(r"^ENV CONVENE_ONLY=(\S+)", text, flags=re.MULTILINE)
    report.expect(
        wanted and set(wanted[1].split(",")) == set(facts.services) | {"convene"},
        "Dockerfile: CONVENE_ONLY is not the six commands")

    ignored = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for needed in ("!Package.swift", "!Services", "!Shared", "!openapi"):
        report.expect(needed in ignored, f".dockerignore: {needed} is missing")
    report.expect("*" in ignored, ".dockerignore: everything else must stay out (*)")

    for script in sorted(docker.rglob("*.sh")):
        done = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
        report.expect(done.returncode == 0, f"{script.name}: {done.stderr}")
        if shutil.which("shellcheck"):
            done = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)
            report.expect(done.returncode == 0, f"{script.name}: {done.stdout}")
