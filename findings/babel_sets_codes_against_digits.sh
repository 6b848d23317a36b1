#!/usr/bin/env bash
# Babel writes a currency code against the digits, where CLDR wants a blank between them.
#
# Versions: Babel 2.19.0, Python 3.11. Seen 2026-11-28.
# CLDR's currencySpacing says that a no-break space stands between a currency that ends in a letter and
# the digits, as in "KWD 1,234.500" (Unicode TS 35, part 3, "Currencies"). Babel has the patterns of CLDR
# but not that rule: wherever a currency has no sign in a language (dinars, francs, Singapore's dollar in
# American English), letters and digits run together, also in the compact form, and a reader that splits at
# blanks finds neither code nor amount.
#
# Output seen:
#   KWD en_US KWD1,234.500 KWD1M
#   CHF en_GB CHF1,234.50 CHF1m
#   SGD en_US SGD1,234.50 SGD1M
# Exits 0 while that is so, 1 if it changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "Babel==2.19.0"
"$work/venv/bin/python" - <<'PY'
import sys
from decimal import Decimal

from babel.numbers import format_compact_currency, format_currency

seen = [
    (code, locale, format_currency(Decimal("1234.5"), code, locale=locale),
     format_compact_currency(1_234_567, code, locale=locale))
    for code, locale in (("KWD", "en_US"), ("CHF", "en_GB"), ("SGD", "en_US"))
]
for row in seen:
    print(*row)
glued = all(text[:3] == row[0] and text[3].isdigit() for row in seen for text in row[2:])
sys.exit(0 if glued else 1)
PY
