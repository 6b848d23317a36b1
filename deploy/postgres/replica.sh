#!/usr/bin/env bash
# Copies the primary once, and follows it from then on.
set -euo pipefail
export PGPASSWORD=$POSTGRES_PASSWORD
PGDATA=${PGDATA:-/var/lib/postgresql/data}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    until pg_basebackup --host="${PRIMARY_HOST:-primary}" --port="${PRIMARY_PORT:-5432}" \
        --username="$POSTGRES_USER" --pgdata="$PGDATA" --write-recovery-conf --checkpoint=fast; do
        sleep 1
    done
    # Questions are not broken off because the primary tidies up what they still look at.
    echo "hot_standby_feedback = on" >>"$PGDATA/postgresql.auto.conf"
fi
chmod 700 "$PGDATA"
if [ "$(id -u)" -eq 0 ]; then
    chown -R postgres "$PGDATA"
    exec gosu postgres postgres -D "$PGDATA"
fi
exec postgres -D "$PGDATA"
