"""The parser's state: the tokens of one line, operands that are ready, and operators and groups that wait on a stack.

An operator waits on the stack of frames until one that binds no tighter arrives. The stack stands in the open, so that
depth is a number and not a crash. Which token takes which step stands in `parser`.
"""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NoReturn

from ... import limits
from ...errors import ChainruleError
from ...graph.magnitude import Sizes, check_power
from ...notation.names import spelled
from ...records import record
from ...tree import Typed
from ..mistakes.refuse import refuse
from ..names import Names
from ..tokens import Line
from . import bars
from .frames import Frame


@record
class Grammar:
    """What the machine asks of the grammar: the tree of an operator that has all its operands (`headed`), and the
    reading of another line (`offered`)."""

    headed: Callable[[Parser, Frame, list[Typed]], Typed]
    offered: Callable[[Line], Typed]


class Parser:
    """One line of tokens, from token `at` to its end; `offering` where it is a text that a hint offers."""

    def __init__(self, line: Line, names: Names, at: int, grammar: Grammar, *, offering: bool) -> None:
        self.line, self.texts, self.names = line, line.texts, names
        self.first = self.at = at
        self.operands: list[Typed] = []
        self.frames = [Frame(0, None, 0, at - 1, 0)]
        self.sizes: Sizes = {}
        self.grammar = grammar
        self.offering = offering
        self.done = False

    def fail(self, key: str, first: int | None = None, last: int | None = None, /,
             **facts: object) -> NoReturn:
        """Refuse, blaming tokens first … last, or the present one."""
        first = self.at if first is None else first
        error = refuse(key, self.line.source.given, self.line.span(first, last), **facts)
        if error.kind == "ambiguous" and not (self.offering or self.readable(facts)):
            raise error.with_hint(None)
        raise error

    def readable(self, facts: dict[str, object]) -> bool:
        """Whether what a hint offers could be read: there may be a second mistake behind the first."""
        for offer in (str(facts[key]) for key in ("better", "first", "second") if key in facts):
            try:
                self.grammar.offered(self.line.again(offer))
            except ChainruleError:
                return False
        return True

    def push(self, power: int, head: type[Typed] | None, start: int, *, note: str | None = None,
             opener: str = "", nests: bool = True) -> Frame:
        depth = self.frames[-1].depth + nests
        if depth > limits.NESTING:
            self.fail("deep", limit=limits.NESTING)
        frame = Frame(power, head, start, self.at, depth, note, 0, None, opener)
        self.frames.append(frame)
        return frame

    def reduce(self, power: int) -> Frame:
        """Close every operator that binds tighter than `power`; the frame below is returned."""
        frames, operands, headed = self.frames, self.operands, self.grammar.headed
        frame = frames[-1]
        while frame.power > power:
            frames.pop()
            args = operands[frame.start:]
            del operands[frame.start:]
            operands.append(headed(self, frame, args))
            frame = frames[-1]
        return frame

    def settle(self, power: int) -> Frame:
        """Close what binds tighter than an operator that is written out."""
        return self.reduce(power) if self.frames[-1].power > power else self.frames[-1]

    def check(self, args: list[Typed], index: int) -> None:
        """Refuse a power that is too large to be computed."""
        key = check_power(args[0], args[1], self.sizes)
        if key:
            self.fail(key, index, index + 1, limit=limits.EXPONENT)

    def is_bare(self, name: str) -> bool:
        """Whether the line, or an earlier one, uses a name as a variable and not as a function."""
        return name in self._bare or name in self.names.leaves

    @cached_property
    def _bare(self) -> frozenset[str]:
        texts = self.texts
        return frozenset(spelled(text) for text, after in zip(texts[self.first:], texts[self.first + 1:], strict=False)
                         if after != "(" and (text[0].isalpha() or text[0] == "_"))

    def mentions(self, name: str) -> int:
        """How often the line names something."""
        return sum(spelled(text) == name for text in self.texts[self.first:])

    @cached_property
    def roles(self) -> dict[int, bool]:
        """Which bars open; refused where they can be paired in two ways."""
        found, unclear = bars.roles(self.texts, self.first)
        if unclear is not None:
            self.fail("bars_unclear", unclear)
        return found
