"""Debian's packages in the image's last stage."""

import dataclasses
import pathlib
import re
import subprocess
import tempfile


@dataclasses.dataclass
class DebianPackage:
    """A binary package."""

    name: str
    version: str
    architecture: str
    source: str
    sha256: str | None
    needs: list[str]

    @property
    def purl(self) -> str:
        """`pkg:deb/debian/libpq5@15.18-0%2Bdeb12u1?arch=amd64&distro=debian-12`"""
        version = self.version.replace("+", "%2B")
        return f"pkg:deb/debian/{self.name.replace('+', '%2B')}@{version}?arch={self.architecture}&distro=debian-12"


@dataclasses.dataclass
class DebianPackages:
    """What is in the image, sorted by name, and what its Dockerfile asks for by name."""

    packages: list[DebianPackage]
    asked: list[str]

    @staticmethod
    def of_image(dockerfile: str, status: str | None) -> "DebianPackages":
        """From a real image's status file, or worked out: the base's packages, the list, and what these need."""
        asked = asked_for(dockerfile)
        if status:
            known = _Known(_stanzas(pathlib.Path(status).read_text(encoding="utf-8")), may_ask=False)
            inside = {name for name, stanza in known.stanzas.items() if stanza["Status"].endswith(" installed")}
            missing = [name for name in asked if name not in inside]
            if missing:
                raise LookupError(f"{status}: the image lacks {', '.join(missing)}, which its Dockerfile installs")
        else:
            known = _Known(_stanzas(pathlib.Path("/var/lib/dpkg/status").read_text(encoding="utf-8")), may_ask=True)
            # debootstrap's `minbase`, from which Debian's own image is made: what is required or essential, apt, and
            # the mark of a system whose /bin is /usr/bin from the beginning.
            likely = sorted(name for name, stanza in known.stanzas.items() if _is_base(stanza))
            # A package's own word is older than the archive's, which is what counts.
            known.learn(likely)
            base = [name for name in likely if _is_base(known.stanza(name) or {})]
            inside = known.closure(base + ["apt", "usr-is-merged"] + asked)
        return DebianPackages([known.package(name, inside) for name in sorted(inside)], asked)


def _is_base(stanza: dict[str, str]) -> bool:
    """Whether every system has the package."""
    return stanza.get("Essential") == "yes" or stanza.get("Priority") == "required"


def asked_for(dockerfile: str) -> list[str]:
    """The packages that the last stage installs by name."""
    last = re.split(r"^FROM ", dockerfile, flags=re.MULTILINE)[-1]
    found = re.search(r"apt-get install --yes --no-install-recommends \\\n(.*?)\n\s*&&", last, flags=re.DOTALL)
    if found is None:
        raise LookupError("docker/Dockerfile: the last stage installs no package")
    return sorted(found[1].replace("\\", " ").split())


def _stanzas(text: str) -> dict[str, dict[str, str]]:
    """Paragraphs of a status or package list by name; the first of a name counts."""
    found: dict[str, dict[str, str]] = {}
    for paragraph in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^([A-Za-z0-9-]+):[ \t]*(.*)$", paragraph, flags=re.MULTILINE))
        if "Package" in fields and "Version" in fields:
            found.setdefault(fields["Package"], fields)
    return found


def _groups(stanza: dict[str, str]) -> list[list[str]]:
    """What a package needs: for each need, the names that satisfy it."""
    text = ",".join(stanza[field] for field in ("Pre-Depends", "Depends") if stanza.get(field))
    groups = [[re.split(r"[ :(]", name.strip())[0] for name in group.split("|")] for group in text.split(",")]
    return [names for names in groups if names != [""]]


class _Known:
    """The packages that this machine knows: the installed ones, and those of its package lists."""

    def __init__(self, stanzas: dict[str, dict[str, str]], may_ask: bool) -> None:
        self.stanzas = stanzas
        self.may_ask = may_ask
        self.candidates: dict[str, dict[str, str] | None] = {}
        # Where APT keeps no index of its lists, as in most containers, each question would make one anew.
        self.index = tempfile.TemporaryDirectory(prefix="convene-sbom-")

    def learn(self, names: list[str]) -> None:
        """Asks the package lists for several at once."""
        unknown = sorted({name for name in names if name not in self.candidates})
        if not self.may_ask or not unknown:
            return
        try:
            done = subprocess.run(
                ["apt-cache", "--option", f"Dir::Cache::pkgcache={self.index.name}/index", "show", "--no-all-versions",
                 *unknown],
                capture_output=True, text=True, check=False)
            found = _stanzas(done.stdout)
        except FileNotFoundError:
            found = {}
        for name in unknown:
            self.candidates[name] = found.get(name)

    def stanza(self, name: str) -> dict[str, str] | None:
        """The version that an installation of today brings; else the installed one. None: no such package."""
        self.learn([name])
        installed = self.stanzas.get(name)
        if installed is not None and not installed["Status"].endswith(" installed"):
            installed = None
        return self.candidates.get(name) or installed

    def provides(self, name: str, other: str) -> bool:
        """Whether a package gives itself out for another."""
        provided = (self.stanza(name) or {}).get("Provides", "")
        return other in {re.split(r"[ (]", entry.strip())[0] for entry in provided.split(",")}

    def closure(self, names: list[str]) -> set[str]:
        """The packages, and all that they need."""
        inside: set[str] = set()
        wave = set(names)
        while wave:
            self.learn(sorted(wave))
            for name in sorted(wave):
                if self.stanza(name) is None:
                    raise LookupError(f"{name} is in no package list of this machine: apt-get update")
            inside |= wave
            open_groups = [
                (name, group) for name in sorted(wave) for group in _groups(self.stanza(name) or {})
                if not inside.intersection(group)
            ]
            self.learn([other for _, group in open_groups for other in group])
            wave = set()
            for name, group in open_groups:
                chosen = inside | wave
                if chosen.intersection(group):
                    continue
                if any(self.provides(one, other) for one in sorted(chosen) for other in group):
                    continue
                first = next((other for other in group if self.stanza(other) is not None), None)
                if first is None:
                    raise LookupError(f"{name} needs {' or '.join(group)}, which no package list of this machine has")
                wave.add(first)
        return inside

    def package(self, name: str, inside: set[str]) -> DebianPackage:
        """What the bill says of a package."""
        stanza = self.stanza(name)
        if stanza is None:
            raise LookupError(f"{name} is not known")
        needs = {other for group in _groups(stanza) for other in group if other in inside}
        return DebianPackage(
            name, stanza["Version"], stanza.get("Architecture", "all"), stanza.get("Source", name).split(" ")[0],
            stanza.get("SHA256"), sorted(needs))
