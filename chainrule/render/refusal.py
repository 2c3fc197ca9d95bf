"""A refusal as it is shown: what is wrong, where, what could have stood there, what was probably meant."""
from __future__ import annotations

from ..errors import ChainruleError
from ..language import Language, Text
from ..notation.columns import width

ERROR = Text("error: ", "오류: ")
EXPECTED = Text("expected: ", "올 수 있는 것: ")
HINT = Text("hint: ", "도움말: ")
WIDTH = 100  # signs of a source line that are shown


def complaint(error: ChainruleError, language: Language) -> str:
    """The lines of a refusal in one language."""
    lines = [ERROR.say(language) + printable(error.say(language))]
    if error.span is not None and error.source:
        lines += _pointed(error.source, *error.span)
    if error.expected is not None:
        lines.append("  " + EXPECTED.say(language) + printable(error.say_expected(language)))
    if error.hint is not None:
        lines.append("  " + HINT.say(language) + printable(error.say_hint(language)))
    return "\n".join(lines)


def _pointed(source: str, start: int, end: int) -> list[str]:
    """The line that a span starts in, and carets under the span; a long line is cut around it."""
    start = min(max(start, 0), len(source))
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", first)
    line = printable(source[first:len(source) if last < 0 else last])
    start, end = start - first, min(end - first, len(line))
    number = f"{source.count(chr(10), 0, first) + 1} | " if "\n" in source.rstrip("\n") else ""
    cut = max(0, min(start - WIDTH // 2, len(line) - WIDTH))
    left = "  " + number + ("…" if cut else "")
    right = "…" if cut + WIDTH < len(line) else ""
    carets = max(1, width(line[start:min(end, cut + WIDTH)]))
    return [left + line[cut:cut + WIDTH] + right, " " * width(left + line[cut:start]) + "^" * carets]


def printable(text: str) -> str:
    """The text without signs that would move the cursor or command the terminal; their places stay."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in text)
