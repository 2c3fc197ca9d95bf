"""What a row of the table of mistakes is: the kind, the words, the hint, and examples that the tests try."""
from __future__ import annotations

from ...language import Text
from ...records import record


@record
class Mistake:
    """One row. Words in {braces} are facts; `examples` are texts that must be refused by this very row."""

    kind: str
    text: Text
    examples: tuple[str, ...]
    hint: Text | None = None
    expected: Text | None = None


def row(kind: str, en: str, ko: str, *examples: str, hint: tuple[str, str] | None = None,
         expected: Text | None = None) -> Mistake:
    return Mistake(kind, Text(en, ko), examples, Text(*hint) if hint else None, expected)


OPERAND = Text("a number, a name or `(`", "수, 이름 또는 `(`")
CLOSING = Text("`)`", "`)`")
ARGUMENT = Text("`(` and an argument", "`(`와 인수")
TRY = ("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")
WRITE = ("Write `{better}`.", "`{better}` 형태로 써 주세요.")
