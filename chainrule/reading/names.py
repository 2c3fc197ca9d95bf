"""The names and numbers of a program: each spelling is looked at once and then found by a dictionary."""
from __future__ import annotations

import re
import unicodedata

from ..rules import NAMES
from ..tree import Constant, Multiplied, Negated, Numeral, Typed, Variable
from . import limits
from .mistakes import refuse
from .plain import SUPERSCRIPTS as _SUPERSCRIPTS
from .tokens import Line

SUPERSCRIPTS = frozenset(_SUPERSCRIPTS)
CONSTANTS = {"pi": "pi", "π": "pi", "e": "e"}
ROOTS = {"√": "sqrt", "∛": "cbrt"}
_GREEK = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "mu", "nu", "xi",
          "rho", "sigma", "tau", "phi", "chi", "psi", "omega"}
# Functions whose names are letters of mathematics: they are variables too unless "(" follows.
SOFT = frozenset(name for name in NAMES if len(name) == 1 or name.lower() in _GREEK)
_SUBSCRIPT_LETTER = re.compile(r"([^_]*)_([0-9]+)([^\W\d_]\w*['′]*)")


class Names:
    """What a program has mentioned and defined so far."""

    __slots__ = ("leaves", "defined", "functions")

    def __init__(self) -> None:
        self.leaves: dict[str, Typed] = {}
        self.defined: set[str] = set()
        self.functions: set[str] = set()

    def leaf(self, line: Line, at: int) -> Typed:
        """The numeral, constant or variable that a token spells; refused where it is none."""
        text = line.texts[at]
        made: Typed
        if text[0] in "0123456789.":
            made = Numeral(note=_number(line, at))
        elif text in CONSTANTS:
            made = Constant(note=CONSTANTS[text])
        else:
            name = plain_name(line, at)
            made = self.leaves.setdefault(name, Variable(note=name))
        self.leaves[text] = made
        return made

    def superscript(self, line: Line, at: int) -> Typed:
        """The exponent that a run of superscripts spells: `²`, `⁻¹`, `ˣ`, `²ˣ`."""
        spelled = unicodedata.normalize("NFKC", line.texts[at]).replace("−", "-")
        match = re.fullmatch(r"(-?)([0-9]*)([a-z]?)", spelled)
        if match is None or spelled in ("", "-") or len(match[2]) > limits.DIGITS:
            raise refuse("superscript", line.source.given, line.span(at), sign=line.texts[at])
        parts: list[Typed] = [Numeral(note=match[2])] if match[2] else []
        if match[3]:
            parts.append(Constant(note="e") if match[3] == "e"
                         else self.leaves.setdefault(match[3], Variable(note=match[3])))
        tree = parts[0] if len(parts) == 1 else Multiplied(*parts)
        return Negated(tree) if match[1] else tree


def plain_name(line: Line, at: int) -> str:
    """The canonical spelling of a name, `w_{31}` as `w_31`; refused if it is not one."""
    text = line.texts[at]
    given = line.source.given
    if len(text) > limits.NAME + 2:
        raise refuse("long_name", given, line.span(at), limit=limits.NAME)
    if text[0] == "_":
        raise refuse("underscore", given, line.span(at), name=text)
    name = text.replace("{", "").replace("}", "").replace("′", "'")
    if len(name) > limits.NAME:
        raise refuse("long_name", given, line.span(at), limit=limits.NAME)
    if not name.isascii():
        for sign in name:
            if sign not in "_'" and not ("0" <= sign <= "9") and unicodedata.category(sign)[0] != "L":
                key = "digit" if unicodedata.category(sign) == "Nd" else "character"
                raise refuse(key, given, line.span(at), sign=sign)
    unclear = _SUBSCRIPT_LETTER.fullmatch(text.partition("{")[0]) if "_" in name else None
    if unclear:
        stem, digits, tail = unclear.groups()
        head = f"{stem}_{digits}"
        raise refuse("subscript_letter", given, line.span(at), name=name, first=f"{head}*{tail}",
                     second=f"{stem}_{{{digits}{tail}}}")
    return name


def _number(line: Line, at: int) -> str:
    text = line.texts[at]
    given, span = line.source.given, line.span(at)
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) - ("." in mantissa) > limits.DIGITS:
        raise refuse("long_number", given, span, limit=limits.DIGITS)
    if len(exponent) > 8 or exponent and abs(int(exponent)) > limits.LITERAL_EXPONENT:
        raise refuse("literal_exponent", given, span, number=text, limit=limits.LITERAL_EXPONENT)
    after = line.texts[at + 1]
    if after in ("e", "E") and line.touches(at + 1):
        behind = line.texts[at + 2] if at + 2 < len(line.texts) else ""
        if behind not in ("^", "**") and behind[:1] not in SUPERSCRIPTS:
            raise refuse("broken_exponent", given, line.span(at, at + 1), number=text + after,
                         first=f"{text}*{after}", second=f"{text}e1")
    return text
