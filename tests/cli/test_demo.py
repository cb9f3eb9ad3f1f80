"""The demonstration centre starts by itself, and leaves nothing running behind it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.cli.conftest import bannette
from webapp.cli import server
from webapp.demo.centre import Interrupted


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_a_demonstration_that_is_ended_ends_its_worker(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "webapp.cli",
        "demo",
        "--port",
        str(port),
        "--data",
        str(tmp_path),
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as demo:
        try:
            answers_at(f"http://127.0.0.1:{port}/connexion")
            workers = children(demo.pid)
            assert workers
        finally:
            demo.terminate()
    for _ in range(100):
        if not any(map(is_running, workers)):
            return
        time.sleep(0.1)
    raise AssertionError("the worker still runs")


def answers_at(address: str) -> None:
    for _ in range(3000):
        try:
            urllib.request.urlopen(address, timeout=1)  # noqa: S310  our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the demonstration does not answer")


def test_a_preparation_that_was_interrupted_says_what_to_do(tmp_path, monkeypatch):
    def left_half_done(*_given: object) -> None:
        raise Interrupted

    for name in ("BANNETTE_DATA", "BANNETTE_DEMO"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(server, "furnish", left_half_done)

    answer = bannette("demo", "--data", tmp_path)

    assert answer.exit_code == 1
    assert f"Supprimez le dossier {tmp_path}" in answer.output
