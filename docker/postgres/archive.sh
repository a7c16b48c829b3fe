#!/bin/bash
# PostgreSQL's archive_command: keeps one file of the write-ahead log on the archive's disk. Exit code 0 only when it is
# there, whole and written through; PostgreSQL asks again until then, also for a file that it has given already.
#
#   archive.sh PATH NAME
set -euo pipefail
source="$1"
target="${ARCHIVE:-/archive}/$2"

if [ -e "$target" ]; then
    # Given twice after a crash: the same file is well, another one of that name is somebody else's history.
    exec cmp --silent "$source" "$target"
fi
cp "$source" "$target.part"
sync "$target.part"
mv "$target.part" "$target"
sync "${ARCHIVE:-/archive}"
