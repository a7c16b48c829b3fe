"""Writes the bill of materials of the image (CycloneDX 1.6, JSON), without network.

    python3 docker/sbom --output FILE [--status FILE] [--binaries FOLDER] [--graph FILE]

It names what docker/Dockerfile's last stage contains: our six executables, the Swift packages that the manifest
resolves to and the C code that they carry, the Swift libraries that are linked in, and Debian's packages: those of the
base image and the Dockerfile's own list with all that they bring. `--status` takes the last from a real image
(its /var/lib/dpkg/status); without it they are worked out from this machine's package lists.
The same inputs give the same bytes.
"""

import argparse
import json
import pathlib
import sys

from debian import DebianPackages
from document import Document
from swift import SwiftPackages


def main() -> int:
    """Reads the command line and writes the document."""
    parser = argparse.ArgumentParser(prog="docker/sbom", description="The bill of materials of the image.")
    parser.add_argument("--output", required=True, help="the file to write")
    parser.add_argument("--status", help="/var/lib/dpkg/status of a built image")
    parser.add_argument("--binaries", default=".build/release", help="the folder with the six executables")
    parser.add_argument("--graph", help="output of `swift package show-dependencies --format json`")
    arguments = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parents[2]

    swift = SwiftPackages.resolved(root, arguments.graph)
    dockerfile = (root / "docker/Dockerfile").read_text(encoding="utf-8")
    debian = DebianPackages.of_image(dockerfile, arguments.status)
    document = Document(root)
    document.add_executables(root / arguments.binaries)
    document.add_swift(swift)
    document.add_debian(debian)
    text = json.dumps(document.finished(), indent=2, ensure_ascii=False) + "\n"
    pathlib.Path(arguments.output).write_text(text, encoding="utf-8")
    print(
        f"{arguments.output}: {len(swift.packages)} Swift packages, {len(debian.packages)} Debian packages,"
        f" {document.executables} of 6 executables"
    )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, LookupError) as error:
        print(f"sbom: {error}", file=sys.stderr)
        sys.exit(1)
