"""`chainrule show`: a page in the browser, and a live one on this machine only."""
from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli import server as live
from chainrule.cli.app import app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with live.server(0, "en") as running:
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
