"""A live page for those who would rather type in a browser: loopback only, no state, no files."""
from __future__ import annotations

from collections.abc import Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from ..errors import ChainruleError, OptionError
from ..language import Language, Text

HOST = "127.0.0.1"
LONGEST = 4_000  # characters of a request: what one types, not a program of thousands of lines
EXPRESSION, VARIABLE, POINT, GO = (
    Text("Expression", "식"), Text("by", "미분할 변수"), Text("at", "점"), Text("Explain", "설명하기"))
TAKEN = Text("Port {port} cannot be used: {reason}.", "{port}번 포트를 쓸 수 없습니다: {reason}.")
START = "(x+y)*z"


def server(port: int, language: Language) -> ThreadingHTTPServer:
    """The server, not yet running. Raises OptionError where the port cannot be had."""
    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "chainrule", ""

        def do_GET(self) -> None:
            status, body = answer(self.path, self.headers.get("Host", ""), made.server_port, language)
            data = body.encode()
            self.send_response(status)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(data))),
                                ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
                                ("Referrer-Policy", "no-referrer")):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    try:
        made = ThreadingHTTPServer((HOST, port), Handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OptionError("usage", TAKEN, facts={"port": port, "reason": reason}) from error
    return made


def answer(path: str, host: str, port: int, language: Language) -> tuple[int, str]:
    """(status, page) for a request. Only the root is there, and only under a loopback name: another name may be that of
    a foreign page which would read along."""
    if host not in (f"{HOST}:{port}", f"localhost:{port}"):
        return 403, _plain("403", language)
    asked = urlsplit(path)
    if asked.path != "/":
        return 404, _plain("404", language)
    if len(path) > LONGEST:
        return 414, _plain("414", language)
    given = {key: values[-1] for key, values in parse_qs(asked.query).items()}
    spoken: Language = "ko" if given.get("lang", language) == "ko" else "en"
    return 200, page(given, spoken)


def page(given: Mapping[str, str], language: Language) -> str:
    """The explanation of what was typed, under the box to type in."""
    from ..library.pipeline import diff
    text = given.get("q", START)
    form = _form(given, text, language)
    try:
        wrt = [name.strip() for name in given.get("wrt", "").split(",") if name.strip()]
        explained = diff(text, wrt or None, at=given.get("at", "").strip() or None)
        return explained.to_html(language, before=form)
    except ChainruleError as error:
        return _plain(form + _complaint(error, language), language)


def _form(given: Mapping[str, str], text: str, language: Language) -> str:
    def box(name: str, label: Text, value: str, size: int) -> str:
        return (f'<label>{escape(label.say(language))} <input name="{name}" size="{size}" value="'
                f'{escape(value, quote=True)}" autocomplete="off" spellcheck="false"></label>')

    boxes = (box("q", EXPRESSION, text, 40) + box("wrt", VARIABLE, given.get("wrt", ""), 6)
             + box("at", POINT, given.get("at", ""), 18))
    return (f'<form method="get" action="/">{boxes}<input type="hidden" name="lang" value="{language}">'
            f"<button>{escape(GO.say(language))}</button></form>")


def _complaint(error: ChainruleError, language: Language) -> str:
    from .refusal import complaint
    return f"<pre role=\"alert\">{escape(complaint(error, language))}</pre>"


def _plain(body: str, language: Language) -> str:
    from ..render.web.html import bare
    return bare(body, language)
