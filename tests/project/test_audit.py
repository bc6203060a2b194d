"""Proves: `.ci/audit` finds known holes in what we lock, and never takes silence for an all-clear.

The service is one of ours that answers as OSV does (https://google.github.io/osv.dev/post-v1-query/).

1. A known hole in one of our versions fails, with its name and what mends it.
2. Where none is known it says how many versions were looked up; each of them was asked for.
3. A service that is away, answers with errors, stops in the middle, or knows nothing of any package is a
   warning in plain words, and no failure.
4. `.ci/test` has it as a section.
"""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final

from tests.project.files import ROOT
from tests.served import free_port

KNOWN: Final = {
    "id": "PYSEC-2021-66",
    "summary": "A hole of long ago",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.11.3"}]}],
        }
    ],
}
OURS: Final = {
    "id": "PYSEC-2026-4711",
    "summary": "A hole of today",
    "affected": [
        {
            "package": {"name": "starlette", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


class Osv:
    """What the service knows, and whether it is well."""

    def __init__(self) -> None:
        self.holes: dict[str, list[dict[str, Any]]] = {}
        self.asked: set[str] = set()
        self.answers = 10_000
        """Before it answers with errors."""

    def says(self, query: Any) -> dict[str, Any]:
        name, version = query["package"]["name"], query["version"]
        self.asked.add(f"{name}=={version}")
        if name == "jinja2" and version != "2.11.2":
            return {}
        return {"vulns": self.holes[name]} if name in self.holes else {}


@contextmanager
def listening(osv: Osv) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # named by the library
            osv.answers -= 1
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            body = json.dumps(osv.says(asked)).encode()
            self.send_response(200 if osv.answers >= 0 else 500)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_given: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def audited(address: str) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", ".ci/audit", address], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, done.stdout


def test_1_a_known_hole_fails() -> None:
    osv = Osv()
    osv.holes = {"jinja2": [KNOWN], "starlette": [OURS]}
    with listening(osv) as address:
        code, said = audited(address)
    assert code == 1
    assert "PYSEC-2026-4711" in said
    assert "starlette" in said
    assert "99.1" in said
    assert "Warning" not in said


def test_2_none_is_known() -> None:
    osv = Osv()
    osv.holes = {"jinja2": [KNOWN]}
    with listening(osv) as address:
        code, said = audited(address)
    assert code == 0
    assert "No known holes in" in said
    for name in ("starlette", "cryptography", "setuptools", "pytest", "jinja2"):
        assert any(one.startswith(f"{name}==") and one != "jinja2==2.11.2" for one in osv.asked), name


def test_3_it_is_away() -> None:
    code, said = audited(f"http://127.0.0.1:{free_port()}/v1/query")
    assert code == 0
    assert said.startswith("Warning: OSV cannot be reached: ")
    assert "NOT checked" in said
    assert "No known holes" not in said


def test_3_it_stops_in_the_middle() -> None:
    osv = Osv()
    osv.holes, osv.answers = {"jinja2": [KNOWN], "starlette": [OURS]}, 10
    with listening(osv) as address:
        code, said = audited(address)
    assert (code, said.split(":")[0]) == (0, "Warning")
    assert "stopped answering" in said


def test_3_it_knows_nothing() -> None:
    with listening(Osv()) as address:
        code, said = audited(address)
    assert (code, said.split(":")[0]) == (0, "Warning")
    assert "knows nothing of our packages" in said


def test_4_it_is_a_section() -> None:
    assert 'section "Known holes" .ci/audit' in (ROOT / ".ci" / "test").read_text(encoding="utf-8")
