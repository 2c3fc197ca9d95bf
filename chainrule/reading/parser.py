"""Tokens to trees: a Pratt parser with its stack in the open, so that depth is a number and not a crash.

`POWER` is the grammar. An operator waits on the stack of frames until one that binds no tighter arrives.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from ..errors import ChainruleError
from ..rules import NAMES
from ..tree import Added, Called, Constant, Divided, Multiplied, Negated, Numeral, Raised, Typed
from . import limits, plain, reproach
from .magnitude import GROWING, Sizes, check_power, grows_too_large
from .mistakes import counted, refuse
from .names import ROOTS, SOFT, SUPERSCRIPTS, Names
from .tokens import Line, Source

POWER = {"group": 0, "sum": 10, "minus": 15, "product": 20, "inner minus": 30, "power": 40, "function": 50,
         "argument": 60}
SUM, PRODUCT, RAISE = POWER["sum"], POWER["product"], POWER["power"]
FUNCTION, ARGUMENT = POWER["function"], POWER["argument"]
PLUS, MINUS = ("+",), ("-", "−", "–")
TIMES, OVER, TO = ("*", "·", "×", "⋅", "∗", "∙", "•"), ("/", "÷", "∕"), ("^", "**")


@dataclass(slots=True)
class Frame:
    """What waits for more: an operator with its first operand at `start`, or an open group.

    `index` is the token of the latest operator, `note` the head's note, `chain` the length of a row of
    divisions, `exponent` that of sin^2 x.
    """

    power: int
    head: type[Typed] | None
    start: int
    index: int
    depth: int
    note: str | None = None
    chain: int = 0
    exponent: Typed | None = None
    opener: str = ""


class Parser:
    """One line of tokens, from token `at` to its end."""

    def __init__(self, line: Line, names: Names, at: int = 0, *, offering: bool = False) -> None:
        self.line, self.texts, self.names = line, line.texts, names
        self.first = self.at = at
        self.operands: list[Typed] = []
        self.frames = [Frame(0, None, 0, at - 1, 0)]
        self.sizes: Sizes = {}
        self.offering = offering
        self.done = False

    def parse(self) -> Typed:
        """The tree of the line."""
        texts, operands, leaves = self.texts, self.operands, self.names.leaves
        while True:
            leaf = leaves.get(texts[self.at])
            if leaf is not None:
                operands.append(leaf)
                self.at += 1
            elif not PREFIX.get(texts[self.at], Parser.atom)(self):
                continue
            while not INFIX.get(texts[self.at], Parser.beside)(self):
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
            line = plain.line(Source(offer, offer), 0, len(offer))
            try:
                Parser(line, Names(), offering=True).parse()
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
            head = frame.head
            assert head is not None
            if head is Raised:
                self.check(args, frame.index)
            tree = head(*args, note=frame.note)
            if frame.note in GROWING and grows_too_large(tree, self.sizes):
                self.fail("tower", frame.index)
            operands.append(tree if frame.exponent is None else Raised(tree, frame.exponent))
            frame = frames[-1]
        return frame

    def check(self, args: list[Typed], index: int) -> None:
        key = check_power(args[0], args[1], self.sizes)
        if key:
            self.fail(key, index, index + 1, limit=limits.EXPONENT)

    # Where an operand is expected; the answer is whether it is complete

    def atom(self) -> bool:
        """A number, a name, or what cannot stand here."""
        text = self.texts[self.at]
        if text[:1] in SUPERSCRIPTS or not (text[:1].isalnum() or text[:1] == "_" or text[0] == "." != text):
            reproach.no_operand(self)
        rule = NAMES.get(text)
        if rule is not None and not (text in SOFT and self.texts[self.at + 1] != "("):
            return self.function(rule.name)
        self.operands.append(self.names.leaf(self.line, self.at))
        self.at += 1
        return True

    def function(self, name: str) -> bool:
        """`sin(`, `sin x`, `sin^2 x`, `√x`: the argument is still to come."""
        at, texts = self.at, self.texts
        exponent: Typed | None = None
        after = at + 1
        if texts[after] in TO or texts[after][:1] in SUPERSCRIPTS and texts[after]:
            name, exponent, after = reproach.function_power(self, name, after)
        following = texts[after]
        if following == "(":
            frame = self.push(0, Called, len(self.operands), note=name, opener="(")
        else:
            if following in MINUS + PLUS and self.texts[after + 1] and self.line.touches(after + 1):
                self.fail("bare_sign", at, after, name=texts[at])
            if not following or not (following[0].isalnum() or following in ("|", *ROOTS)) \
                    or following[0] in SUPERSCRIPTS:
                key = "function_alone" if exponent is None else "function_power"
                self.fail(key, at, after - 1, name=texts[at])
            frame = self.push(FUNCTION, Called, len(self.operands), note=name)
        frame.exponent = exponent
        self.at = after + (following == "(")
        return False

    def root(self) -> bool:
        return self.function(ROOTS[self.texts[self.at]])

    def open(self) -> bool:
        self.push(0, None, len(self.operands), opener="(")
        self.at += 1
        return False

    def bar(self) -> bool:
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

    def close_empty(self) -> bool:
        frame = self.frames[-1]
        if frame.head is Called and frame.opener == "(" and frame.start == len(self.operands) \
                and self.texts[self.at - 1] == "(":
            self.close()
            return True
        return reproach.no_operand(self)

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
            reproach.bare_argument(self)
        frame = self.settle(PRODUCT)
        chain = frame.chain + 1 if frame.power == PRODUCT else 1
        if chain > limits.CHAIN:
            self.fail("long_chain", limit=limits.CHAIN)
        self.reduce(PRODUCT - 1)
        self.push(PRODUCT, Divided, len(self.operands) - 1, nests=False).chain = chain
        self.at += 1
        return True

    def power(self) -> bool:
        if self.frames[-1].power >= FUNCTION:
            reproach.bare_argument(self)
        self.push(RAISE, Raised, len(self.operands) - 1)
        self.at += 1
        return True

    def superscript(self) -> bool:
        """`x²` binds tighter than anything."""
        if self.frames[-1].power >= FUNCTION:
            reproach.bare_argument(self)
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
            self.fail(*(("bars", frame.index) if frame.opener else ("unopened",)))
        self.frames.pop()
        if frame.head is Called:
            self.call(frame)
        self.at += 1
        return False

    def call(self, frame: Frame) -> None:
        args = self.operands[frame.start:]
        del self.operands[frame.start:]
        typed, name = self.texts[frame.index], frame.note or ""
        low, high = (1, 2) if typed == "log" else NAMES[name].arity
        if len(args) < low or (high is not None and len(args) > high):
            self.fail("arity", frame.index, self.at, name=typed, wants=counted(low, high), count=len(args))
        tree: Typed = Called(*args, note="log" if typed == "log" and len(args) == 2 else name)
        if name in GROWING and grows_too_large(tree, self.sizes):
            self.fail("tower", frame.index, self.at)
        self.operands.append(tree if frame.exponent is None else Raised(tree, frame.exponent))

    def comma(self) -> bool:
        frame = self.reduce(0)
        if frame.head is not Called or frame.opener != "(":
            reproach.comma(self)
        self.at += 1
        return True

    def close_bar(self) -> bool:
        if not any(frame.opener == "|" for frame in self.frames):
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
            self.fail("bars" if frame.opener == "|" else "unclosed", frame.index)
        self.done = True
        return False

    def beside(self) -> bool:
        """No operator at all: an implicit product where it can mean nothing else."""
        if self.texts[self.at][0] in SUPERSCRIPTS:
            return self.superscript()
        reproach.not_beside(self)
        text, frame = self.texts[self.at], self.frames[-1]
        if frame.power >= FUNCTION:  # sin 2x, and sin x cos x
            inside = isinstance(self.operands[-1], Numeral | Constant) and text not in NAMES and text != "("
            root = self.texts[next(f for f in reversed(self.frames) if f.power == FUNCTION).index] in ROOTS
            if inside and not root:
                if frame.power == FUNCTION:
                    self.push(ARGUMENT, Multiplied, len(self.operands) - 1, nests=False)
                return True
            if text not in NAMES or text in SOFT or isinstance(self.operands[-1], Numeral | Constant):
                reproach.bare_argument(self)
        if self.settle(PRODUCT).head is Divided:
            fraction = text == "(" and all(isinstance(x, Numeral) for x in self.operands[-2:])
            if not fraction:
                reproach.after_division(self)
        self.factor()
        return True


Step = Callable[[Parser], bool]
PREFIX: dict[str, Step] = {
    "(": Parser.open, "|": Parser.bar, ")": Parser.close_empty,
    **dict.fromkeys(ROOTS, Parser.root), **dict.fromkeys(MINUS, Parser.minus),
    **dict.fromkeys(PLUS, Parser.plus), "": reproach.no_operand,
}
INFIX: dict[str, Step] = {
    **dict.fromkeys(PLUS + MINUS, Parser.add), **dict.fromkeys(TIMES, Parser.multiply),
    **dict.fromkeys(OVER, Parser.divide), **dict.fromkeys(TO, Parser.power),
    ")": Parser.close, ",": Parser.comma, "|": Parser.close_bar, "": Parser.finish,
}
