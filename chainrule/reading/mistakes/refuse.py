"""How a reader refuses: one row of the table of mistakes becomes an error."""
from __future__ import annotations

from ... import limits
from ...errors import ChainruleError, ReadingError, ShapeError, TooLargeError, UnsupportedError
from ...language import Text
from ..tokens import Span

_FAMILIES: dict[str, type[ChainruleError]] = {
    "too_large": TooLargeError, "unsupported": UnsupportedError, "shape": ShapeError}


def refuse(key: str, source: str, span: Span | None, **facts: object) -> ChainruleError:
    """The error of one row, ready to be raised."""
    from .table import MISTAKES  # the words of a refusal are loaded when there is one
    row = MISTAKES[key]
    family = _FAMILIES.get(row.kind, ReadingError)
    short = {name: _short(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return family(row.kind, row.text, facts=short, source=source, span=span, hint=row.hint,
                  expected=row.expected)


def _short(fact: str) -> str:
    """A piece of the user's text that fits into a sentence and can be printed."""
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in fact)
    return shown if len(shown) <= 4 * limits.SHOWN else shown[:limits.SHOWN] + "…"


def counted(low: int, high: int | None) -> Text:
    """How many arguments a function takes, in words."""
    if high is None:
        return Text(f"at least {low}" + (" argument" if low == 1 else " arguments"), f"{low}개 이상")
    if low == high:
        return Text(f"{low} argument" + ("" if low == 1 else "s"), f"{low}개")
    return Text(f"{low} to {high} arguments", f"{low}~{high}개")
