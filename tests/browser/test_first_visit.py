"""What a first visit sends, and how much of the page jumps; how long it takes is a benchmark."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_SENT = 2_500_000
MOST_SHIFT = 0.1

WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver(found => shifts.push(...found.getEntries().map(one => one.value)))
    .observe({type: 'layout-shift', buffered: true});"""


@pytest.mark.parametrize("path", ["/", "/revenue", "/products", "/imports", "/upload"])
def test_a_first_visit_is_light_and_nothing_jumps(first_visit: Any, path: str) -> None:
    sent: list[int] = []
    session = first_visit.page.context.new_cdp_session(first_visit.page)
    session.on("Network.loadingFinished", lambda seen: sent.append(int(seen["encodedDataLength"])))
    session.send("Network.enable")
    first_visit.page.add_init_script(WATCH_SHIFTS)
    page = first_visit.open(path)
    page.wait_for_timeout(1_500)
    first_visit.settle()
    assert sum(sent) < MOST_SENT
    assert page.evaluate("shifts.reduce((all, one) => all + one, 0)") < MOST_SHIFT
