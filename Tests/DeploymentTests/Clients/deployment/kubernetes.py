"""The manifests in kubernetes/, against Kubernetes's own schemas and what the services need."""

import pathlib
import re

import kubernetes_validate
import yaml

from .facts import Facts, Report, Service, check_environment

# From the oldest that clusters still run to the newest that is known here.
VERSIONS = ["1.30", "1.37"]
SETS = [".", "migrate", "certificates"]


class Manifests:
    """All objects of the folder, by kind and name."""

    def __init__(self, report: Report, folder: pathlib.Path) -> None:
        self.objects: dict[tuple[str, str], dict] = {}
        for part in SETS:
            place = folder / part
            listed = yaml.safe_load((place / "kustomization.yaml").read_text(encoding="utf-8"))
            report.expect(listed.get("namespace") == "convene", f"kubernetes/{part}: not in the namespace convene")
            present = {path.name for path in place.glob("*.yaml")} - {"kustomization.yaml"}
            report.expect(
                set(listed["resources"]) == present,
                f"kubernetes/{part}: kustomization.yaml lists {listed['resources']}, there are {sorted(present)}")
            for name in sorted(present):
                for document in yaml.safe_load_all((place / name).read_text(encoding="utf-8")):
                    key = (document["kind"], document["metadata"]["name"])
                    report.expect(key not in self.objects, f"kubernetes/{name}: {' '.join(key)} is there twice")
                    self.objects[key] = document
                    _validate(report, name, document)

    def of(self, kind: str) -> dict[str, dict]:
        """The objects of a kind by name."""
        return {name: document for (found, name), document in self.objects.items() if found == kind}


def _validate(report: Report, file: str, document: dict) -> None:
    # Certificates are cert-manager's; their fields are checked in `_certificates`.
    if document["apiVersion"].startswith("cert-manager.io/"):
        return
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            report.expect(False, f"kubernetes/{file}, {version}: {error.message}")


def check_kubernetes(report: Report, facts: Facts, docker: pathlib.Path) -> None:
    """The set as a whole, then each service."""
    manifests = Manifests(report, docker / "kubernetes")
    deployments = manifests.of("Deployment")
    for name, needs in facts.services.items():
        if report.expect(name in deployments, f"kubernetes: there is no deployment {name}"):
            _deployment(report, facts, manifests, needs, deployments[name])
            _service(report, manifests, needs)
    jobs = manifests.of("Job")
    if report.expect(set(jobs) == {"migrate"}, "kubernetes: there is no job migrate"):
        template = jobs["migrate"]["spec"]["template"]
        _confinement(report, "migrate", template["spec"])
        command = template["spec"]["containers"][0]["command"]
        report.expect(command[:2] == ["convene", "migrate"], f"kubernetes: the job runs {command}")
    namespace = manifests.of("Namespace").get("convene", {}).get("metadata", {}).get("labels", {})
    report.expect(
        namespace.get("pod-security.kubernetes.io/enforce") == "restricted",
        "kubernetes: the namespace does not enforce the restricted standard")
    report.expect(not manifests.of("Secret"), "kubernetes: a secret stands in the files")
    _policies(report, facts, manifests)
    _certificates(report, facts, manifests)
    _sources(report, facts, manifests, docker)


def _confinement(report: Report, name: str, pod: dict) -> None:
    """The restricted pod security standard, and a little more."""
    where = f"kubernetes: {name}"
    report.expect(pod.get("automountServiceAccountToken") is False, f"{where} gets a token of the cluster")
    report.expect(pod.get("enableServiceLinks") is False, f"{where} gets the cluster's services into its environment")
    context = pod.get("securityContext", {})
    report.expect(context.get("runAsNonRoot") is True and context.get("runAsUser", 0) > 0, f"{where} runs as root")
    report.expect(context.get("seccompProfile") == {"type": "RuntimeDefault"}, f"{where} has no seccomp profile")
    for container in pod["containers"]:
        own = container.get("securityContext", {})
        report.expect(own.get("readOnlyRootFilesystem") is True, f"{where} may write its root file system")
        report.expect(own.get("allowPrivilegeEscalation") is False, f"{where} may gain privileges")
        report.expect(own.get("capabilities") == {"drop": ["ALL"]}, f"{where} keeps capabilities")
        report.expect(re.search(r":\d|@sha256:", container["image"]), f"{where}: the image names no release")
        for bound in ("requests", "limits"):
            given = container.get("resources", {}).get(bound, {})
            for kind in ("cpu", "memory", "ephemeral-storage"):
                report.expect(kind in given, f"{where} has no {bound} of {kind}")


def _deployment(report: Report, facts: Facts, manifests: Manifests, needs: Service, document: dict) -> None:
    where = f"kubernetes: {needs.name}"
    spec = document["spec"]
    pod = spec["template"]["spec"]
    labels = spec["template"]["metadata"]["labels"]
    container = pod["containers"][0]
    _confinement(report, needs.name, pod)
    report.expect(len(pod["containers"]) == 1 and container["command"] == [needs.name], f"{where} runs something else")
    report.expect(spec["replicas"] >= 2, f"{where} is alone")
    rolling = spec["strategy"].get("rollingUpdate", {})
    report.expect(rolling.get("maxUnavailable") == 0, f"{where}: an update takes one away before the next is there")
    report.expect(spec["selector"]["matchLabels"].items() <= labels.items(), f"{where}: the selector finds no pod")
    topologies = {entry["topologyKey"] for entry in pod.get("topologySpreadConstraints", [])}
    report.expect("kubernetes.io/hostname" in topologies, f"{where}: both may stand on one node")
    for entry in pod.get("topologySpreadConstraints", []):
        report.expect(
            entry["labelSelector"]["matchLabels"].items() <= labels.items(), f"{where}: the spread counts others")

    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    wanted = {"public": needs.public} | ({"internal": needs.internal} if needs.internal else {})
    report.expect(ports == wanted, f"{where} opens {ports}, its doors are {wanted}")
    for probe, path in (("startupProbe", "/livez"), ("livenessProbe", "/livez"), ("readinessProbe", "/readyz")):
        request = container.get(probe, {}).get("httpGet", {})
        report.expect(
            request == {"path": path, "port": "public", "scheme": "HTTPS"},
            f"{where}: the {probe} does not ask {path} of the public door over TLS")
    pause = container.get("lifecycle", {}).get("preStop", {}).get("exec", {}).get("command", [])
    seconds = int(pause[1]) if pause[:1] == ["sleep"] else 0
    report.expect(seconds >= 3, f"{where} closes before nobody is sent there any more")
    report.expect(
        pod.get("terminationGracePeriodSeconds", 30) > seconds + facts.drain + facts.graceful_stop,
        f"{where} is killed before it may end")

    environment = {}
    for source in container.get("envFrom", []):
        name = source["configMapRef"]["name"]
        if report.expect(name in manifests.of("ConfigMap"), f"{where} names the unknown ConfigMap {name}"):
            environment.update(manifests.of("ConfigMap")[name]["data"])
    for entry in container["env"]:
        report.expect("value" in entry, f"{where}: {entry['name']} comes from elsewhere; name a file")
        value = entry.get("value", "")
        for variable in re.findall(r"\$\((\w+)\)", value):
            report.expect(variable in environment, f"{where}: {entry['name']} names the unknown {variable}")
        environment[entry["name"]] = re.sub(r"\$\((\w+)\)", lambda found: environment.get(found[1], ""), value)
    if not needs.internal:
        environment.pop("CONVENE_INTERNAL_HOST", None)
    check_environment(report, facts, "kubernetes", needs, environment, _files(report, where, pod), lambda peer: peer)


def _files(report: Report, where: str, pod: dict) -> dict[str, str | None]:
    """The paths that secrets have in the container: single files, and folders of keys."""
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    files: dict[str, str | None] = {}
    for mount in pod["containers"][0]["volumeMounts"]:
        if not report.expect(mount["name"] in volumes, f"{where} mounts the unknown volume {mount['name']}"):
            continue
        volume = volumes[mount["name"]]
        report.expect("subPath" not in mount, f"{where}: what is renewed never appears below a subPath")
        report.expect("emptyDir" in volume or mount.get("readOnly") is True, f"{where} may write its secrets")
        if "secret" in volume:
            # `vault-answers-portal` is the house's keys/vault/answers-portal.
            files[mount["mountPath"]] = volume["secret"]["secretName"].replace("vault-", "keys/vault/", 1)
        for source in volume.get("projected", {}).get("sources", []):
            files |= {f"{mount['mountPath']}/{item['path']}": None for item in source["secret"]["items"]}
    return files


def _service(report: Report, manifests: Manifests, needs: Service) -> None:
    where = f"kubernetes: {needs.name}"
    service = manifests.of("Service").get(needs.name)
    if report.expect(service, f"{where} has no service"):
        report.expect(
            service["spec"]["selector"] == {"app.kubernetes.io/name": needs.name}, f"{where}: the service finds others")
        ports = {port["name"]: port["port"] for port in service["spec"]["ports"]}
        wanted = {"public": needs.public} | ({"internal": needs.internal} if needs.internal else {})
        report.expect(ports == wanted, f"{where}: the service has the ports {ports}")
    budget = manifests.of("PodDisruptionBudget").get(needs.name, {}).get("spec", {})
    report.expect(
        budget.get("minAvailable") == 1
        and budget["selector"]["matchLabels"] == {"app.kubernetes.io/name": needs.name},
        f"{where} may be drained away altogether")


def _policies(report: Report, facts: Facts, manifests: Manifests) -> None:
    """Default deny, and only the portal (and whoever collects metrics) reaches an internal door."""
    policies = manifests.of("NetworkPolicy")
    deny = policies.get("default-deny", {}).get("spec", {})
    report.expect(
        deny.get("podSelector") == {} and set(deny.get("policyTypes", [])) == {"Ingress", "Egress"}
        and not deny.get("ingress") and not deny.get("egress"), "kubernetes: nothing denies by default")
    for name, needs in facts.backends.items():
        spec = policies.get(name, {}).get("spec", {})
        callers = [
            rule["from"] for rule in spec.get("ingress", [])
            if any(port["port"] == needs.internal for port in rule["ports"])
        ]
        portal = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "portal"}}}
        collector = {"namespaceSelector": {"matchLabels": {"convene/metrics": "collector"}}}
        report.expect(
            callers == [[portal, collector]], f"kubernetes: others than the portal reach the internal door of {name}")
    reached = {
        port["port"] for rule in policies.get("portal", {}).get("spec", {}).get("egress", []) for port in rule["ports"]
    }
    doors = {needs.internal for needs in facts.backends.values()}
    report.expect(reached == doors, f"kubernetes: the portal reaches {sorted(reached)}, not {sorted(doors)}")
    for name, policy in policies.items():
        for rule in policy["spec"].get("egress", []):
            report.expect(rule.get("to") and rule.get("ports"), f"kubernetes: the policy {name} lets out to anywhere")


def _certificates(report: Report, facts: Facts, manifests: Manifests) -> None:
    """cert-manager is asked for what CertificateProfile says."""
    for name, needs in facts.services.items():
        for kind in ("internal", "public"):
            where = f"kubernetes: the certificate {name}-{kind}"
            spec = manifests.of("Certificate").get(f"{name}-{kind}", {}).get("spec", {})
            report.expect(spec.get("secretName") == f"{name}-{kind}", f"{where} goes into another secret")
            report.expect({name, "localhost"} <= set(spec.get("dnsNames", [])), f"{where} lacks its names")
            uris = [needs.spiffe] if kind == "internal" else []
            report.expect(spec.get("uris", []) == uris, f"{where} must name {uris or 'no service'}")
            report.expect(
                ("client auth" in spec.get("usages", [])) == (kind == "internal")
                and "server auth" in spec.get("usages", []), f"{where} has other usages")
            issuer = spec.get("issuerRef", {}).get("name")
            report.expect(issuer in manifests.of("Issuer"), f"{where} names the unknown issuer {issuer}")


def _sources(report: Report, facts: Facts, manifests: Manifests, docker: pathlib.Path) -> None:
    """Each secret that a pod names is one that secrets.sh makes, with the same keys."""
    script = (docker / "kubernetes/secrets.sh").read_text(encoding="utf-8")
    made: dict[str, set[str]] = {}
    for name, keys in re.findall(r'^\s*secret "?([\w$-]+)"?((?: \\?\n?\s*"[^"]+")+)', script, flags=re.MULTILINE):
        found = set(re.findall(r'"([\w.-]+)=', keys))
        for service in facts.services if "$service" in name else [""]:
            made[name.replace("$service", service)] = found
    whole = "vault-" if re.search(r'--from-file="?\$folder"?|secret "vault-', script) else None
    made["database-roles"] = {f"{role}.password" for role in facts.roles}
    for document in [*manifests.of("Deployment").values(), *manifests.of("Job").values()]:
        for volume in document["spec"]["template"]["spec"]["volumes"]:
            name = volume.get("secret", {}).get("secretName")
            report.expect(
                name is None or (whole and name.startswith(whole)), f"kubernetes: nothing makes the secret {name}")
            for source in volume.get("projected", {}).get("sources", []):
                name = source["secret"]["name"]
                keys = {item["key"] for item in source["secret"]["items"]}
                if report.expect(name in made, f"kubernetes: nothing makes the secret {name}"):
                    report.expect(keys <= made[name], f"kubernetes: the secret {name} lacks {sorted(keys - made[name])}")
                if name == "database-roles":
                    report.expect(keys == made[name], "kubernetes: the job lacks the password of a role")
