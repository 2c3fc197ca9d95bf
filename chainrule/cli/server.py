"""A live page for those who would rather type in a browser: loopback only, no state, no files."""
from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qs, urlsplit

from ..errors import LimitError, OptionError
from ..language import Language, Text
from ..library.batch.many import cores
from ..library.batch.task import Limits, Task
from ..library.batch.worker import Crew
from ..library.variables import listed
from .listening import THREADS, Asked, Listener

HOST = "127.0.0.1"
LONGEST = 4_000  # characters of a request: what one types, not a program of thousands of lines
EXPRESSION, VARIABLE, POINT, GO = (
    Text("Expression", "식"), Text("by", "미분할 변수"), Text("at", "점"), Text("Explain", "설명하기"))
TAKEN = Text("Port {port} cannot be used: {reason}.", "{port}번 포트를 쓸 수 없습니다: {reason}.")
START = "(x+y)*z"
LIMITS = Limits(seconds=10, megabytes=512)  # of one request
STATUS = {"limit": 503, "crash": 500}
FAILURES = {
    403: Text("403: only pages of this server may ask it.", "403: 이 서버의 페이지에서만 요청할 수 있습니다."),
    404: Text("404: there is only one page here, /.", "404: 여기에는 / 페이지 하나만 있습니다."),
    414: Text("414: this is too long for the box; use the command line.",
              "414: 입력 상자에 쓰기에는 너무 깁니다. 명령줄을 써 주세요."),
    500: Text("500: this is a bug in chainrule; please report what you typed.",
              "500: chainrule의 버그입니다. 입력한 내용을 알려 주세요."),
    503: Text("503: too many ask at once; try again in a moment.",
              "503: 요청이 한꺼번에 몰렸습니다. 잠시 뒤에 다시 해 보세요."),
}
OTHERWISE = Text("{status}: this cannot be answered.", "{status}: 처리할 수 없는 요청입니다.")


class Classroom(Listener):
    """The server, with the processes that compute for it: as many as there are cores, each within its limits."""

    def __init__(self, port: int, language: Language, limits: Limits) -> None:
        self.crew = Crew(min(THREADS, cores(0)), limits)
        super().__init__((HOST, port), lambda asked: answer(asked, self.server_port, self.crew, language),
                         lambda status: failed(status, language))

    def server_close(self) -> None:
        self.crew.close()
        super().server_close()


def server(port: int, language: Language, limits: Limits = LIMITS) -> Classroom:
    """The server, not yet running. Raises OptionError where the port cannot be had."""
    try:
        return Classroom(port, language, limits)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OptionError("usage", TAKEN, facts={"port": port, "reason": reason}) from error


def answer(asked: Asked, port: int, crew: Crew, language: Language) -> tuple[int, str]:
    """(status, page) for a request. Only the root is there, and only for those who came to it by themselves, under a
    name of this machine: another name may be that of a foreign page which would read along."""
    if foreign(asked.headers, port):
        return 403, failed(403, language)
    goal = urlsplit(asked.path)
    if goal.path != "/":
        return 404, failed(404, language)
    if len(asked.path) > LONGEST:
        return 414, failed(414, language)
    if asked.head or not asked.waits():
        return 200, ""
    given = {key: values[-1] for key, values in parse_qs(goal.query).items()}
    spoken: Language = "ko" if given.get("lang", language) == "ko" else "en"
    try:
        reply = crew.ask(task(given, spoken))
    except LimitError:  # the server ends, or the machine has no room for a process
        return 503, failed(503, spoken)
    return STATUS.get(reply.kind, 200), reply.body


def foreign(headers: Mapping[str, str], port: int) -> bool:
    """Whether a page from elsewhere asks, or this machine is asked under a foreign name. Browsers leave out port 80."""
    endings = (f":{port}", "") if port == 80 else (f":{port}",)
    names = {host + ending for host in (HOST, "localhost") for ending in endings}
    if headers.get("Host", "") not in names:
        return True
    origin = headers.get("Origin")
    return (headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")
            or origin is not None and origin.removeprefix("http://") not in names)


def task(given: Mapping[str, str], language: Language) -> Task:
    """What was typed, as a problem whose answer is a page with the box to type in on top."""
    text = given.get("q", START)
    names = listed(given.get("wrt"))
    problem = {"expression": text, "wrt": names or None, "at": given.get("at", "").strip() or None}
    return Task(1, json.dumps(problem), "html", language, above=_form(given, text, language))


def failed(status: int, language: Language) -> str:
    """The page of a request that was not answered."""
    from ..render.web.html import bare
    words = FAILURES.get(status, OTHERWISE).say(language, status=status)
    return bare(f"<p role=\"alert\">{escape(words)}</p>", language)


def _form(given: Mapping[str, str], text: str, language: Language) -> str:
    def box(name: str, label: Text, value: str, size: int) -> str:
        return (f'<label>{escape(label.say(language))} <input name="{name}" size="{size}" value="'
                f'{escape(value, quote=True)}" autocomplete="off" spellcheck="false"></label>')

    boxes = (box("q", EXPRESSION, text, 40) + box("wrt", VARIABLE, given.get("wrt", ""), 6)
             + box("at", POINT, given.get("at", ""), 18))
    return (f'<form method="get" action="/">{boxes}<input type="hidden" name="lang" value="{language}">'
            f"<button>{escape(GO.say(language))}</button></form>")
