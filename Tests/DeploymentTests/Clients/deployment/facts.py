"""What the services need, as the program itself says (DeploymentTests.swift writes it)."""

import dataclasses
import json
import pathlib
import re
from urllib.parse import parse_qs, urlsplit


@dataclasses.dataclass
class Service:
    """One executable with its ports, its database role and the settings that it must be given."""

    name: str
    public: int
    internal: int | None
    role: str
    spiffe: str
    required: set[str]
    # Settings that name a file or folder of the house, with its place in there.
    house: dict[str, str]


@dataclasses.dataclass
class Facts:
    """All services, every key that some setting has, all login roles, and the time of a graceful stop in seconds."""

    services: dict[str, Service]
    keys: set[str]
    roles: set[str]
    graceful_stop: int
    drain: int

    @staticmethod
    def read(path: str) -> "Facts":
        """Reads the JSON of the Swift test."""
        data = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        services = {
            entry["name"]: Service(
                entry["name"], entry["publicPort"], entry.get("internalPort"), entry["role"], entry["spiffe"],
                set(entry["required"]), entry.get("house", {}))
            for entry in data["services"]
        }
        return Facts(services, set(data["keys"]), set(data["roles"]), data["gracefulStop"], data["drain"])

    @property
    def backends(self) -> dict[str, Service]:
        """Those that others call: all but the portal."""
        return {name: service for name, service in self.services.items() if name != "portal"}

    @property
    def ports(self) -> set[int]:
        """Every port of every door."""
        return {port for service in self.services.values() for port in (service.public, service.internal) if port}


class Report:
    """Collects what is wrong, as sentences that name the file."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.checks = 0

    def expect(self, truth: object, fault: str) -> bool:
        """Counts a check; remembers the sentence when it fails."""
        self.checks += 1
        if not truth:
            self.faults.append(fault)
        return bool(truth)


def check_environment(
    report: Report, facts: Facts, where: str, service: Service, environment: dict[str, str],
    files: dict[str, str | None], host_of_peer,
) -> None:
    """The settings of a service on a platform: known, complete, of the right ports, and with files that are there.

    `files` are the paths that the platform hands to the service, with their place in the house where that is known;
    `host_of_peer` says where it finds another one.
    """
    ours = {key for key in environment if key.startswith("CONVENE_")}
    for key in sorted(ours - facts.keys):
        report.expect(False, f"{where}: {service.name} is given {key}, which no setting has")
    for key in sorted(service.required - ours):
        report.expect(False, f"{where}: {service.name} is not given {key}, which `convene up` gives it")
    report.expect(
        environment.get("CONVENE_PUBLIC_PORT") == str(service.public),
        f"{where}: the public port of {service.name} is not {service.public}")
    if service.internal:
        report.expect(
            environment.get("CONVENE_INTERNAL_PORT") == str(service.internal),
            f"{where}: the internal port of {service.name} is not {service.internal}")
    else:
        report.expect("CONVENE_INTERNAL_PORT" not in ours, f"{where}: {service.name} has no internal door")
    for name, peer in facts.backends.items():
        key = "CONVENE_PEER_" + name.upper().replace("-", "_")
        if key in environment:
            wanted = f"https://{host_of_peer(name)}:{peer.internal}"
            report.expect(environment[key] == wanted, f"{where}: {service.name} finds {name} at {wanted} only")

    url = urlsplit(environment.get("CONVENE_DATABASE_URL", ""))
    query = parse_qs(url.query)
    report.expect(url.username == service.role, f"{where}: {service.name} logs in as {service.role}")
    report.expect(url.password is None, f"{where}: the password of {service.name} stands in its database address")
    report.expect(
        query.get("sslmode") == ["verify-full"] and query.get("channel_binding") == ["require"],
        f"{where}: {service.name} must verify the database (sslmode=verify-full, channel_binding=require)")

    named = {value for value in environment.values() if value.startswith("/")}
    named |= set(query.get("sslrootcert", []))
    # The image's own files (/opt) are nobody's to hand over.
    handed = {path for path in named if not path.startswith("/opt/")}
    for path in sorted(handed - files.keys()):
        report.expect(False, f"{where}: {service.name} is told of {path}, which nothing puts there")
    for key, place in sorted(service.house.items()):
        given = files.get(environment.get(key, ""))
        report.expect(
            given is None or given == place, f"{where}: {service.name} is given {given} as {key}, it needs {place}")
    for path in sorted(files.keys() - handed):
        report.expect(False, f"{where}: {service.name} is handed {path}, which none of its settings names")
    signs = "CONVENE_TOKEN_PRIVATE_KEY" in ours
    report.expect(signs == (service.name == "portal"), f"{where}: the portal alone signs, not {service.name}")


# What would be a secret in a file, and the words for it.
_SECRETS = [
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
    (re.compile(r"[a-z]+://[^\s/:@$%]+:[^\s/@$%{]+@"), "a password in an address"),
    (re.compile(r"\b[A-Z_]*(?:PASSWORD|SECRET|TOKEN)[ \t]*[:=][ \t]*[\"']?[^\s\"'/$%{\[]"), "the value of a secret"),
    (
        re.compile(r"^[ \t-]*(?:password|secret|token)[ \t]*[:=][ \t]*[\"']?[^\s\"'/$%{\[]", re.MULTILINE | re.IGNORECASE),
        "the value of a secret",
    ),
    (re.compile(r"(?i)^\s*kind:\s*Secret\b", re.MULTILINE), "a Kubernetes secret with its values"),
]


def check_secrets(report: Report, folder: pathlib.Path) -> None:
    """No file holds the value of a secret."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for pattern, what in _SECRETS:
            report.expect(not pattern.search(text), f"{path.relative_to(folder)} holds {what}")
