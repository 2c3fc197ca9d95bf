"""The operator d/dx in front of a line of plain text: it names the variable."""
from __future__ import annotations

import unicodedata

from ..notation.names import spelled
from .grammar.frames import MINUS, OVER, PLUS, TIMES, TO
from .names import CONSTANTS, SUPERSCRIPTS, Names
from .tokens import Line

MOST = 20  # differentiations
_SIGNS = ("d", "∂")
_NO_FUNCTION = frozenset(("", "=", ")", *OVER, *PLUS, *MINUS, *TO, *TIMES))


def operated(line: Line, names: Names) -> Line:
    """The line behind d/dx, d^2/dx^2 or ∂²/∂x∂y, with the variables in the order of differentiation; any other line as
    it is, and also where `d` is a name of the user's."""
    texts = line.texts
    sign = texts[0]
    if line.latex or sign not in _SIGNS or sign in names.known | names.defined or sign in names.leaves:
        return line
    order, at = _order(texts, 1)
    if texts[at] not in OVER:
        return line
    found: list[tuple[str, int]] = []
    at += 1
    while texts[at][:1] == sign and len(texts[at]) + (sign == "∂") > 1:
        name = texts[at + 1] if sign == "∂" else texts[at][1:]
        if not name[:1].isalpha() or name in CONSTANTS:
            return line
        times, at = _order(texts, at + 1 + (sign == "∂"))
        found.append((spelled(name.replace("{", "").replace("}", "")), times))
    variables = tuple(name for name, times in reversed(found) for _ in range(times))
    if not found or len(variables) != order or order > MOST or texts[at] in _NO_FUNCTION:
        return line
    if any("d" + name in names.known | names.defined for name in variables):
        return line
    made = line.cut(at, len(texts) - 1)
    made.last, made.asked, made.operator = line.last, variables, line.between(0, at - 1) + " "
    return made


def _order(texts: list[str], at: int) -> tuple[int, int]:
    """The order that stands at a token, 1 where none does, and the token behind it."""
    if texts[at] in TO and texts[at + 1].isdigit() and len(texts[at + 1]) < 3:
        return int(texts[at + 1]), at + 2
    if texts[at] and texts[at][0] in SUPERSCRIPTS:
        digits = unicodedata.normalize("NFKC", texts[at])
        return (int(digits), at + 1) if digits.isdigit() and len(digits) < 3 else (0, at + 1)
    return 1, at
