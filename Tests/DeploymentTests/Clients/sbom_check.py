"""Judges a bill of materials by CycloneDX's schema and by what it must list.

    python sbom_check.py SBOM RESOLVED MANIFEST DOCKERFILE BINARIES

RESOLVED is Package.resolved, MANIFEST the output of `swift package dump-package`, BINARIES the folder with the
executables (it may be empty). Prints one line for each fault, and at the end a JSON object with what was compared.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL


def main() -> int:
    """Reads the files and compares."""
    path, resolved, manifest, dockerfile, binaries = (pathlib.Path(argument) for argument in sys.argv[1:6])
    text = path.read_text(encoding="utf-8")
    document = json.loads(text)
    faults: list[str] = []
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error is not None:
        faults.append(f"not CycloneDX 1.6: {error}")

    components = document["components"]
    references = [component["bom-ref"] for component in components]
    if len(set(references)) != len(references):
        faults.append("a reference is there twice")
    edges = {entry["ref"]: entry.get("dependsOn", []) for entry in document["dependencies"]}
    for reference, needs in edges.items():
        faults += [f"{reference} needs the unknown {need}" for need in needs if need not in references]
    reached, waiting = set(), ["convene"]
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            waiting += edges.get(reference, [])
    for component in components:
        if "purl" in component:
            purl = PackageURL.from_string(component["purl"])
            if purl.to_string() != component["purl"]:
                faults.append(f"{component['purl']} is not in its plain form, {purl.to_string()}")

    faults += swift_faults(components, edges, json.loads(resolved.read_text(encoding="utf-8")), manifest, reached)
    debian = {component["name"]: component for component in components if purl_type(component) == "deb"}
    faults += debian_faults(debian, edges, dockerfile.read_text(encoding="utf-8"))
    programs = [name.removeprefix("convene/") for name in edges if name.startswith("convene/")]
    built = [binaries / name for name in programs if (binaries / name).is_file()]
    for program in built:
        component = next(entry for entry in components if entry["bom-ref"] == f"convene/{program.name}")
        digest = hashlib.sha256(program.read_bytes()).hexdigest()
        if component.get("hashes") != [{"alg": "SHA-256", "content": digest}]:
            faults.append(f"the digest of {program.name} is another")
    libraries = loaded_libraries(built)
    faults += library_faults(libraries, set(debian))
    for fault in faults:
        print(fault)
    swift = sum(purl_type(component) == "swift" for component in components)
    print(json.dumps({
        "swift": swift, "debian": len(debian), "executables": len(built), "libraries": len(libraries),
        "faults": len(faults),
    }))
    return 1 if faults else 0


def purl_type(component: dict) -> str:
    """`swift`, `deb`, … or nothing."""
    return PackageURL.from_string(component["purl"]).type if "purl" in component else ""


def swift_faults(components: list, edges: dict, resolved: dict, manifest: pathlib.Path, reached: set) -> list[str]:
    """The Swift packages are those that SwiftPM resolved, and ours are those of the manifest."""
    faults = []
    listed = {component["name"]: component for component in components if purl_type(component) == "swift"}
    pins = {pin["identity"]: pin["state"] for pin in resolved["pins"]}
    faults += [f"{name} is resolved, but not listed" for name in sorted(pins.keys() - listed.keys())]
    faults += [f"{name} is listed, but not resolved" for name in sorted(listed.keys() - pins.keys())]
    for name in sorted(pins.keys() & listed.keys()):
        component, state = listed[name], pins[name]
        if component["version"] != state["version"]:
            faults.append(f"{name}: {component['version']} is listed, {state['version']} is resolved")
        if component["pedigree"]["commits"][0]["uid"] != state["revision"]:
            faults.append(f"{name}: another commit is listed")
        if not component.get("licenses"):
            faults.append(f"{name} has no licence")
        if component["bom-ref"] not in reached:
            faults.append(f"{name} is listed, but nothing needs it")
    raw = manifest.read_text(encoding="utf-8")
    package = json.loads(raw[raw.index("{"):])
    direct = {
        entry["identity"] for dependency in package["dependencies"] for entry in dependency.get("sourceControl", [])
    }
    ours = {component["name"] for component in listed.values() if component["bom-ref"] in edges["convene"]}
    if ours != direct:
        faults.append(f"the manifest asks for {sorted(direct)}, the bill says {sorted(ours)}")
    carried = {inner["name"] for component in listed.values() for inner in component.get("components", [])}
    for name in ("boringssl", "llhttp"):
        if name not in carried:
            faults.append(f"{name}, which a package carries along, is not listed")
    return faults


def debian_faults(debian: dict, edges: dict, dockerfile: str) -> list[str]:
    """What the Dockerfile's last stage installs is there, named as asked for, with what every system has."""
    faults = []
    last = dockerfile.rsplit("\nFROM ", maxsplit=1)[1]
    asked = re.search(r"apt-get install [^\n]*\n([^&]*)&&", last)[1].replace("\\", " ").split()
    for name in asked:
        if name not in debian or debian[name]["purl"] not in edges["convene"]:
            faults.append(f"the image installs {name}, which is not listed")
    for name in ("base-files", "libc6", "dpkg", "apt", "bash", "libssl3"):
        if name not in debian:
            faults.append(f"{name} is in every image, but not listed")
    return faults


def loaded_libraries(programs: list[pathlib.Path]) -> set[str]:
    """The shared libraries that the programs load, but for Swift's own, which the image's executables contain."""
    libraries: set[str] = set()
    for program in programs:
        loaded = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        for name, place in re.findall(r"^\s*(\S+) => (\S+)", loaded, flags=re.MULTILINE):
            if not re.match(r"(libswift|libFoundation|lib_Foundation|libdispatch|libBlocksRuntime)", name):
                libraries.add(place)
    return libraries


def library_faults(libraries: set[str], debian: set[str]) -> list[str]:
    """Each library comes from a listed package."""
    if not libraries:
        return []
    # Packages know a file by the name under which they brought it: with or without /usr, behind its links.
    names: dict[str, set[str]] = {}
    for place in libraries:
        real = str(pathlib.Path(place).resolve())
        names[place] = {place, real, real.removeprefix("/usr"), f"/usr{place}", place.removeprefix("/usr")}
    asked = sorted(set().union(*names.values()))
    found = subprocess.run(["dpkg", "-S", *asked], capture_output=True, text=True, check=False).stdout
    owners: dict[str, set[str]] = {}
    for line in found.splitlines():
        packages, _, file = line.rpartition(": ")
        owners.setdefault(file, set()).update(package.split(":")[0] for package in packages.split(", "))
    faults = []
    for place in sorted(libraries):
        packages = set().union(*(owners.get(name, set()) for name in names[place]))
        if not packages & debian:
            faults.append(f"{place} of {sorted(packages) or 'no package'} is loaded, but the image lacks it")
    return faults


if __name__ == "__main__":
    sys.exit(main())
