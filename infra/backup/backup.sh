#!/bin/sh
# One university, or all of them, into a folder outside of the machine's database.
#   DATABASE_URL=postgresql://owner@server/ordo infra/backup/backup.sh FOLDER [SCHEMA …]
# Restore one university into an empty place: pg_restore --dbname="$DATABASE_URL" FOLDER/nsu-2026-09-15T0300.dump
set -eu
umask 077
folder=$1
shift
: "${DATABASE_URL:?the owner's address of the database}"
mkdir -p "$folder"
moment=$(date -u +%Y-%m-%dT%H%M)
# Roles belong to the server, not to the database: without them a restored schema has no owner. No passwords.
pg_dumpall --dbname="$DATABASE_URL" --roles-only --no-role-passwords > "$folder/roles-$moment.sql"
if [ $# -eq 0 ]; then
    set -- $(psql "$DATABASE_URL" --no-align --tuples-only \
        --command "SELECT schema_name FROM public.tenants_university ORDER BY 1")
    pg_dump --dbname="$DATABASE_URL" --format=custom --schema=public --file="$folder/public-$moment.dump"
fi
for schema in "$@"; do
    pg_dump --dbname="$DATABASE_URL" --format=custom --schema="$schema" --file="$folder/$schema-$moment.dump.part"
    # A dump that cannot be listed is no backup.
    pg_restore --list "$folder/$schema-$moment.dump.part" > /dev/null
    mv "$folder/$schema-$moment.dump.part" "$folder/$schema-$moment.dump"
    echo "$folder/$schema-$moment.dump"
done
