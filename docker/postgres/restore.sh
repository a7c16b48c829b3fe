#!/bin/bash
# Puts the newest base backup that ended before a moment in the place of the data, and tells the server to replay the
# write-ahead log up to it at its next start. Nothing may run:
#
#   docker compose stop
#   docker compose run --rm --no-deps postgres bash /convene/restore.sh 2027-03-14T09:30:00Z
#   docker compose up --detach
#
# Without a moment: as far as the log goes. The data from before stay beside the restored ones.
set -euo pipefail
archive="${ARCHIVE:-/archive}"
data="${PGDATA:?}"
moment="${1:-}"

if [[ -n "$moment" && ! "$moment" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ ]]; then
    echo "the moment must look like 2027-03-14T09:30:00Z, in UTC" >&2
    exit 64
fi
if [ -e "$data/postmaster.pid" ]; then
    echo "$data/postmaster.pid is there: stop the server first; after a crash, start and stop it once" >&2
    exit 1
fi
chosen=""
for base in "$archive"/base/*Z; do
    if [[ -d "$base" && ( -z "$moment" || ! "$(basename "$base")" > "$moment" ) ]]; then chosen="$base"; fi
done
if [ -z "$chosen" ]; then
    echo "no backup in $archive/base ended before ${moment:-now}" >&2
    exit 1
fi
pg_verifybackup --quiet "$chosen"

rm -rf "$data.new"
cp --archive "$chosen" "$data.new"
{
    printf "restore_command = 'cp \"%s/%%f\" \"%%p\"'\n" "$archive"
    # PostgreSQL takes no zone by its letter here.
    if [ -n "$moment" ]; then printf "recovery_target_time = '%s+00'\n" "${moment%Z}"; fi
    printf "recovery_target_action = 'promote'\n"
    # Nobody is let in, not even to read, before the moment is reached.
    printf "hot_standby = off\n"
} >>"$data.new/postgresql.auto.conf"
touch "$data.new/recovery.signal"
sync "$data.new"
kept=""
if [ -d "$data" ]; then
    kept="$data.before-$(date --utc +%Y-%m-%dT%H:%M:%SZ)"
    mv "$data" "$kept"
fi
mv "$data.new" "$data"
echo "from the backup of $(basename "$chosen"); start the server: it replays up to ${moment:-the end of the log}"
if [ -n "$kept" ]; then echo "the data from before are in $kept: delete them when you are sure"; fi
