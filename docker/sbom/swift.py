"""The Swift packages that the manifest resolves to, as SwiftPM itself says."""

import dataclasses
import json
import pathlib
import re
import subprocess


@dataclasses.dataclass
class SwiftPackage:
    """A package with its version, its place and what it needs."""

    identity: str
    url: str
    version: str
    revision: str
    folder: pathlib.Path
    needs: list[str]

    @property
    def purl(self) -> str:
        """`pkg:swift/github.com/apple/swift-nio@2.0.0`"""
        place = re.sub(r"^https?://", "", self.url).removesuffix(".git")
        return f"pkg:swift/{place}@{self.version}"


@dataclasses.dataclass
class CarriedCode:
    """C sources of another project that a package carries along; scanners by package name do not see them."""

    name: str
    version: str | None
    purl: str
    spdx: str
    carrier: str


@dataclasses.dataclass
class SwiftPackages:
    """All packages, the manifest's own needs, and what the packages carry."""

    packages: list[SwiftPackage]
    direct: list[str]
    carried: list[CarriedCode]
    toolchain: str

    @staticmethod
    def resolved(root: pathlib.Path, graph_file: str | None) -> "SwiftPackages":
        """Asks SwiftPM, or reads what it said before."""
        if graph_file:
            text = pathlib.Path(graph_file).read_text(encoding="utf-8")
        else:
            # Reading only: it may run beside a build.
            text = _output(
                ["swift", "package", "--ignore-lock", "--disable-automatic-resolution", "show-dependencies",
                 "--format", "json"],
                root,
            )
        graph = json.loads(text[text.index("{"):])
        pins = root / "Package.resolved"
        revisions = {
            pin["identity"]: pin["state"]["revision"] for pin in json.loads(pins.read_text(encoding="utf-8"))["pins"]
        }
        packages: dict[str, SwiftPackage] = {}

        def visit(node: dict) -> None:
            for child in node["dependencies"]:
                identity = child["identity"]
                if identity not in packages:
                    if identity not in revisions:
                        raise LookupError(f"{identity} is needed but not in Package.resolved: swift package resolve")
                    packages[identity] = SwiftPackage(
                        identity, child["url"], child["version"], revisions[identity], pathlib.Path(child["path"]),
                        sorted({grandchild["identity"] for grandchild in child["dependencies"]}),
                    )
                visit(child)

        visit(graph)
        ordered = [packages[key] for key in sorted(packages)]
        version = re.search(r"Swift version (\d+(?:\.\d+)*)", _output(["swift", "--version"], root))
        if version is None:
            raise LookupError("swift --version does not say its version")
        return SwiftPackages(
            ordered, sorted({child["identity"] for child in graph["dependencies"]}),
            [code for package in ordered for code in _carried(package)], version[1],
        )


def _output(command: list[str], folder: pathlib.Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LookupError(f"{' '.join(command)}: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout


def _carried(package: SwiftPackage) -> list[CarriedCode]:
    """What is known to be copied into some packages, with the version that the copy itself states."""
    sources = package.folder / "Sources"
    found: list[CarriedCode] = []
    for hash_file in sorted(sources.glob("*BoringSSL/hash.txt")):
        revision = re.search(r"revision ([0-9a-f]{40})", hash_file.read_text(encoding="utf-8"))
        if revision is None:
            raise LookupError(f"{hash_file} does not name the revision of BoringSSL")
        found.append(
            CarriedCode(
                "boringssl", revision[1], f"pkg:generic/boringssl@{revision[1]}", "Apache-2.0", package.identity))
    for header in sorted(sources.glob("CNIOLLHTTP/include/c_nio_llhttp.h")):
        text = header.read_text(encoding="utf-8")
        numbers = [re.search(rf"LLHTTP_VERSION_{part} (\d+)", text) for part in ("MAJOR", "MINOR", "PATCH")]
        if not all(numbers):
            raise LookupError(f"{header} does not name the version of llhttp")
        version = ".".join(number[1] for number in numbers if number)
        found.append(
            CarriedCode("llhttp", version, f"pkg:github/nodejs/llhttp@v{version}", "MIT", package.identity))
    if (sources / "CYaml").is_dir():
        found.append(CarriedCode("libyaml", None, "pkg:github/yaml/libyaml", "MIT", package.identity))
    if (sources / "CXKCP").is_dir():
        found.append(CarriedCode("xkcp", None, "pkg:github/XKCP/XKCP", "CC0-1.0", package.identity))
    return found
