#!/usr/bin/env bash
# A live connection makes Streamlit ask a server in the internet for its own address.
#
# Versions: streamlit 1.67.0 (started by `streamlit run`), Python 3.11. Seen 2026-11-29.
# Streamlit takes no connection of a page whose Origin is not the Host that it was asked under. Behind a proxy
# that does not hand on the Host header, that is every page. Before it refuses, it looks whether the page may
# be under the machine's own public address, and to know that it asks checkip.amazonaws.com, although the
# statistics of use are off and nothing of the app needs the network. Where the proxy passes the Host on,
# nothing is asked.
#
# Output seen:
#   Host of the page: 101, looked up: nothing
#   Host of the proxy: 403, looked up: checkip.amazonaws.com
# Exits 0 while that is so, 1 if it changed. No name really is looked up: the look-up is replaced by a note.
set -euo pipefail
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "streamlit==1.67.0"
cd "$work"
echo 'import streamlit; streamlit.write("here")' > page.py
mkdir watch
cat > watch/sitecustomize.py <<'PY'
import os
import socket

real = socket.getaddrinfo


def noted(host, *rest, **more):
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost", "::1") or name[0].isdigit():
        return real(host, *rest, **more)
    with open(os.environ["LOOKED_UP"], "a") as notes:
        notes.write(name + "\n")
    raise socket.gaierror(socket.EAI_NONAME, "no names here")


socket.getaddrinfo = noted
PY
port=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
LOOKED_UP="$work/looked-up" PYTHONPATH="$work/watch" "$work/venv/bin/streamlit" run page.py --server.port "$port" \
    --server.address 127.0.0.1 --server.headless true --browser.gatherUsageStats false > page.log 2>&1 &
server=$!
"$work/venv/bin/python" - "$port" "$work/looked-up" <<'PY'
import socket
import sys
import time
from pathlib import Path

port, notes = int(sys.argv[1]), Path(sys.argv[2])
for _ in range(120):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        break
    except OSError:
        time.sleep(0.5)


def opened(host: str) -> tuple[str, str]:
    notes.unlink(missing_ok=True)
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Origin: https://sales.example.test",
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
    ]
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall("\r\n".join(lines).encode())
        status = connection.recv(64).split()[1].decode()
    asked = sorted(set(notes.read_text().split())) if notes.exists() else ["nothing"]
    return status, ", ".join(asked)


seen = {
    "Host of the page": opened("sales.example.test"),
    "Host of the proxy": opened(f"127.0.0.1:{port}"),
}
for what, (status, asked) in seen.items():
    print(f"{what}: {status}, looked up: {asked}")
wanted = [("101", "nothing"), ("403", "checkip.amazonaws.com")]
sys.exit(list(seen.values()) != wanted)
PY
