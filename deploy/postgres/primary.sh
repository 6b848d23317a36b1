#!/usr/bin/env bash
# Runs once, when the primary's folder is made: lets the replica follow.
set -euo pipefail
echo "host replication $POSTGRES_USER all scram-sha-256" >>"$PGDATA/pg_hba.conf"
psql --username "$POSTGRES_USER" --dbname postgres --command "SELECT pg_reload_conf()"
