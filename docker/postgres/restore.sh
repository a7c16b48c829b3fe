#!/bin/bash
# Puts the newest base backup from which a moment can be reached in the place of the data, and tells the server to replay
# the write-ahead log up to it at its next start. Nothing may run:
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

# Timeline and end of a base backup, as its manifest has them: "1 0/2000100".
end_of() {
    if [ -e "$1/backup_manifest" ]; then
        sed -n 's|.*"Timeline": *\([0-9]*\), *"Start-LSN": *"[^"]*", *"End-LSN": *"\([0-9A-F]*/[0-9A-F]*\)".*|\1 \2|p' \
            "$1/backup_manifest" | head -n 1
    fi
}
# A place in the log as a number that can be compared.
bytes() { echo $(((16#${1%/*} << 32) | 16#${1#*/})); }

# Each restoration leaves a timeline at some place and begins the next one. The moment belongs to the newest that was
# there by then: its history was in the archive, or a backup was taken on it.
early=()
timeline=1
for base in "$archive"/base/*Z; do
    if [[ -d "$base" && (-z "$moment" || ! "$(basename "$base")" > "$moment") ]]; then
        early+=("$base")
        read -r number _ < <(end_of "$base") || number=0
        if ((number > timeline)); then timeline="$number"; fi
    fi
done
if ((${#early[@]} == 0)); then
    echo "no backup in $archive/base ended before ${moment:-now}" >&2
    exit 1
fi
while IFS= read -r history; do
    number=$((16#$(basename "$history" .history)))
    if ((number > timeline)); then timeline="$number"; fi
done < <(
    find "$archive" -maxdepth 1 -regex '.*/[0-9A-F]+\.history' ${moment:+! -newermt "$moment"}
)

# Where each timeline was left on the way to that one; what a timeline has after its place was given up.
declare -A left
history="$archive/$(printf '%08X' "$timeline").history"
if [ -e "$history" ]; then
    while read -r parent place _; do
        if [[ "$parent" =~ ^[0-9]+$ && "$place" =~ ^[0-9A-F]+/[0-9A-F]+$ ]]; then
            left[$parent]="$(bytes "$place")"
        fi
    done <"$history"
fi
chosen=""
for base in "${early[@]}"; do
    read -r number end < <(end_of "$base") || continue
    if ((number == timeline)) || [[ -n "${left[$number]:-}" && "$(bytes "$end")" -le "${left[$number]}" ]]; then
        chosen="$base"
    fi
done
if [ -z "$chosen" ]; then
    echo "no backup in $archive/base leads to ${moment:-the end of the log} (timeline $timeline):" \
        "those before it are of a past that a restoration gave up; name a moment before that one" >&2
    exit 1
fi
pg_verifybackup --quiet "$chosen"

rm -rf "$data.new"
cp --archive "$chosen" "$data.new"
{
    # What is there and cannot be read ends the recovery (above 125); it is not the end of the log.
    printf "restore_command = 'if [ -e \"%s/%%f\" ]; then cp \"%s/%%f\" \"%%p\" || exit 126; else exit 1; fi'\n" \
        "$archive" "$archive"
    printf "recovery_target_timeline = '%s'\n" "$timeline"
    # PostgreSQL takes no zone by its letter here. Empty undoes what an earlier restoration wrote: it is in the backup.
    printf "recovery_target_time = '%s'\n" "${moment:+${moment%Z}+00}"
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
