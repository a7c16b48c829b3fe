"""The units in systemd/, judged by systemd itself and against what the services need."""

import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile

from .facts import Facts, Report, check_environment

# systemd's own measure of what a unit could do: 10 is everything, 0 nothing. The weakest of ours has 1.3.
EXPOSURE = 1.5
CREDENTIALS = "/run/credentials"


def check_systemd(report: Report, facts: Facts, docker: pathlib.Path) -> None:
    """All units as the manager would load them, and each instance's settings."""
    with tempfile.TemporaryDirectory(prefix="convene-units-") as place:
        root = pathlib.Path(place)
        _installed(docker / "systemd", root, facts)
        services = [f"convene@{name}.service" for name in facts.services]
        units = [*services, "convene-migrate.service", "convene-renew.service", "convene-watch.service"]
        done = subprocess.run(
            ["systemd-analyze", f"--root={root}", "verify", "--man=no", "convene.target", "convene-renew.timer", *units],
            capture_output=True, text=True, check=False)
        report.expect(
            done.returncode == 0 and not done.stderr.strip(), f"systemd: verify says\n{done.stdout}{done.stderr}")
        for unit in units:
            done = subprocess.run(
                ["systemd-analyze", f"--root={root}", "security", "--offline=yes", unit],
                capture_output=True, text=True, check=False)
            score = re.search(r"Overall exposure level for \S+ (\d+\.\d+)", done.stdout)
            report.expect(
                score and float(score[1]) <= EXPOSURE,
                f"systemd: {unit} is exposed {score[1] if score else done.stderr}, more than {EXPOSURE}")
    for name in facts.services:
        _instance(report, facts, docker / "systemd", name)
    _target(report, facts, docker / "systemd")


def _installed(folder: pathlib.Path, root: pathlib.Path, facts: Facts) -> None:
    """A file system in which the units are installed, with stand-ins for our executables."""
    units = root / "etc/systemd/system"
    shutil.copytree(folder, units)
    for name in [*facts.services, "convene"]:
        stand_in = root / "opt/convene/bin" / name
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text("#!/bin/sh\n", encoding="utf-8")
        stand_in.chmod(0o755)
    for program in ("systemctl", "sh"):
        found = shutil.which(program)
        for folder in ("usr/bin", "bin"):
            if found:
                (root / folder).mkdir(parents=True, exist_ok=True)
                shutil.copy(found, root / folder / program)
    # Where the distribution keeps its own units: network-online.target, timers.target and their like.
    for system in ("/usr/lib/systemd/system", "/lib/systemd/system"):
        if pathlib.Path(system).is_dir():
            shutil.copytree(system, root / "usr/lib/systemd/system", symlinks=True, dirs_exist_ok=True)
            break


def _settings(text: str) -> list[tuple[str, str]]:
    """Key and value of each line, in order; comments and sections left out."""
    return [(found[1], found[2].strip()) for found in re.finditer(r"^(\w+)=(.*)$", text, flags=re.MULTILINE)]


def _instance(report: Report, facts: Facts, folder: pathlib.Path, name: str) -> None:
    where = f"systemd: convene@{name}"
    needs = facts.services[name]
    own = folder / f"convene@{name}.service.d/own.conf"
    if not report.expect(own.is_file(), f"{where} has no settings of its own ({own.name})"):
        return
    text = (folder / "convene@.service").read_text(encoding="utf-8") + own.read_text(encoding="utf-8")
    text = text.replace("%i", name).replace("%d", CREDENTIALS).replace("%t", "/run")
    environment: dict[str, str] = {}
    files: dict[str, str | None] = {}
    last: dict[str, str] = {}
    for key, value in _settings(text):
        last[key] = value
        if key == "Environment":
            environment.update(entry.split("=", 1) for entry in shlex.split(value))
        if key == "LoadCredential":
            credential, place = value.split(":")
            place = place.removeprefix("/var/lib/convene/")
            # A folder arrives as single files; the unit puts them into one of the same name again.
            folder = place.startswith("keys/vault/")
            files[f"/run/convene-{name}/{credential}" if folder else f"{CREDENTIALS}/{credential}"] = place
    if not needs.internal:
        environment.pop("CONVENE_INTERNAL_HOST", None)
    check_environment(report, facts, "systemd", needs, environment, files, lambda _: "localhost")
    report.expect(last.get("ExecStart") == f"/opt/convene/bin/{name}", f"{where} runs {last.get('ExecStart')}")
    report.expect(last.get("DynamicUser") == "yes", f"{where} has no user of its own")
    report.expect(last.get("Restart") == "on-failure", f"{where} is not started again")
    report.expect(last.get("LimitCORE") == "0", f"{where} may write core files, which hold what people wrote")
    report.expect(last.get("MemorySwapMax") == "0", f"{where} may be swapped to a disk")
    for limit in ("MemoryMax", "TasksMax", "LimitNOFILE"):
        report.expect(last.get(limit), f"{where} has no {limit}")
    report.expect(
        int(last.get("TimeoutStopSec", "0")) > facts.graceful_stop + facts.drain, f"{where} is killed before it may end")
    report.expect("convene-migrate.service" in last.get("After", ""), f"{where} does not start after the migrations")


def _target(report: Report, facts: Facts, folder: pathlib.Path) -> None:
    wanted = {
        unit for key, value in _settings((folder / "convene.target").read_text(encoding="utf-8")) if key == "Wants"
        for unit in value.split()
    }
    services = {f"convene@{name}.service" for name in facts.services}
    expected = services | {"convene-watch.service"}
    report.expect(wanted == expected, f"systemd: convene.target starts {sorted(wanted)}, not {sorted(expected)}")
    watch = dict(_settings((folder / "convene-watch.service").read_text(encoding="utf-8")))
    report.expect(
        "convene audit watch --home /var/lib/convene" in watch.get("ExecStart", ""),
        "systemd: nobody signs the audit chains and notes who is erased")
    renewed = (folder / "convene-renew.service").read_text(encoding="utf-8")
    for unit in sorted(services):
        report.expect(unit in renewed, f"systemd: {unit} goes on with old certificates after a renewal")
