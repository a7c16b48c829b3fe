"""The CycloneDX document."""

import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import uuid

import licences
from debian import DebianPackages
from swift import SwiftPackages

EXECUTABLES = ["applications", "selection", "travel-budget", "scheduling", "portal", "convene"]


class Document:
    """Collects components; each has its purl as reference."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.components: list[dict] = []
        self.needs: dict[str, list[str]] = {}
        self.executables = 0
        self.top: list[str] = []

    def add_executables(self, folder: pathlib.Path) -> None:
        """Our own six, with their digests where they are built."""
        for name in EXECUTABLES:
            component = {"type": "application", "bom-ref": f"convene/{name}", "name": name}
            path = folder / name
            if path.is_file():
                self.executables += 1
                component["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]
            self._add(component, [])
            self.top.append(component["bom-ref"])

    def add_swift(self, swift: SwiftPackages) -> None:
        """The packages, what they carry, and the libraries of the toolchain that are linked in."""
        references = {package.identity: package.purl for package in swift.packages}
        for package in swift.packages:
            found = licences.of_folder(package.folder)
            if not found:
                raise LookupError(f"{package.identity} has no licence that is known: {package.folder}")
            carried = [code for code in swift.carried if code.carrier == package.identity]
            component = {
                "type": "library", "bom-ref": package.purl, "name": package.identity, "version": package.version,
                "licenses": found, "purl": package.purl,
                "externalReferences": [{"type": "vcs", "url": package.url}],
                "pedigree": {"commits": [{"uid": package.revision, "url": package.url}]},
            }
            if carried:
                component["components"] = [self._carried(code) for code in carried]
            self._add(component, [references[need] for need in package.needs])
        purl = f"pkg:github/swiftlang/swift@swift-{swift.toolchain}-RELEASE"
        self._add(
            {
                "type": "library", "bom-ref": purl, "name": "swift-runtime", "version": swift.toolchain, "purl": purl,
                "description": "Standard library, Foundation, Dispatch and ICU, linked into the executables",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
            [],
        )
        self.top += [references[identity] for identity in swift.direct] + [purl]

    @staticmethod
    def _carried(code) -> dict:
        component = {
            "type": "library", "bom-ref": f"{code.carrier}/{code.purl}", "name": code.name, "purl": code.purl,
            "licenses": [{"license": {"id": code.spdx}}],
        }
        if code.version:
            component["version"] = code.version
        return component

    def add_debian(self, debian: DebianPackages) -> None:
        """Debian's packages; the digest is that of the package file."""
        references = {package.name: package.purl for package in debian.packages}
        for package in debian.packages:
            component = {
                "type": "library", "bom-ref": package.purl, "name": package.name, "version": package.version,
                "purl": package.purl, "properties": [{"name": "debian:source", "value": package.source}],
            }
            found = licences.of_debian_copyright(pathlib.Path(f"/usr/share/doc/{package.name}/copyright"))
            if found:
                component["licenses"] = found
            if package.sha256:
                component["hashes"] = [{"alg": "SHA-256", "content": package.sha256}]
            self._add(component, [references[need] for need in package.needs])
        self.top += [references[name] for name in debian.asked]

    def _add(self, component: dict, needs: list[str]) -> None:
        self.components.append(component)
        self.needs[component["bom-ref"]] = needs

    def finished(self) -> dict:
        """The whole document. Its number is made from its contents; its time is the last commit's."""
        version, moment = self._commit()
        contents = json.dumps(self.components, sort_keys=True).encode()
        number = uuid.uuid5(uuid.NAMESPACE_URL, "urn:convene:" + hashlib.sha256(contents).hexdigest())
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{number}",
            "version": 1,
            "metadata": {
                "timestamp": moment,
                "component": {
                    "type": "container", "bom-ref": "convene", "name": "convene", "version": version,
                    "licenses": [{"license": {"id": "Apache-2.0"}}],
                },
            },
            "components": self.components,
            "dependencies": [{"ref": "convene", "dependsOn": self.top}]
            + [{"ref": reference, "dependsOn": needs} for reference, needs in self.needs.items()],
        }

    def _commit(self) -> tuple[str, str]:
        """The last commit's short name and time (SOURCE_DATE_EPOCH, where set)."""
        done = subprocess.run(
            ["git", "-C", str(self.root), "log", "-1", "--format=%h %ct"], capture_output=True, text=True, check=False)
        name, seconds = (done.stdout.split() + ["unknown", "0"])[:2] if done.returncode == 0 else ("unknown", "0")
        seconds = os.environ.get("SOURCE_DATE_EPOCH", seconds)
        moment = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
        return name, moment.strftime("%Y-%m-%dT%H:%M:%SZ")
