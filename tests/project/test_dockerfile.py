"""The image's steps work, and what they make is small, closed and runs without rights.

The steps are carried out as shell commands in a clean folder with a clean virtual environment.

1. Every step succeeds and leaves a `checkup` that tells its version and finds the shipped flows sound.
2. It runs as a numbered user who is not root; the health check is what it says.
3. Only what runs Checkup is in it: no pip, no setuptools, no tests.
4. Everything the Dockerfile copies may go in, and nothing else does.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.project.files import ROOT, pyproject
from tests.project.image import Image, instructions

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    folder = Path(tempfile.mkdtemp(prefix="checkup-image-"))
    folder.chmod(0o755)  # the image's user must be able to pass
    made = Image(context=ROOT, root=folder)
    try:
        made.build(DOCKERFILE)
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def user(image: Image) -> int | None:
    """The image's user, where this machine lets us become it and lets it run Python."""
    number = int(image.user.partition(":")[0])
    if os.geteuid() != 0:
        return None
    try:
        subprocess.run([image.inside("/opt/checkup/bin/python"), "-c", ""], check=True, user=number, cwd="/")
    except PermissionError:
        return None
    return number


def test_it_tells_its_version(image: Image, user: int | None) -> None:
    assert image.said["ENTRYPOINT"] == '["checkup"]'
    assert pyproject()["project"]["version"] in image.run("checkup --version", user=user).stdout


def test_the_shipped_flows_are_sound(image: Image, user: int | None) -> None:
    image.run("checkup check", user=user)
    shipped = sorted(path.name for path in (ROOT / "flows").iterdir())
    assert sorted(path.name for path in image.inside("/app/flows").iterdir()) == shipped


def test_the_health_check_asks_the_process_that_serves(image: Image, user: int | None) -> None:
    options, _, command = image.said["HEALTHCHECK"].partition("CMD ")
    assert options.split() == ["--interval=30s", "--timeout=5s", "--start-period=2m"]
    asked: list[str] = []

    class Alive(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Alive) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        image.run(f"PORT={server.server_port} {command}", user=user)
        server.shutdown()
    assert asked == ["/healthz"]
    with pytest.raises(subprocess.CalledProcessError):
        image.run(f"PORT={server.server_port} {command}", user=user)


def test_it_runs_as_nobody_special(image: Image) -> None:
    assert image.user == "10001:10001"
    (request,) = image.requests_for_users()
    assert "--system" in request.split()
    assert image.inside("/data").stat().st_mode & 0o777 == 0o700
    assert image.said["VOLUME"] == "/data"


def test_only_what_runs_is_in_it(image: Image) -> None:
    (packages,) = image.inside("/opt/checkup/lib").glob("python3.*/site-packages")
    names = {path.name.partition("-")[0].lower() for path in packages.iterdir()}
    assert names & {"pip", "setuptools", "wheel", "pytest", "mypy", "tests"} == set()
    assert {"bot", "scoring", "sqlmodel", "telegram", "slack_bolt"} <= names


def test_only_what_is_copied_may_go_in() -> None:
    allowed = {line for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        f"!{word}"
        for instruction in instructions(DOCKERFILE)
        if instruction.verb == "COPY" and not instruction.rest.startswith("--from=")
        for word in instruction.rest.split()[:-1]
    }
    assert allowed == copied
