"""The names and numbers of a program: each spelling is looked at once and then found by a dictionary."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from .. import limits
from ..notation.names import GREEK, spelled
from ..rules import NAMES
from ..tree import Constant, Multiplied, Negated, Numeral, Typed, Variable
from .grammar.frames import Tables
from .mistakes.refuse import refuse
from .plain import SUPERSCRIPTS as _SUPERSCRIPTS
from .tokens import Line

SUPERSCRIPTS = frozenset(_SUPERSCRIPTS)
CONSTANTS = {"pi": "pi", "π": "pi", "e": "e"}
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters of Hangul that nobody sees
ROOTS = {"√": "sqrt", "∛": "cbrt"}
# Functions whose names are letters of mathematics: they are variables too unless "(" follows.
SOFT = frozenset(name for name in NAMES if len(name) == 1 or name.lower() in GREEK)
# Functions that people write out themselves: σ(x) = 1/(1+e^(-x)) defines what it says.
DEFINABLE = SOFT | {name for name, rule in NAMES.items() if rule.definable}
_INDEXED = re.compile(r"(.*?[^\W\d])_?([0-9]+)")
_SUBSCRIPT_LETTER = re.compile(r"([^_]*)_([0-9]+)([^\W\d_]\w*['′]*)")


class Notation(Protocol):
    """Another notation than that of numbers: its tables of steps, in plain text and in LaTeX."""

    def tables(self, latex: bool) -> Tables: ...


class Names:
    """What a program has mentioned and defined so far.

    leaves      numbers, constants and variables by their spelling
    defined     the names on the left of the lines read
    functions   the parameters of those that are functions
    applied     how many arguments the functions have that are used but not defined
    known       names that the caller has for variables, by which a run of letters is told from a product
    declared    functions that a line `err: function` says to be unknown, whatever their names look like
    called      functions of the program that were called
    operators   names that are called with any number of arguments: D, in a claim
    values      names that are surely no functions, so that z(1 + y) is a product
    notation    how vectors and matrices are read; None where everything is a number
    """

    __slots__ = ("leaves", "defined", "functions", "applied", "known", "declared", "called", "operators", "values",
                 "notation", "_indexed", "_spellings")

    def __init__(self, known: Collection[str] = (), operators: Collection[str] = (),
                 notation: Notation | None = None) -> None:
        self.notation = notation
        self.leaves: dict[str, Typed] = {}
        self.defined: set[str] = set()
        self.functions: dict[str, tuple[str, ...]] = {}
        self.applied: dict[str, int] = {}
        self.known = frozenset(known)
        self.declared: set[str] = set()
        self.called: set[str] = set()
        self.operators = frozenset(operators)
        self.values: frozenset[str] = frozenset()
        self._indexed: dict[str, str] = {}
        self._spellings: dict[str, set[str]] = {}

    @contextmanager
    def hiding(self, parameters: tuple[str, ...]) -> Iterator[None]:
        """While a function's own line is read its parameters hide what else has their names."""
        shelves: tuple[dict[str, Any], ...] = (self.leaves, self.functions, self.applied)
        kept = [(shelf, text, shelf.pop(text)) for name in parameters
                for text in (name, *self._spellings.get(name, ())) for shelf in shelves if text in shelf]
        hidden = self.defined & set(parameters)
        self.defined -= hidden
        yield
        for name in parameters:
            for text in (name, *self._spellings.get(name, ())):
                self.leaves.pop(text, None)
            self.applied.pop(name, None)
        self.defined |= hidden
        for shelf, text, thing in kept:
            shelf[text] = thing

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
            if name in self.functions:
                if not self.defined.isdisjoint(self.functions[name]):
                    raise refuse("function_value", line.source.given, line.span(at), name=name,
                                 better=", ".join(self.functions[name]))
                return Variable(note=name)  # not remembered: `(` after it means a call
            if name in self.applied:
                raise refuse("both", line.source.given, line.span(at), name=name)
            self.note(line, at, name)
            made = self.leaves.setdefault(name, Variable(note=name))
            if text != name:
                self._spellings.setdefault(name, set()).add(text)
        self.leaves[text] = made
        return made

    def new(self, name: str) -> bool:
        """Whether nothing is known about a name: it is not defined, and the caller does not ask for it."""
        return name not in self.known and name not in self.defined and name not in self.leaves

    def number_or_name(self, line: Line, at: int, text: str) -> Typed:
        """The base of `log_2` or `log_a`: a part of the token at hand."""
        if text[0].isdigit():
            return self.leaves.setdefault(text, Numeral(note=text))
        name = spelled(text)
        if name in CONSTANTS:
            return Constant(note=CONSTANTS[name])
        self.note(line, at, name)
        return self.leaves.setdefault(name, Variable(note=name))

    def note(self, line: Line, at: int, name: str) -> None:
        """Remember a name; refused where it looks like another one, as w0 and w_0 do."""
        parts = _INDEXED.fullmatch(name)
        if parts is not None:
            seen = self._indexed.setdefault(parts[1] + parts[2], name)
            if seen != name:
                raise refuse("lookalike", line.source.given, line.span(at), name=name, other=seen)

    def superscript(self, line: Line, at: int) -> Typed:
        """The exponent that a run of superscripts spells: `²`, `⁻¹`, `ˣ`, `²ˣ`."""
        run = unicodedata.normalize("NFKC", line.texts[at]).replace("−", "-")
        match = re.fullmatch(r"(-?)([0-9]*)([a-z]?)", run)
        if match is None or run in ("", "-") or len(match[2]) > limits.DIGITS:
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
    name = spelled(text.replace("{", "").replace("}", "").replace("′", "'"))
    if len(name) > limits.NAME:
        raise refuse("long_name", given, line.span(at), limit=limits.NAME)
    if not name.isascii():
        for sign in name:
            if sign in FILLERS:
                raise refuse("invisible", given, line.span(at), sign=f"U+{ord(sign):04X}")
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
    if text[-1] == "." and after[:1].isalpha() and line.touches(at + 1):
        raise refuse("point_before", given, line.span(at, at + 1), number=text + after, better=f"{text[:-1]}*{after}")
    if after in ("e", "E") and line.touches(at + 1):
        behind = line.texts[at + 2] if at + 2 < len(line.texts) else ""
        if not _typeset(line, at + 2) and behind not in ("^", "**") and behind[:1] not in SUPERSCRIPTS:
            raise refuse("broken_exponent", given, line.span(at, at + 1), number=text + after,
                         first=f"{text}*{after}", second=f"{text}e1")
    return text


def _typeset(line: Line, at: int) -> bool:
    """Whether an e behind a number is surely the constant: in LaTeX, unless digits follow it as in 1e-5."""
    texts = line.texts
    if not line.latex:
        return False
    at += texts[at] in ("+", "-") and line.touches(at)
    return not (texts[at][:1].isdigit() and line.touches(at))
