#!/bin/bash
# Gives PostgreSQL's user its certificate and the administrator's password, which belong to another user in the
# house's volume, then starts the image's own entry point with our settings.
set -euo pipefail

private=/run/convene
install --directory --owner postgres --group postgres --mode 0700 "$private"
install --owner postgres --group postgres --mode 0600 /house/certs/postgres.key "$private/server.key"
install --owner postgres --group postgres --mode 0600 /house/certs/postgres.pem "$private/server.crt"
install --owner postgres --group postgres --mode 0600 /house/secrets/convene_admin.password "$private/password"

export POSTGRES_PASSWORD_FILE="$private/password"
exec docker-entrypoint.sh postgres \
    -c config_file=/convene/postgresql.conf \
    -c hba_file=/convene/pg_hba.conf
