"""Tokens to trees: a Pratt parser with its stack in the open, so that depth is a number and not a crash.

An operator waits on the stack of frames until one that binds no tighter arrives.
"""
from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NoReturn

from ... import limits
from ...errors import ChainruleError
from ...graph.magnitude import GROWING, Sizes, check_power, grows_too_large
from ...notation.names import spelled
from ...rules import NAMES
from ...tree import Added, Called, Cases, Compared, Divided, Multiplied, Negated, Raised, Typed
from ..mistakes import diagnosis
from ..mistakes.refuse import refuse
from ..names import CONSTANTS, ROOTS, SOFT, SUPERSCRIPTS, Names
from ..tokens import Line
from . import bars, calls, implied_product, piecewise, sums
from .frames import ARGUMENT, FUNCTION, POWER, PRODUCT, RAISE, SUM, TIGHT, Frame

PLUS, MINUS = ("+",), ("-", "−", "–")
TIMES, OVER, TO = ("*", "·", "×", "⋅", "∗", "∙", "•"), ("/", "÷", "∕"), ("^", "**")
_UNCLOSED = {"|": "bars", "(": "unclosed", "{": "unclosed_brace", "_": "unclosed_brace", "^": "unclosed_brace",
             "⌊": "unclosed_whole", "⌈": "unclosed_whole"}


class Parser:
    """One line of tokens, from token `at` to its end."""

    FUNCTION, ARGUMENT, PRODUCT, BOUNDED = FUNCTION, ARGUMENT, PRODUCT, POWER["sum with bounds"]

    def __init__(self, line: Line, names: Names, at: int = 0, *, offering: bool = False) -> None:
        self.line, self.texts, self.names = line, line.texts, names
        self.first = self.at = at
        self.operands: list[Typed] = []
        self.frames = [Frame(0, None, 0, at - 1, 0)]
        self.sizes: Sizes = {}
        self.offering = offering
        self.done = False
        self.prefix = LATEX_PREFIX if line.latex else PREFIX
        self.infix = LATEX_INFIX if line.latex else INFIX

    def parse(self) -> Typed:
        """The tree of the line."""
        texts, operands, leaves = self.texts, self.operands, self.names.leaves
        prefix, infix = self.prefix, self.infix
        while True:
            leaf = leaves.get(texts[self.at])
            if leaf is not None and texts[self.at + 1] != "(":
                operands.append(leaf)
                self.at += 1
            elif not prefix.get(texts[self.at], Parser.atom)(self):
                continue
            while not infix.get(texts[self.at], Parser.beside)(self):
                if self.done:
                    return operands[0]

    def fail(self, key: str, first: int | None = None, last: int | None = None, /,
             **facts: object) -> NoReturn:
        """Refuse, blaming tokens first … last, or the present one."""
        first = self.at if first is None else first
        error = refuse(key, self.line.source.given, self.line.span(first, last), **facts)
        if error.kind == "ambiguous" and not (self.offering or self.readable(facts)):
            error.hint = None
        raise error

    def readable(self, facts: dict[str, object]) -> bool:
        """Whether what a hint offers could be read: there may be a second mistake behind the first."""
        for offer in (str(facts[key]) for key in ("better", "first", "second") if key in facts):
            try:
                Parser(self.line.again(offer), Names(), offering=True).parse()
            except ChainruleError:
                return False
        return True

    # Frames

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
        frames, operands = self.frames, self.operands
        frame = frames[-1]
        while frame.power > power:
            frames.pop()
            args = operands[frame.start:]
            del operands[frame.start:]
            operands.append(self.headed(frame, args))
            frame = frames[-1]
        return frame

    def headed(self, frame: Frame, args: list[Typed]) -> Typed:
        """The tree of an operator that has all its operands."""
        head = frame.head
        assert head is not None
        if frame.power == FUNCTION:
            calls.counts(self, frame, args)
            tree = calls.applied(frame.note or "", args, frame)
            if frame.note in GROWING and grows_too_large(tree if frame.exponent is None else tree.args[0], self.sizes):
                self.fail("tower", frame.index)
            return tree
        if frame.special:
            return sums.bounded(self, frame, args[0])
        if head is Raised:
            self.check(args, frame.index)
        elif head is Compared or head is Cases:
            made = piecewise.compared(args, frame) if head is Compared else piecewise.chosen(args, frame)
            return made if made is not None else self.fail("condition", frame.index)
        elif any(type(a) is Compared for a in args):
            self.fail("condition", frame.index)
        return head(*args, note=frame.note)

    def check(self, args: list[Typed], index: int) -> None:
        key = check_power(args[0], args[1], self.sizes)
        if key:
            self.fail(key, index, index + 1, limit=limits.EXPONENT)

    # Where an operand is expected; the answer is whether it is complete

    def atom(self) -> bool:
        """A number, a name, or what cannot stand here."""
        text = self.texts[self.at]
        if text[:1] in SUPERSCRIPTS or not (text[:1].isalnum() or text[:1] == "_" or text[0] == "." != text):
            diagnosis.no_operand(self)
        called = self.texts[self.at + 1] == "("
        rule = NAMES.get(text)
        if rule is not None and text not in self.names.functions and (called or text not in SOFT):
            if text in SOFT and self.is_bare(spelled(text)):
                diagnosis.name_call(self, self.at, text)
            return calls.begin(self, rule.name)
        if (text[0] == "l" or called) and calls.special(self, text):
            return False
        if called and text[0].isalpha() and text not in CONSTANTS and calls.own_function(self):
            return False
        self.operands.append(self.names.leaf(self.line, self.at))
        self.at += 1
        return True

    def is_bare(self, name: str) -> bool:
        """Whether the line, or an earlier one, uses a name as a variable and not as a function."""
        return name in self._bare or name in self.names.leaves

    @cached_property
    def _bare(self) -> frozenset[str]:
        texts = self.texts
        return frozenset(spelled(text) for text, after in zip(texts[self.first:], texts[self.first + 1:], strict=False)
                         if after != "(" and (text[0].isalpha() or text[0] == "_"))

    def root(self) -> bool:
        return calls.begin(self, ROOTS[self.texts[self.at]])

    def group(self) -> bool:
        """`{` of LaTeX: it groups and is not seen."""
        self.push(0, None, len(self.operands), opener="{")
        self.at += 1
        return False

    def open(self) -> bool:
        if calls.composition(self):
            return False
        self.push(0, None, len(self.operands), opener="(")
        self.at += 1
        return False

    @cached_property
    def roles(self) -> dict[int, bool]:
        """Which bars open; refused where they can be paired in two ways."""
        found, unclear = bars.roles(self.texts, self.first)
        if unclear is not None:
            self.fail("bars_unclear", unclear)
        return found

    def bar(self) -> bool:
        if self.roles.get(self.at) is False:
            self.fail("bars")
        self.push(0, Called, len(self.operands), note="abs", opener="|")
        self.at += 1
        return False

    def minus(self) -> bool:
        """Before a term a sign takes the whole product, `-x*y` = -(x·y); within a product one factor."""
        outer = self.frames[-1].power <= POWER["minus"]
        self.push(POWER["minus" if outer else "inner minus"], Negated, len(self.operands))
        self.at += 1
        return False

    def plus(self) -> bool:
        self.at += 1
        return False

    def whole(self) -> bool:
        """`⌊x⌋` and `⌈x⌉`."""
        sign = self.texts[self.at]
        self.push(0, Called, len(self.operands), note="floor" if sign == "⌊" else "ceil", opener=sign)
        self.at += 1
        return False

    def close_whole(self) -> bool:
        frame = self.reduce(0)
        sign = self.texts[self.at]
        if frame.opener != {"⌋": "⌊", "⌉": "⌈"}[sign]:
            self.fail("fence", sign=sign)
        self.frames.pop()
        self.operands[-1] = Called(self.operands[-1], note=frame.note)
        self.at += 1
        return False

    def close_empty(self) -> bool:
        frame = self.frames[-1]
        if frame.head is Called and not frame.special and frame.opener == "(" and frame.start == len(self.operands) \
                and self.texts[self.at - 1] == "(":
            self.close()
            return True
        return diagnosis.no_operand(self)

    # Where an operator is expected; the answer is whether an operand must follow

    def add(self) -> bool:
        frame = self.settle(SUM)
        sign = "+" if self.texts[self.at] in PLUS else "-"
        if frame.power == SUM:
            frame.note = (frame.note or "") + sign
            frame.index = self.at
        else:
            self.push(SUM, Added, len(self.operands) - 1, note="+" + sign, nests=False)
        self.at += 1
        return True

    def multiply(self) -> bool:
        self.factor()
        self.at += 1
        return True

    def factor(self) -> None:
        frame = self.settle(PRODUCT)
        if frame.head is Multiplied and frame.power == PRODUCT:
            frame.index = self.at
        else:
            chain = frame.chain
            if frame.head is Divided:
                self.reduce(PRODUCT - 1)
            self.push(PRODUCT, Multiplied, len(self.operands) - 1, nests=False).chain = chain

    def divide(self) -> bool:
        if self.frames[-1].power >= FUNCTION:
            diagnosis.bare_argument(self)
        frame = self.settle(PRODUCT)
        chain = frame.chain + 1 if frame.power == PRODUCT else 1
        if chain > limits.CHAIN:
            self.fail("long_chain", limit=limits.CHAIN)
        self.reduce(PRODUCT - 1)
        self.push(PRODUCT, Divided, len(self.operands) - 1, nests=False).chain = chain
        self.at += 1
        return True

    def power(self) -> bool:
        inside = self.frames[-1].power >= FUNCTION
        if inside and not implied_product.raises_argument(self):
            diagnosis.bare_argument(self)
        self.push(TIGHT if inside else RAISE, Raised, len(self.operands) - 1)
        self.at += 1
        return True

    def superscript(self) -> bool:
        """`x²` binds tighter than anything."""
        if self.frames[-1].power >= FUNCTION and not implied_product.raises_argument(self):
            diagnosis.bare_argument(self)
        exponent = self.names.superscript(self.line, self.at)
        args = [self.operands[-1], exponent]
        self.check(args, self.at)
        self.operands[-1] = Raised(*args)
        self.at += 1
        if self.texts[self.at][:1] in SUPERSCRIPTS and self.texts[self.at]:
            self.fail("superscript", sign=self.texts[self.at])
        return False

    def settle(self, power: int) -> Frame:
        """Close what binds tighter than an operator that is written out."""
        return self.reduce(power) if self.frames[-1].power > power else self.frames[-1]

    def close(self) -> bool:
        frame = self.reduce(0)
        if frame.opener != "(":
            self.fail(_UNCLOSED.get(frame.opener, "unopened"), frame.index if frame.opener else None)
        self.frames.pop()
        if frame.head is not None:
            calls.finish(self, frame)
        self.at += 1
        return False

    def ungroup(self) -> bool:
        frame = self.reduce(0)
        if frame.opener == "_":
            return calls.end_base(self)
        if frame.opener == "^":
            return calls.end_exponent(self)
        if frame.opener != "{":
            self.fail(_UNCLOSED.get(frame.opener, "unopened_brace"), frame.index if frame.opener else None)
        self.frames.pop()
        self.at += 1
        return False

    def comma(self) -> bool:
        frame = self.reduce(0)
        if frame.head is None or frame.opener != "(":
            diagnosis.comma(self)
        self.at += 1
        return True

    def close_bar(self) -> bool:
        if self.roles.get(self.at) or not any(frame.opener == "|" for frame in self.frames):
            return self.beside()
        frame = self.reduce(0)
        if frame.opener != "|":
            return self.beside()
        self.frames.pop()
        self.operands[-1] = Called(self.operands[-1], note="abs")
        self.at += 1
        return False

    def finish(self) -> bool:
        frame = self.reduce(0)
        if frame.opener:
            self.fail(_UNCLOSED[frame.opener], frame.index)
        if isinstance(self.operands[0], Compared):
            self.fail("condition", self.first, self.at - 1)
        self.done = True
        return False

    def beside(self) -> bool:
        """No operator at all: an implicit product where it can mean nothing else."""
        if self.texts[self.at][0] in SUPERSCRIPTS:
            return self.superscript()
        return implied_product.product(self)

    def indices(self) -> frozenset[str]:
        """The names that are indices of sums in this line."""
        texts = self.texts
        return frozenset(texts[i] for i in range(self.first + 1, self.at)
                         if texts[i][0].isalpha() and texts[i - 1] in (",", "{") and texts[i + 1] in (",", ":"))

    def bounded(self) -> bool:
        return sums.begin(self)


Step = Callable[[Parser], bool]
PREFIX: dict[str, Step] = {
    "(": Parser.open, "|": Parser.bar, ")": Parser.close_empty,
    **dict.fromkeys(ROOTS, Parser.root), **dict.fromkeys(MINUS, Parser.minus),
    **dict.fromkeys(PLUS, Parser.plus), "": diagnosis.no_operand, "⌊": Parser.whole, "⌈": Parser.whole,
}
INFIX: dict[str, Step] = {
    **dict.fromkeys(PLUS + MINUS, Parser.add), **dict.fromkeys(TIMES, Parser.multiply),
    **dict.fromkeys(OVER, Parser.divide), **dict.fromkeys(TO, Parser.power),
    ")": Parser.close, ",": Parser.comma, "|": Parser.close_bar, "": Parser.finish,
    "⌋": Parser.close_whole, "⌉": Parser.close_whole,
    **dict.fromkeys(piecewise.RELATIONS, piecewise.compare), "if": piecewise.alternative, "else": piecewise.alternative,
    "and": piecewise.both, "∧": piecewise.both,
}
LATEX_PREFIX: dict[str, Step] = {**PREFIX, "{": Parser.group, "}": diagnosis.no_operand, **dict.fromkeys(
    sums.COMMANDS, Parser.bounded)}
LATEX_INFIX: dict[str, Step] = {**INFIX, "}": Parser.ungroup}
