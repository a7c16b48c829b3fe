"""Which licence a text is, by its own words."""

import pathlib
import re

# A sentence that only this licence has, and its SPDX identifier.
_SENTENCES = [
    ("Apache License Version 2.0, January 2004", "Apache-2.0"),
    ("Mozilla Public License Version 2.0", "MPL-2.0"),
    (
        "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated"
        " documentation files",
        "MIT",
    ),
    ("Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee", "ISC"),
    ("CC0 1.0 Universal", "CC0-1.0"),
    ("Neither the name of", "BSD-3-Clause"),
    ("Redistributions of source code must retain the above copyright notice", "BSD-2-Clause"),
]

# Short names of Debian's copyright files (DEP-5) that SPDX calls otherwise.
_DEBIAN = {
    "apache-2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "artistic": "Artistic-1.0",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-4-clause": "BSD-4-Clause",
    "bsd-4-clause-uc": "BSD-4-Clause-UC",
    "cc0-1.0": "CC0-1.0",
    "epl-1": "EPL-1.0",
    "epl-1.0": "EPL-1.0",
    "epl-2.0": "EPL-2.0",
    "expat": "MIT",
    "gpl": "GPL-1.0-or-later",
    "gpl-1": "GPL-1.0-only",
    "gpl-1+": "GPL-1.0-or-later",
    "gpl-2": "GPL-2.0-only",
    "gpl-2.0": "GPL-2.0-only",
    "gpl-2+": "GPL-2.0-or-later",
    "gpl-2.0+": "GPL-2.0-or-later",
    "gpl-3": "GPL-3.0-only",
    "gpl-3.0": "GPL-3.0-only",
    "gpl-3+": "GPL-3.0-or-later",
    "gpl-3.0+": "GPL-3.0-or-later",
    "isc": "ISC",
    "lgpl": "LGPL-2.0-or-later",
    "lgpl-2": "LGPL-2.0-only",
    "lgpl-2+": "LGPL-2.0-or-later",
    "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-2.1+": "LGPL-2.1-or-later",
    "lgpl-3": "LGPL-3.0-only",
    "lgpl-3+": "LGPL-3.0-or-later",
    "mit": "MIT",
    "mpl-2.0": "MPL-2.0",
    "postgresql": "PostgreSQL",
    "unlicense": "Unlicense",
    "zlib": "Zlib",
}


def of_text(text: str) -> list[str]:
    """SPDX identifiers of the licence texts in a file; empty when none is known."""
    plain = re.sub(r"\s+", " ", text)
    found = [spdx for sentence, spdx in _SENTENCES if sentence in plain]
    # The three-clause licence contains the two-clause one's sentence.
    return [spdx for spdx in found if spdx != "BSD-2-Clause" or "BSD-3-Clause" not in found]


def of_folder(folder: pathlib.Path) -> list[dict]:
    """CycloneDX licences of a source folder by its LICENSE file."""
    for name in ("LICENSE.txt", "LICENSE", "LICENSE.md", "COPYING"):
        path = folder / name
        if path.is_file():
            return [{"license": {"id": spdx}} for spdx in of_text(path.read_text(encoding="utf-8", errors="replace"))]
    return []


def of_debian_copyright(path: pathlib.Path) -> list[dict]:
    """CycloneDX licences named in a Debian copyright file, in alphabetical order; empty without the file."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    names: set[str] = set()
    for line in re.findall(r"^License:[ \t]*(\S[^\n]*)$", text, flags=re.MULTILINE):
        names.update(part.strip(" ()") for part in re.split(r"(?:,?\s+|^)(?:and/or|and|or)\s+|,\s*", line.strip(" .")))
    if not names:
        # Older files name them in prose, by the place of the text.
        names.update(re.findall(r"/usr/share/common-licenses/([A-Za-z][A-Za-z0-9.+-]*[A-Za-z0-9+])", text))
    found: dict[str, dict] = {}
    for name in names:
        # `GPL-2+ with OpenSSL exception` stays a name: SPDX writes exceptions another way.
        spdx = _DEBIAN.get(name.lower())
        entry = {"id": spdx} if spdx else {"name": name}
        if name:
            found[entry.get("id", name)] = {"license": entry}
    return [found[key] for key in sorted(found)]
