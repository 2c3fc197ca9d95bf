"""The list of the pages in a folder: each with its line, its problem, and what came of it."""
from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...errors import ChainruleError
from ...language import Language, Text
from .problem import id_of, record_of

TITLE = Text("Problems", "문제")
LINE, NAME, PROBLEM, OUTCOME = Text("line", "줄"), Text("id", "이름"), Text("problem", "문제"), Text("outcome", "결과")
ANSWERED, REFUSED = Text("answered", "답함"), Text("refused: {kind}", "답하지 못함: {kind}")
SHOWN = 80  # signs of an expression
Row = tuple[int, str, str, str]  # the number of the line, the line, the kind of its refusal, the name of its page


def index(rows: Iterable[Row], form: str, language: Language) -> str:
    """The list as a web page, or as text."""
    told = ((number, *_called(text, number), _outcome(kind, language), page) for number, text, kind, page in rows)
    if form == "text":
        return "".join(f"{page}  {said}  {name}: {shown}\n" for _, name, shown, said, page in told)
    from ...render.web.html import bare
    head = "".join(f"<th>{escape(each.say(language))}</th>" for each in (LINE, NAME, PROBLEM, OUTCOME))
    body = "".join(f'<tr><td><a href="{page}">{number}</a></td><td>{escape(name)}</td><td>{escape(shown)}</td>'
                   f"<td>{escape(said)}</td></tr>\n" for number, name, shown, said, page in told)
    return bare(f'<h1>{escape(TITLE.say(language))}</h1>\n<table class="rows"><thead><tr>{head}</tr></thead>'
                f"<tbody>\n{body}</tbody></table>", language)


def _outcome(kind: str, language: Language) -> str:
    return REFUSED.say(language, kind=kind) if kind else ANSWERED.say(language)


def _called(text: str, number: int) -> tuple[str, str]:
    """The id and the expression of a line, as far as it can be read."""
    name, shown = str(number), text
    try:
        record = record_of(text, number)
        name, shown = str(id_of(record, number)), str(record.get("expression", text))
    except ChainruleError:
        pass  # its page says what is wrong with it
    return _plain(name), _plain(shown[:SHOWN] + ("…" if len(shown) > SHOWN else ""))


def _plain(text: str) -> str:
    """In one line, without what is no sign."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
