"""The answer to a task: a line of JSON, a text or a web page; and what stands in its place where there is none."""
from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape
from typing import Any

from ...errors import ChainruleError, LimitError
from ...language import Language, Text
from .problem import Id, id_of, problem_of, record_of
from .task import Reply, Task

BUG = Text("This is a bug in chainrule ({error}); please report the problem.",
           "chainrule의 버그입니다({error}). 문제와 함께 알려 주세요.")
MEMORY = Text("This took more memory than is allowed, and was ended.",
              "허용한 메모리를 넘겨서 계산을 그만두었습니다.")
SAID = ("kind", "message", "span", "hint")  # of an error, in a line
SHOWN = 100  # signs of an exception's own words
# Signs that JSON leaves as they are, but that end a line or turn the writing round on a screen.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def answer(task: Task) -> Reply:
    """What the task asks for; every failure of it is a reply too, except what ends the process."""
    name: Id = task.number
    language = task.language
    try:
        record = record_of(task.text, task.number)
        name = id_of(record, task.number)
        problem = problem_of(record)
        language = problem.lang or language
        explained = problem.explained()
        if task.form == "json":
            return Reply("", line(name, True, "result", explained.to_dict(language)))
        if task.form == "html":
            return Reply("", explained.to_html(language, task.detail, task.above))
        return Reply("", explained.to_text(language, task.detail))
    except ChainruleError as error:
        return refused(task, error, name, language)
    except MemoryError:
        return refused(task, LimitError("limit", MEMORY), name, language)
    except Exception as error:  # noqa: BLE001  a fault of chainrule's own must not take the other problems with it
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:SHOWN]}"
        return refused(task, LimitError("crash", BUG, facts={"error": said}), name, language)


def refused(task: Task, error: ChainruleError, name: Id, language: Language) -> Reply:
    """What stands in the place of an answer."""
    from ...render.refusal import complaint
    if task.form == "json":
        said = error.to_dict(language)
        return Reply(error.kind, line(name, False, "error", {key: said[key] for key in SAID}))
    if task.form == "html":
        from ...render.web.html import bare
        alert = f'<pre role="alert">{escape(complaint(error, language))}</pre>'
        return Reply(error.kind, bare(task.above + alert, language))
    return Reply(error.kind, complaint(error, language) + "\n")


def ended(task: Task, error: LimitError) -> Reply:
    """What stands in the place of an answer whose process ended; it could not say so itself."""
    name: Id = task.number
    with suppress(ChainruleError):  # a line that cannot be read is called by its number
        name = id_of(record_of(task.text, task.number), task.number)
    return refused(task, error, name, task.language)


def line(name: Id, ok: bool, key: str, value: Any) -> str:
    """One line of the output."""
    said = json.dumps({"id": name, "ok": ok, key: value}, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", said)
