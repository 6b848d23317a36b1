#!/usr/bin/env bash
# One month word means two months, if all languages of CLDR are read at once.
#
# Versions: Babel 2.19.0 (CLDR data that it ships), Python 3.11. Seen 2026-11-28.
# A reader of dates that puts the month names of every CLDR language into one table, so
# that it knows them all, can no longer read English and German: "Mar" is March in English,
# Spanish and many more and May in Teso, "Mai" is May in German and French and August in Taroko.
# "listopad", written out in full, is October in Croatian and November in Czech and Polish.
# So the language has to be found over all words of a file, or be asked.
#
# Output seen:
#   listopad 10 hr
#   listopad 11 cs pl szl
#   mai 5 bal cy de et eu fo
#   mai 8 trv
#   mar 3 an ast az bew bm bs
#   mar 5 teo
# Exits 0 while that is so, 1 if it changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "babel==2.19.0"
"$work/venv/bin/python" - <<'PY'
import sys
from collections import defaultdict

from babel import Locale, localedata

found = defaultdict(lambda: defaultdict(set))
for name in localedata.locale_identifiers():
    locale = Locale.parse(name)
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for month, word in locale.months[context][width].items():
                found[word.casefold().strip(".")][month].add(locale.language)
for word in ("listopad", "mai", "mar"):
    for month, languages in sorted(found[word].items()):
        print(word, month, *sorted(languages)[:6])
seen = (
    "hr" in found["listopad"][10] and {"cs", "pl"} <= found["listopad"][11]
    and "de" in found["mai"][5] and "trv" in found["mai"][8]
    and "en" in found["mar"][3] and "teo" in found["mar"][5]
)
sys.exit(0 if seen else 1)
PY
