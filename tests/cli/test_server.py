"""`chainrule show`: a page in the browser, and a live one on this machine only."""
from __future__ import annotations

import socket
import struct
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli import listening
from chainrule.cli import server as live
from chainrule.cli.app import app
from chainrule.library.batch.task import Limits, Reply

SLOW = "+".join(f"x/{n}^x" for n in range(2, 260))  # many seconds


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with live.server(0, "en", Limits(60, 512)) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        assert running.server_address[0] == "127.0.0.1"
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def get(url: str, host: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_page_with_a_box(address: str) -> None:
    status, page = get(address + "/")
    assert status == 200 and '<form method="get"' in page and "(x+y)*z" in page and "Local partials" in page
    assert "form-action 'self'" in page


def test_what_is_typed_is_explained(address: str) -> None:
    status, page = get(f"{address}/?{urlencode({'q': 'w*x + b', 'wrt': 'w', 'at': 'w=2, x=3, b=1', 'lang': 'ko'})}")
    assert status == 200 and "국소 미분" in page and '<html lang="ko">' in page and 'value="w*x + b"' in page


def test_bad_input_is_a_message_and_stays_text(address: str) -> None:
    status, page = get(f"{address}/?{urlencode({'q': '<script>alert(1)</script>'})}")
    assert status == 200 and "<script>" not in page and "&lt;script&gt;" in page and 'role="alert"' in page
    status, page = get(f"{address}/?{urlencode({'q': 'sigmod(x)', 'lang': 'ko'})}")
    assert "혹시 `sigmoid` 아닌가요?" in page


def raw(address: str, text: str) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body of the answer to these bytes; (0, {}, b"") where there is none."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=120) as line:
        line.sendall(text.replace("\n", "\r\n").replace("HOST", f"localhost:{port}").encode())
        said = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, body = said.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    return (int(first.split()[1]), dict(each.split(": ", 1) for each in rest), body) if first else (0, {}, b"")


def test_nothing_is_framed_or_told_of_the_server(address: str) -> None:
    for request in ("GET / HTTP/1.1\nHost: HOST", "GET /x HTTP/1.1\nHost: HOST", "GET / HTTP/1.1\nHost: evil.example",
                    "POST / HTTP/1.1\nHost: HOST", "<b> / HTTP/1.1", "GET / HTTP/9.9", f"GET /{'x' * 70_000} HTTP/1.1",
                    "GET / HTTP/1.1\n" + "A: b\n" * 200):
        status, headers, body = raw(address, request + "\n\n")
        assert (status == 200) == (request == "GET / HTTP/1.1\nHost: HOST")
        assert headers["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert status == 200 or headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Server"] == "chainrule" and headers["X-Content-Type-Options"] == "nosniff"
        assert b"<b>" not in body and b"Traceback" not in body and int(headers["Content-Length"]) == len(body)


def test_the_head_alone(address: str) -> None:
    status, headers, body = raw(address, f"HEAD /?{urlencode({'q': SLOW})} HTTP/1.1\nHost: HOST\n\n")
    assert status == 200 and headers["X-Frame-Options"] == "DENY" and body == b""
    assert raw(address, "HEAD /x HTTP/1.1\nHost: HOST\n\n")[::2] == (404, b"")


@pytest.mark.parametrize("header, status", [
    ("Sec-Fetch-Site: cross-site", 403), ("Sec-Fetch-Site: same-site", 403), ("Origin: http://evil.example", 403),
    ("Origin: null", 403), ("Sec-Fetch-Site: same-origin", 200), ("Sec-Fetch-Site: none", 200),
    ("Origin: http://HOST", 200),
])
def test_a_foreign_page_cannot_spend_the_machine(address: str, header: str, status: int,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[object] = []
    monkeypatch.setattr(live.Crew, "ask", lambda self, task: computed.append(task) or Reply("", "page"))
    assert raw(address, f"GET /?q=x HTTP/1.1\nHost: HOST\n{header}\n\n")[0] == status
    assert len(computed) == (status == 200)


def test_at_port_80_browsers_leave_it_out() -> None:
    for port, host, foreign in ((80, "localhost", False), (80, "127.0.0.1:80", False), (80, "evil", True),
                                (8000, "localhost", True), (8000, "localhost:80", True), (8000, "", True)):
        assert live.foreign({"Host": host}, port) is foreign


def test_a_fault_of_ours_is_a_page(address: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
                                   ) -> None:
    def broken(*_: object) -> Reply:
        raise ZeroDivisionError

    monkeypatch.setattr(live.Crew, "ask", broken)
    status, _, body = raw(address, "GET / HTTP/1.1\nHost: HOST\n\n")
    assert status == 500 and b"this is a bug" in body
    monkeypatch.setattr(live.Crew, "ask", lambda self, task: Reply("", "x" * 2 ** 22))
    for _ in range(3):  # who leaves in the middle
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert get(address + "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_class_asks_at_once_and_what_is_slow_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside connections that never speak, which have no thread."""
    monkeypatch.setattr(listening, "PATIENCE", 60.0)
    with live.server(0, "ko", Limits(3, 512)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        port = running.server_address[1]
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
        asked = [SLOW if n == 7 else f"x^{n + 2}" for n in range(60)]
        with ThreadPoolExecutor(60) as clients:
            found = list(clients.map(get, [f"http://127.0.0.1:{port}/?{urlencode({'q': each})}" for each in asked]))
        assert [status for status, _ in found] == [503 if each == SLOW else 200 for each in asked]
        assert "3초를 넘겨서" in found[7][1] and 'name="q"' in found[7][1]
        assert all(f'value="{each}"' in page for each, (_, page) in zip(asked, found, strict=True))
        running.shutdown()
        for line in silent:
            line.close()


def test_more_than_the_line_holds_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "LINE", 3 - listening.THREADS)
    with live.server(0, "en") as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{running.server_address[1]}"
        silent = [socket.create_connection(("127.0.0.1", running.server_address[1])) for _ in range(3)]
        status, headers, body = raw(address, "GET / HTTP/1.1\nHost: HOST\n\n")
        assert status == 503 and headers["Retry-After"] == "5" and b"too many" in body
        for line in silent:
            line.close()
        while raw(address, "GET /x HTTP/1.1\nHost: HOST\n\n")[0] != 404:
            pass  # until it has seen that they left
        running.shutdown()


def test_who_does_not_speak_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PATIENCE", 0.0)
    with live.server(0, "en") as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with socket.create_connection(("127.0.0.1", running.server_address[1]), timeout=120) as line:
            assert line.recv(1) == b""
        running.shutdown()


def test_what_is_refused(address: str) -> None:
    assert get(address + "/etc/passwd")[0] == 404 and get(address + "/../x")[0] == 404
    assert get(address + "/", "evil.example")[0] == 403, "a foreign name for this machine"
    assert get(f"{address}/?{urlencode({'q': 'x+' * 4000 + 'x'})}")[0] == 414
    assert get(f"{address}/?{urlencode({'q': '9^9^9^9'})}")[0] == 200


def test_a_port_that_is_taken(address: str) -> None:
    with pytest.raises(chainrule.ChainruleError) as caught:
        live.server(int(address.rsplit(":", 1)[1]), "en")
    assert caught.value.kind == "usage"


def test_show_opens_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    done = CliRunner().invoke(app, ["show", "(x+y)*z", "--wrt", "x", "--lang", "ko"])
    assert done.exit_code == 0 and opened == ["file://" + done.stdout.strip()]
    path = Path(done.stdout.strip())
    assert "국소 미분" in path.read_text(encoding="utf-8")
    path.unlink()
