#!/usr/bin/env bash
# In Streamlit a click on the caption of a radio option chooses nothing; only its name does.
#
# Versions: streamlit 1.67.0, playwright 1.65.2 with Debian's Chromium, Python 3.11. Seen 2026-11-28.
# `st.radio(..., captions=...)` shows a sentence below each option, and a person who reads there
# what a choice means clicks there. The sentence is no part of what can be clicked: nothing happens.
#
# Output seen:
#   after a click on the caption: A
#   after a click on the name: B
# Exits 0 while that is so, 1 if it changed, and skips with 0 where there is no /usr/bin/chromium.
set -euo pipefail
[ -x /usr/bin/chromium ] || { echo "skipped: no /usr/bin/chromium"; exit 0; }
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "streamlit==1.67.0" "playwright==1.65.2"
cd "$work"
cat > app.py <<'PY'
import streamlit as st

chosen = st.radio("Which?", ["A", "B"], captions=["The first of both.", "The second of both."])
st.write(f"chosen: {chosen}")
PY
port=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$work/venv/bin/streamlit" run app.py --server.port "$port" --server.address 127.0.0.1 \
    --server.headless true --browser.gatherUsageStats false > server.log 2>&1 &
server=$!
"$work/venv/bin/python" - "$port" <<'PY'
import sys
import time

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    page = browser.new_page()
    for _ in range(60):
        try:
            page.goto(f"http://127.0.0.1:{sys.argv[1]}/")
            break
        except Exception:
            time.sleep(0.5)
    page.get_by_text("chosen: A").wait_for(timeout=60_000)

    def after(text):
        page.get_by_text(text, exact=True).click()
        page.wait_for_timeout(2_000)
        return page.get_by_text("chosen: ").inner_text().removeprefix("chosen: ")

    caption, name = after("The second of both."), after("B")
    print("after a click on the caption:", caption)
    print("after a click on the name:", name)
    browser.close()
sys.exit(0 if (caption, name) == ("A", "B") else 1)
PY
