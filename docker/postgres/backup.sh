#!/bin/bash
# Takes a base backup of this container's server while everything works, verifies it, and deletes what is older than 35
# days. With the write-ahead log beside it, it gives any second from its end on. Daily, from the host's timer:
#
#   docker compose exec postgres bash /convene/backup.sh
#
# The keys are not in it, on purpose: copy the house to another safe place.
set -euo pipefail
archive="${ARCHIVE:-/archive}"
export PGHOST="${PGHOST:-/var/run/postgresql}" PGUSER=convene_admin
PGPASSWORD="$(cat "${PASSWORD_FILE:-/run/secrets/convene_admin.password}")"
export PGPASSWORD
days=35

mkdir -p "$archive/base"
part="$archive/base/part"
rm -rf "$part"
pg_basebackup --pgdata "$part" --checkpoint fast --wal-method stream --no-password
pg_verifybackup --quiet "$part"
sync "$archive"
# Named by its end: nothing before can be restored from it.
name="$(date --utc +%Y-%m-%dT%H:%M:%SZ)"
mv "$part" "$archive/base/$name"

# Names sort as their times do. The newest stays, however old.
limit="$(date --utc --date "$days days ago" +%Y-%m-%dT%H:%M:%SZ)"
for old in "$archive"/base/*Z; do
    if [[ "$(basename "$old")" < "$limit" && "$(basename "$old")" != "$name" ]]; then
        rm -rf "$old"
        echo "deleted $(basename "$old")"
    fi
done
# The log before the first place that a backup needs helps nobody any more. The oldest does not always begin first: it may
# be of a past that was given up. Eight digits name the timeline, the others the place.
first="$(sed -n 's/^START WAL LOCATION: .* (file \([0-9A-F]*\))$/\1/p' "$archive"/base/*Z/backup_label |
    sort --key 1.9 | head -n 1)"
pg_archivecleanup "$archive" "$first"
echo "verified: $name"
