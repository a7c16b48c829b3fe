"""compose.yaml, against the Compose Specification's own schema and what the services need."""

import importlib.resources
import json
import pathlib
import re

import jsonschema
import yaml

from .facts import Facts, Report, check_environment

WHERE = "compose.yaml"


def check_compose(report: Report, facts: Facts, docker: pathlib.Path) -> None:
    """The file as a whole, then each service."""
    text = (docker / WHERE).read_text(encoding="utf-8")
    # Variables of the shell take their defaults, as where none is set.
    document = yaml.safe_load(re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text))
    schemas = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / "compose-spec.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in validator.iter_errors(document):
        report.expect(False, f"{WHERE}: {error.json_path}: {error.message}")

    services = document["services"]
    for name, service in services.items():
        _references(report, document, name, service)
        _confinement(report, name, service)
    for name in facts.services:
        if report.expect(name in services, f"{WHERE}: there is no {name}"):
            _service(report, facts, name, services[name], document.get("secrets", {}))
    migrate = services.get("migrate", {})
    report.expect("migrate" in migrate.get("command", []), f"{WHERE}: migrate does not run `convene migrate`")
    report.expect(migrate.get("restart", "no") == "no", f"{WHERE}: migrate is a job, it ends")
    report.expect(
        migrate.get("depends_on", {}).get("postgres") == {"condition": "service_healthy"},
        f"{WHERE}: migrate must wait for the database")
    watch = services.get("watch", {})
    report.expect(
        watch.get("command", [])[:3] == ["convene", "audit", "watch"] and watch.get("restart") == "unless-stopped",
        f"{WHERE}: nobody signs the audit chains and notes who is erased")
    _database(report, facts, docker, services.get("postgres", {}))


def _references(report: Report, document: dict, name: str, service: dict) -> None:
    """What a service names is there."""
    for secret in service.get("secrets", []):
        source = secret if isinstance(secret, str) else secret["source"]
        report.expect(source in document.get("secrets", {}), f"{WHERE}: {name} names the unknown secret {source}")
    for network in service.get("networks", []):
        report.expect(network in document.get("networks", {}), f"{WHERE}: {name} names the unknown network {network}")
    for volume in service.get("volumes", []):
        source = str(volume).split(":", maxsplit=1)[0]
        known = source.startswith((".", "/")) or source in document.get("volumes", {})
        report.expect(known, f"{WHERE}: {name} names the unknown volume {source}")
    for other in service.get("depends_on", {}):
        report.expect(other in document["services"], f"{WHERE}: {name} waits for the unknown {other}")
    for secret, place in document.get("secrets", {}).items():
        report.expect(set(place) == {"file"}, f"{WHERE}: the secret {secret} must be a file")


def _confinement(report: Report, name: str, service: dict) -> None:
    """No container can more than it needs."""
    user = str(service.get("user", "0"))
    report.expect(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), f"{WHERE}: {name} runs as root")
    report.expect(service.get("read_only") is True, f"{WHERE}: {name} may write its root file system")
    report.expect(service.get("cap_drop") == ["ALL"], f"{WHERE}: {name} keeps capabilities")
    report.expect("cap_add" not in service, f"{WHERE}: {name} gets capabilities back")
    report.expect(
        "no-new-privileges:true" in service.get("security_opt", []), f"{WHERE}: {name} may gain privileges")
    report.expect(not service.get("privileged"), f"{WHERE}: {name} is privileged")
    limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
    for limit in ("cpus", "memory", "pids"):
        report.expect(limits.get(limit), f"{WHERE}: {name} has no limit of {limit}")
    ulimits = service.get("ulimits", {})
    report.expect(ulimits.get("core") == 0, f"{WHERE}: {name} may write core files, which hold what people wrote")
    image = str(service.get("image", ""))
    report.expect(re.search(r":\d", image), f"{WHERE}: {name} uses {image}, which names no release")
    for port in service.get("ports", []):
        report.expect(str(port).startswith("127.0.0.1:"), f"{WHERE}: {name} publishes {port} to the world")


def _service(report: Report, facts: Facts, name: str, service: dict, secrets: dict) -> None:
    """Settings, doors, health, restart and order of one of ours."""
    needs = facts.services[name]
    report.expect(service.get("command") == [name], f"{WHERE}: {name} runs {service.get('command')}")
    environment = {key: str(value) for key, value in service.get("environment", {}).items()}
    files: dict[str, str | None] = {}
    for secret in service.get("secrets", []):
        source = secret if isinstance(secret, str) else secret["source"]
        target = secret if isinstance(secret, str) else secret.get("target", source)
        place = str(secrets.get(source, {}).get("file", "")).removeprefix("./house/")
        files[target if target.startswith("/") else f"/run/secrets/{target}"] = place
    for volume in service.get("volumes", []):
        source, target, *rights = str(volume).split(":")
        report.expect(rights == ["ro"], f"{WHERE}: {name} may write {target}")
        files[target] = source.removeprefix("./house/")
    # The authority's place in a house is the probe's, not a setting's.
    probed = [path for path in files if path.endswith("/house/certs/ca.pem")]
    report.expect(len(probed) == 1, f"{WHERE}: {name} lacks the authority that its probe reads")
    for path in probed:
        del files[path]
    check_environment(report, facts, WHERE, needs, environment, files, lambda peer: peer)
    report.expect(
        service.get("ports") == [f"127.0.0.1:{needs.public}:{needs.public}"],
        f"{WHERE}: {name} does not publish its public door {needs.public}, and that alone")
    test = service.get("healthcheck", {}).get("test", [])
    report.expect(
        test[:3] == ["CMD", "convene", "probe"] and test[-1] == f"https://localhost:{needs.public}/readyz",
        f"{WHERE}: {name} has no health check on its public door")
    report.expect(service.get("restart") == "unless-stopped", f"{WHERE}: {name} is not started again")
    waits = service.get("depends_on", {})
    report.expect(
        waits.get("migrate") == {"condition": "service_completed_successfully"},
        f"{WHERE}: {name} does not wait for the migrations")
    grace = int(str(service.get("stop_grace_period", "10s")).removesuffix("s"))
    report.expect(
        grace > facts.graceful_stop + facts.drain, f"{WHERE}: {name} is killed after {grace} s, before it may end")


def _database(report: Report, facts: Facts, docker: pathlib.Path, service: dict) -> None:
    """PostgreSQL: TLS, what is acknowledged is kept, and its log holds nothing that a person typed."""
    report.expect("pg_isready" in service.get("healthcheck", {}).get("test", []), f"{WHERE}: postgres has no check")
    report.expect(not service.get("ports"), f"{WHERE}: postgres is published")
    report.expect(service.get("networks") == ["inside"], f"{WHERE}: postgres has a way out")
    report.expect("--data-checksums" in service["environment"]["POSTGRES_INITDB_ARGS"], f"{WHERE}: no checksums")
    settings: dict[str, str] = {}
    for file in ("convene.conf", "postgresql.conf"):
        for line in (docker / "postgres" / file).read_text(encoding="utf-8").splitlines():
            found = re.fullmatch(r"(\w+)\s*=\s*'?([^'#]*?)'?\s*", line)
            if found:
                settings[found[1]] = found[2]
    wanted = {
        "ssl": "on", "ssl_min_protocol_version": "TLSv1.3", "password_encryption": "scram-sha-256", "fsync": "on",
        "synchronous_commit": "on", "full_page_writes": "on", "log_error_verbosity": "terse", "log_statement": "none",
        "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "log_min_error_statement": "panic",
        "log_min_duration_statement": "-1", "archive_mode": "on", "archive_timeout": "60s",
    }
    for name, value in wanted.items():
        report.expect(settings.get(name) == value, f"postgres/: {name} must be {value}")
    report.expect(settings.get("archive_command"), "postgres/: nothing archives the write-ahead log")
    rules = [line.split() for line in (docker / "postgres/pg_hba.conf").read_text(encoding="utf-8").splitlines()
             if line.strip() and not line.startswith("#")]
    for rule in rules:
        if rule[0] == "local" or rule[-1] == "reject":
            continue
        report.expect(
            rule[0] == "hostssl" and rule[-1] == "scram-sha-256", f"postgres/pg_hba.conf: {' '.join(rule)} is too wide")
    named = {rule[2] for rule in rules if rule[0] == "hostssl"}
    report.expect(named == facts.roles, f"postgres/pg_hba.conf: logins are {sorted(named)}, not {sorted(facts.roles)}")
