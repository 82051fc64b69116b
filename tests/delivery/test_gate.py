"""Requests as they arrive on the wire, through a real server."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.demo import free_port, wait_for

SITE = """
import sys
import uvicorn
from a2wsgi import WSGIMiddleware
from masthead.delivery import gate
import json

gate.LARGEST_BODY, gate.PATIENCE = 1000, 1.0


def say(environ, start):
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"from": environ.get("HTTP_X_FORWARDED_FOR", ""), "body": body.decode()}).encode()]


uvicorn.run(gate.Gate(WSGIMiddleware(say, workers=1)), port=int(sys.argv[1]), http="httptools", log_level="error")
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    server = subprocess.Popen([sys.executable, "-c", SITE, str(number)], env=os.environ)
    wait_for(f"http://127.0.0.1:{number}/", server)
    yield number
    server.terminate()
    server.wait(timeout=20)


def ask(port: int, *parts: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=15) as wire:
        for part in parts:
            wire.sendall(part)
        answer = b""
        while chunk := wire.recv(65536):
            answer += chunk
        return answer


def head(length: int, *more: str) -> bytes:
    lines = ["POST / HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(lines).encode()


def test_a_whole_body_arrives(port):
    answer = ask(port, head(10), b"hello", b"there")
    assert json.loads(_body(answer)) == {"from": "", "body": "hellothere"}


def _body(answer: bytes) -> bytes:
    return answer[answer.index(b"{") : answer.rindex(b"}") + 1]


def test_a_header_with_an_underscore_says_nothing(port):
    answer = ask(port, head(0, "X-Forwarded-For: 203.0.113.9", "X_Forwarded_For: 9.9.9.9"))
    assert json.loads(_body(answer))["from"] == "203.0.113.9"


def test_too_large_a_body_is_answered_in_a_sentence(port):
    answer = ask(port, head(2000), b"x" * 2000)
    assert b" 413 " in answer.split(b"\r\n")[0]
    assert b"Send less" in answer


def test_a_body_that_stops_holds_no_thread(port):
    with socket.create_connection(("127.0.0.1", port), timeout=15) as slow:
        slow.sendall(head(10) + b"hel")
        begin = time.monotonic()
        assert json.loads(_body(ask(port, head(2), b"ok")))["body"] == "ok"
        assert time.monotonic() - begin < 0.9
        assert b" 408 " in slow.recv(65536).split(b"\r\n")[0]
