#!/usr/bin/env bash
# chardet takes a small Czech table for Urdu or Arabic unless it is told which encodings are thought of.
#
# Versions: chardet 7.7.0, Python 3.11. Seen 2026-11-28.
# Seventeen lines of Czech in cp1250, ISO 8859-2 or cp852 (a header and names of goods, the rest
# digits) are given as cp1006, a page for Urdu, or cp720, one for Arabic, with a confidence of
# 0.03: more than the right page gets. `encoding_era` names one page of its age for all three.
# `include_encodings` with five pages of Europe gives the right one each time, so who knows where
# the files come from should always say it.
#
# Output seen:
#   cp1250 cp1006 Windows-1250
#   iso8859-2 cp1006 ISO-8859-2
#   cp852 cp720 cp852
# Exits 0 while that is so, 1 if it changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "chardet==7.7.0"
cd "$work"
"$work/venv/bin/python" - <<'PY'
import codecs
import sys

import chardet

GOODS = ["Žlutý čaj", "Český křen", "Ještěrka", "Rohlík"] * 4
TEXT = "Datum;Číslo objednávky;Zboží;Částka\n" + "".join(
    f"2025-01-{13 + at};A{at};{name};{10 + at},50\n" for at, name in enumerate(GOODS)
)
PAGES = ["cp1252", "cp1250", "iso8859-2", "cp852", "cp1251"]

seen = []
for written in ("cp1250", "iso8859-2", "cp852"):
    free = chardet.detect(TEXT.encode(written))["encoding"]
    among = chardet.detect(TEXT.encode(written), include_encodings=PAGES)["encoding"]
    print(written, free, among)
    right = codecs.lookup(among).name == codecs.lookup(written).name
    seen.append(free in ("cp1006", "cp720") and right)
sys.exit(0 if all(seen) else 1)
PY
