"""Everything that chainrule refuses, as one family.

    ChainruleError            kind: any of the below
    ├── ReadingError          empty, syntax, character, unknown_function, arity, relation, ambiguous, disallowed
    ├── TooLargeError         too_large
    ├── VariableError         bad_variable
    ├── DomainError           undefined_at_point, domain
    ├── ShapeError            shape: vectors or matrices that do not fit
    ├── UnsupportedError      unsupported: not yet; nothing is known that forbids it
    ├── LimitError            limit, crash: the process that was computing was ended, or ended by itself
    └── OptionError           usage: an option or a file, not the mathematics
"""
from __future__ import annotations

from typing import Self

from .language import Language, Text


class ChainruleError(Exception):
    """A refusal in the user's language.

    `text` says what is wrong; `facts` fill its placeholders; `span` is the half-open range of characters of
    `source` that it is about (None where no place is to blame); `hint` says what was probably meant; `expected`
    what could have stood there. `line` counts from 1. str(error) is English; `say(language)` gives any language.
    """

    kinds: tuple[str, ...] = ()

    def __init__(self, kind: str, text: Text | None = None, *, facts: dict[str, object] | None = None, source: str = "",
                 span: tuple[int, int] | None = None, expected: Text | None = None,
                 hint: Text | None = None) -> None:
        if text is None:  # a caller's own message, in its own language
            kind, text = "", Text(kind or " ", kind or " ")
        self.kind = kind
        self.text = text
        self.facts = {name: _visible(fact) if isinstance(fact, str) else fact for name, fact in (facts or {}).items()}
        self.source = source
        self.span = span
        self.expected = expected
        self.hint = hint
        super().__init__(text.say("en", **self.facts))

    def with_hint(self, hint: Text | None) -> Self:
        """The same refusal with another hint, or with none."""
        return type(self)(self.kind, self.text, facts=self.facts, source=self.source, span=self.span,
                          expected=self.expected, hint=hint)

    def say(self, language: Language) -> str:
        return self.text.say(language, **self.facts)

    def say_hint(self, language: Language) -> str:
        return self.hint.say(language, **self.facts) if self.hint else ""

    def say_expected(self, language: Language) -> str:
        return self.expected.say(language, **self.facts) if self.expected else ""

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The same facts for a program: kind, message, hint, expected, the range of characters and the line."""
        return {"kind": self.kind, "message": self.say(language), "hint": self.say_hint(language) or None,
                "expected": self.say_expected(language) or None, "span": list(self.span) if self.span else None,
                "line": self.line if self.span else None, "source": self.source or None}

    @property
    def line(self) -> int:
        return self.source.count("\n", 0, self.span[0]) + 1 if self.span else 1


def _visible(fact: str) -> str:
    """Signs that do not print, or cannot be written at all, by their numbers."""
    return fact if fact.isprintable() else "".join(
        sign if sign.isprintable() or sign == "\n" else f"U+{ord(sign):04X}" for sign in fact)


class ReadingError(ChainruleError):
    """The text could not be read, or could be read in two ways."""

    kinds = ("empty", "syntax", "character", "unknown_function", "arity", "relation", "ambiguous", "disallowed")


class TooLargeError(ChainruleError):
    """A limit was passed; the work was not begun."""

    kinds = ("too_large",)


class VariableError(ChainruleError):
    """A name that was asked for is not there, or a value is missing."""

    kinds = ("bad_variable",)


class DomainError(ChainruleError):
    """The function, or its derivative, has no value at the point."""

    kinds = ("undefined_at_point", "domain")


class ShapeError(ChainruleError):
    """Vectors or matrices whose shapes do not fit, or are not known."""

    kinds = ("shape",)


class UnsupportedError(ChainruleError):
    """Not yet: nothing is known that forbids it."""

    kinds = ("unsupported",)


class LimitError(ChainruleError):
    """Time or memory that was allowed has been used up, or the process that was computing ended by itself."""

    kinds = ("limit", "crash")


class OptionError(ChainruleError):
    """An option or a file, not the mathematics."""

    kinds = ("usage",)
