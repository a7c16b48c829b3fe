#!/bin/bash
# Prints the secrets that the manifests name, from a house that `convene prepare` made; where there is no cert-manager:
#
#   convene prepare --home house
#   docker/kubernetes/secrets.sh house | kubectl apply --namespace convene --filename -
#
# With `--without-certificates` only keys and passwords, for a cluster whose cert-manager issues the certificates.
set -euo pipefail
house="${1:?the house: a folder that \`convene prepare --home\` made}"
certificates=yes
if [ "${2:-}" = --without-certificates ]; then certificates=no; fi

# secret NAME KEY=FILE... or FOLDER: printed, not sent; the cluster is not asked.
secret() {
    local name="$1"
    shift
    kubectl create secret generic "$name" --dry-run=client --output=yaml "${@/#/--from-file=}"
    printf -- '---\n'
}

if [ "$certificates" = yes ]; then
    # The collector of figures shows it at internal doors.
    secret convene-internal "tls.crt=$house/certs/convene.pem" "tls.key=$house/certs/convene.key" \
        "ca.crt=$house/certs/ca.pem"
fi
for service in applications selection travel-budget scheduling portal; do
    if [ "$certificates" = yes ]; then
        secret "$service-internal" "tls.crt=$house/certs/$service.pem" "tls.key=$house/certs/$service.key" \
            "ca.crt=$house/certs/ca.pem"
        secret "$service-public" "tls.crt=$house/certs/$service-public.pem" "tls.key=$house/certs/$service-public.key"
    fi
    role="svc_${service%-budget}"
    secret "$service-database" "password=$house/secrets/$role.password"
done
secret token-public "token.pub=$house/keys/token.pub"
secret token-private "token.key=$house/keys/token.key"
# A secret for each folder of the vault; a pod mounts those of its compartments, and no others.
for folder in "$house"/keys/vault/*/; do secret "vault-$(basename "$folder")" "$folder"; done
roles=()
for file in "$house"/secrets/*.password; do roles+=("$(basename "$file")=$file"); done
secret database-roles "${roles[@]}"
# The database's authority: the house's own, unless somebody else runs the server (CONVENE_DATABASE_CA=FILE).
secret database-ca "ca.crt=${CONVENE_DATABASE_CA:-$house/certs/ca.pem}"
