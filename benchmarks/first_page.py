"""How long the first page takes in a browser: ``python -m benchmarks.first_page RUNS``.

Every run starts the app anew on a free port, waits until ``/health`` answers, and opens the home
page in a browser that is already running, with nothing cached. Prints the seconds of each run.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import ROOT
from benchmarks.pages import CHROMIUM

PATIENCE = 60  # seconds
HEADING = '[data-testid="stMain"] :is(h1, h2)'

WATCH = f"""new MutationObserver((_, watching) => {{
    if (!document.querySelector('{HEADING}')) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => {{ window.headingShown = performance.now() }}));
}}).observe(document, {{subtree: true, childList: true}})"""
"""Notes when the frame with the heading is drawn: asked from outside, a busy page answers later."""


def open_first_page(browser: Browser) -> float:
    """Start the app, and give the seconds from opening its first page to its heading."""
    with _app_on_a_free_port() as port, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_function("() => window.headingShown", timeout=PATIENCE * 1_000)
        shown: float = page.evaluate("window.headingShown")
        return shown / 1_000


@contextmanager
def _app_on_a_free_port() -> Iterator[int]:
    port = _free_port()
    settings = {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_health(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_health(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if _is_healthy(port):
            return
        time.sleep(0.02)
    message = f"/health did not answer within {PATIENCE} seconds."
    raise TimeoutError(message)


def _is_healthy(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def main(runs: int) -> list[float]:
    """Open the first page of that many starts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        return [open_first_page(browser) for _ in range(runs)]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
