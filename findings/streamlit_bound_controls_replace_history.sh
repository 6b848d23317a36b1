#!/usr/bin/env bash
# In Streamlit a control that is bound to the address leaves no entry in the browser's history.
#
# Versions: streamlit 1.67.0, playwright 1.65.2 with Debian's Chromium, Python 3.11. Seen 2026-11-28.
# `bind="query-params"` keeps a choice in the address, so that a view can be sent to someone. But each
# choice replaces the entry of the one before: Back does not undo a choice, it leaves the page. The same
# address written by a callback with `st.query_params.from_dict` is an entry of its own, and Back brings
# the choice before.
#
# Output seen:
#   bound control: /?shown=B, 0 new entries
#   from_dict in a callback: /?shown=B, 1 new entries
# Exits 0 while that is so, 1 if it changed, and skips with 0 where there is no /usr/bin/chromium.
set -euo pipefail
[ -x /usr/bin/chromium ] || { echo "skipped: no /usr/bin/chromium"; exit 0; }
work=$(mktemp -d)
servers=()
trap '[ ${#servers[@]} -eq 0 ] || kill "${servers[@]}"; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "streamlit==1.67.0" "playwright==1.65.2"
cd "$work"
cat > bound.py <<'PY'
import streamlit as st

chosen = st.segmented_control("Shown", ["A", "B"], default="A", key="shown", bind="query-params")
st.write(f"chosen: {chosen}")
PY
cat > written.py <<'PY'
import streamlit as st


def write():
    st.query_params.from_dict({"shown": st.session_state.control})


asked = st.query_params.get("shown", "A")
st.session_state.control = asked
st.segmented_control("Shown", ["A", "B"], key="control", on_change=write)
st.write(f"chosen: {asked}")
PY
ports=()
for app in bound written; do
    port=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$work/venv/bin/streamlit" run "$app.py" --server.port "$port" --server.address 127.0.0.1 \
        --server.headless true --browser.gatherUsageStats false > "$app.log" 2>&1 &
    servers+=($!)
    ports+=("$port")
done
"$work/venv/bin/python" - "${ports[@]}" <<'PY'
import sys
import time
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
seen = []
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    for port in sys.argv[1:]:
        page = browser.new_page()
        for _ in range(60):
            try:
                page.goto(f"http://127.0.0.1:{port}/")
                break
            except Exception:
                time.sleep(0.5)
        page.get_by_text("chosen: A").wait_for(timeout=60_000)
        before = page.evaluate("history.length")
        page.get_by_test_id("stButtonGroup").get_by_text("B", exact=True).click()
        page.get_by_text("chosen: B").wait_for(timeout=30_000)
        page.wait_for_url("**/?shown=B")
        page.wait_for_timeout(1_000)
        parts = urlsplit(page.url)
        seen.append((f"{parts.path}?{parts.query}", page.evaluate("history.length") - before))
    browser.close()
for name, (address, entries) in zip(("bound control", "from_dict in a callback"), seen):
    print(f"{name}: {address}, {entries} new entries")
sys.exit(0 if seen == [("/?shown=B", 0), ("/?shown=B", 1)] else 1)
PY
