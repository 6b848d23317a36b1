"""What a first visit costs in a browser: ``python -m benchmarks.first_page RUNS``.

Every run starts the app anew on a free port, waits until ``/health`` answers, and opens pages in a
browser that is already running, each with nothing cached. Prints a JSON object: by page, of each
run the seconds to its heading and until it stands still, the layout shift, and the bytes sent.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

from playwright.sync_api import Browser, CDPSession, ViewportSize, sync_playwright

from benchmarks.pages import CHROMIUM
from benchmarks.started_app import started_app

PATIENCE = 60  # seconds
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HEADING = '[data-testid="stMain"] :is(h1, h2)'

PAGES = {"home": "/", "revenue": "/revenue"}
VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
STILL = 2_000  # milliseconds without a change after which a page has settled

WATCH = f"""
window.load = {{heading: 0, settled: 0, shift: 0}};
new MutationObserver(() => {{
    load.settled = performance.now();
    if (load.heading || load.drawing || !document.querySelector('{HEADING}')) return;
    load.drawing = true;
    requestAnimationFrame(() => setTimeout(() => {{ load.heading = performance.now() }}));
}}).observe(document, {{subtree: true, childList: true, attributes: true, characterData: true}});
new PerformanceObserver(found => {{
    for (const one of found.getEntries()) load.shift += one.value;
}}).observe({{type: 'layout-shift', buffered: true}});
"""
"""Notes when the frame with the heading is drawn, the last change of the page, and what moved.

The page notes it itself: asked from outside, a busy page answers later.
"""

SETTLED = f"() => load.heading && performance.now() - load.settled > {STILL}"


@dataclass(frozen=True)
class Load:
    """One first visit of a page.

    Attributes:
        heading: Seconds from asking for the page until its heading is drawn.
        settled: Seconds until its last change.
        shift: How much of the page moved, and how far, as browsers count it; below 0.1 is good.
        sent: Bytes sent to the browser, as they went over the line.
    """

    heading: float
    settled: float
    shift: float
    sent: int


def open_page(browser: Browser, address: str) -> Load:
    """Open a page in a browser window that has nothing of it, and wait until it stands still."""
    with browser.new_context(viewport=VIEWPORT) as context:
        page = context.new_page()
        sent = _count_bytes(context.new_cdp_session(page))
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_function(SETTLED, timeout=PATIENCE * 1_000, polling=200)
        seen = page.evaluate("load")
        return Load(seen["heading"] / 1_000, seen["settled"] / 1_000, seen["shift"], sum(sent))


def _count_bytes(session: CDPSession) -> list[int]:
    """Note the bytes of each answer, and of each message over the live connection."""
    sent: list[int] = []
    session.on("Network.loadingFinished", lambda seen: sent.append(int(seen["encodedDataLength"])))
    session.on(
        "Network.webSocketFrameReceived",  # binary, so it is seen in base 64
        lambda seen: sent.append(len(seen["response"]["payloadData"]) * 3 // 4),
    )
    session.send("Network.enable")
    return sent


def main(runs: int) -> dict[str, list[Load]]:
    """Open each page once after that many starts; the pages take turns in being the first."""
    loads: dict[str, list[Load]] = {name: [] for name in PAGES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for run in range(runs):
            with started_app() as app:
                for name in list(PAGES) if run % 2 == 0 else reversed(PAGES):
                    address = f"{app.address}{PAGES[name]}"
                    loads[name].append(open_page(browser, address))
    return loads


if __name__ == "__main__":
    found = main(int(sys.argv[1]))
    print(json.dumps({name: [asdict(load) for load in loads] for name, loads in found.items()}))
