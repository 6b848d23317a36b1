"""Real proxies in front of something that listens, on ports of their own of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 20  # seconds

COMMANDS = {
    "nginx": ["nginx", "-e", "stderr", "-c", "{file}"],
    "caddy": ["caddy", "run", "--adapter", "caddyfile", "--config", "{file}"],
    "haproxy": ["haproxy", "-db", "-f", "{file}"],
}

AROUND = {
    "nginx": (
        "daemon off; worker_processes 1; error_log stderr; pid {folder}/pid;\n"
        "events {{ worker_connections 64; }}\n"
        "http {{ access_log off; client_body_temp_path {folder}/body;"
        " proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;"
        " uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n{text}\n}}\n"
    ),
    "caddy": "{{\nadmin off\nauto_https off\n}}\n{text}\n",
    "haproxy": "{text}\n",
}
"""What a file needs so that the program runs beside others and writes nowhere else."""


def installed(program: str) -> str:
    """Give the path of a proxy; skips, saying so, where there is none."""
    path = shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def proxy(program: str, text: str, port: int, folder: Path) -> Iterator[None]:
    """Run a proxy until the block ends.

    Args:
        program: One of ``COMMANDS``.
        text: Its configuration, which listens on the port.
        port: Where it listens.
        folder: For what it writes.
    """
    path = installed(program)
    file = folder / f"{program}.conf"
    file.write_text(AROUND[program].format(text=text, folder=folder))
    command = [part.format(file=file) for part in COMMANDS[program]]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [path, *command[1:]],
            env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(process, port, folder / "log")
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"The proxy did not start:\n{log.read_text()}")
