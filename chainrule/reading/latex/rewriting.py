"""One statement of LaTeX while it becomes a line of tokens: its signs, what is written, what is still to be read.

`{` and `}` group and are not seen, `(` and `)` are the parentheses of the formula.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NoReturn

from ... import limits
from ..mistakes.refuse import refuse
from ..tokens import Line, Sign, Source, Span
from . import commands


class Rewriting:
    """One statement on its way to a line of tokens. `known` are names that the caller uses; `styles` tells
    \\mathcal{L} from L; `bold` collects the names in bold where vectors and matrices are read, and is None elsewhere;
    `todo` are the stretches still to be read, the next one last."""

    def __init__(self, source: Source, signs: list[Sign], known: Collection[str], styles: dict[str, str],
                 again: Callable[[str], Line], within: Span | None = None) -> None:
        self.source, self.signs, self.again = source, list(_split(signs)), again
        self.begin, self.end = within or (signs[0].start, signs[-1].end)
        self.texts: list[str] = []
        self.ranges: list[Span] = []
        self.fences: list[tuple[str, int]] = []  # what closes it, and where it was opened
        self.partners: dict[int, int] = {}
        self.overs: dict[int, int] = {}
        self.known, self.styles = known, styles
        self.todo: list[Callable[[], None] | tuple[int, int]] = []
        self.conditions = 0
        self.bold: set[str] | None = None

    def fail(self, key: str, begin: int, stop: int | None = None, /, **facts: object) -> NoReturn:
        """Refuse, blaming signs begin … stop."""
        last = min(begin if stop is None else stop, len(self.signs) - 1)
        start, end = self.signs[min(begin, last)].start, self.signs[last].end
        raise refuse(key, self.source.given, self.source.span(start, end), **facts)

    def text(self, first: int, last: int) -> str:
        """The source of signs first … last."""
        return self.source.text[self.signs[first].start:self.signs[last].end] if first <= last else ""

    def match(self) -> None:
        """Find the partners of braces, of \\left and of \\begin, and where \\over parts a group."""
        stack: list[int] = [-1]
        for at, (text, _, _) in enumerate(self.signs):
            if text in ("{", "\\left") or text.startswith("\\begin{"):
                if len(stack) > limits.NESTING:
                    self.fail("deep", at, limit=limits.NESTING)
                stack.append(at)
            elif text == "}" or text == "\\right" or text.startswith("\\end{"):
                opener = self.signs[stack[-1]].text if stack[-1] >= 0 else ""
                wanted = {"}": "{", "\\right": "\\left"}.get(text, "\\begin")
                if not opener.startswith(wanted) or opener == "":
                    self._unmatched(at, stack[-1])
                self.partners[stack.pop()] = at
            elif text == "\\over":
                if stack[-1] in self.overs:
                    self.fail("over_twice", at)
                self.overs[stack[-1]] = at
        if len(stack) > 1:
            at = stack[-1]
            text = self.signs[at].text
            key = "unclosed_brace" if text == "{" else "fence" if text == "\\left" else "environment_ends"
            self.fail(key, at, sign=text)

    def _unmatched(self, at: int, opened: int) -> NoReturn:
        text = self.signs[at].text
        if opened >= 0 and self.signs[opened].text == "{":
            self.fail("unclosed_brace", opened)
        if text == "}":
            self.fail("unopened_brace", at)
        self.fail("fence" if text == "\\right" else "environment_ends", at, sign=text)

    def write(self, text: str, start: int, end: int) -> None:
        """A token that stands for a range of the source."""
        self.texts.append(text)
        self.ranges.append((start, end))

    def emit(self, text: str, first: int, last: int | None = None) -> None:
        """A token that stands for signs first … last."""
        last = first if last is None else last
        self.write(text, self.signs[first].start, self.reach(last))

    def mark(self, text: str, at: int) -> None:
        """A token that nobody typed, before sign `at`."""
        place = self.signs[at].start if at < len(self.signs) else self.end
        self.write(text, place, place)

    def reach(self, last: int) -> int:
        """Where a sign ends; the space that only ends a command belongs to it."""
        sign = self.signs[last]
        ends_command = sign.text[0] == "\\" and sign.text[-1].isalpha() and last + 1 < len(self.signs)
        return self.signs[last + 1].start if ends_command and self.signs[last + 1].text[0].isalpha() else sign.end

    def then(self, *steps: Callable[[], None] | tuple[int, int]) -> None:
        """Read these stretches next, in this order."""
        self.todo.extend(reversed(steps))

    def grouped(self, parts: list[tuple[int, int]], at: int, operator: str,
                rest: tuple[int, int] | None = None) -> None:
        """{ {first} operator {second} }, then the rest."""
        (a, b), (c, d) = parts
        if a >= b or c >= d:
            self.fail("argument", at, sign=self.signs[at].text)
        self.then(lambda: self.marks("{{", a), (a, b), lambda: self.marks("}" + operator + "{", c - 1), (c, d),
                  lambda: self.marks("}}", d), *([rest] if rest else []))

    def enclosed(self, part: tuple[int, int], before: str, after: str, rest: tuple[int, int]) -> None:
        """One-sign tokens, a stretch, one-sign tokens, the rest."""
        a, b = part
        self.then(lambda: self.marks(before, a), part, lambda: self.marks(after, b), rest)

    def marks(self, texts: str, at: int) -> None:
        """Tokens of one sign each that nobody typed."""
        for text in texts:
            self.mark(text, at)

    def argument(self, at: int, end: int, command: int) -> tuple[int, int, int]:
        """A command's argument at sign `at`: its first sign, the sign behind its last, and where reading goes on."""
        while at < end and self.signs[at].text in commands.SILENT:
            at += 1
        if at >= end or self.signs[at].text in ("}", "\\right", "&", "\\\\"):
            self.fail("argument", command, sign=self.signs[command].text)
        text = self.signs[at].text
        if text == "{":
            return at + 1, self.partners[at], self.partners[at] + 1
        if text[0] in ".0123456789" and len(text) > 1:
            self._two_digits(at, command)
        if text in commands.FRACTIONS or text == "\\sqrt" or text in commands.ACCENTS or (
                text in commands.NAMED | commands.STYLES):
            return at, self._command_end(at, end, command), self._command_end(at, end, command)
        if text[0] == "\\" and text not in commands.LETTERS and text not in commands.LONE:
            self.fail("argument", command, at, sign=self.signs[command].text)
        return at, at + 1, at + 1

    def refuse_raised_index(self, at: int, texts: list[str], after: int) -> None:
        """Refuse `y^{(i)}`: the exponent at sign `at` holds these texts."""
        base = self.signs[at - 1].text if at else ""
        if len(texts) == 3 and texts[0] == "(" and texts[2] == ")" and (texts[1].isalpha() or texts[1].isdigit()) \
                and not (base[-1:] == "e" or base[:1].isdigit()):
            self.fail("raised_index", max(at - 1, 0), after - 1, name=self.text(max(at - 1, 0), after - 1),
                      first=f"{base}^{{{texts[1]}}}", second=f"{base}_{{{texts[1]}}}")

    def _two_digits(self, at: int, command: int) -> NoReturn:
        number, before = self.signs[at].text, self.signs[command].text
        if command and before in "^_":
            before = self.signs[command - 1].text + before
        self.fail("two_digits", command, at, number=number, first=f"{before}{{{number}}}",
                  second=f"{before}{{{number[0]}}} \\cdot {number[1:]}")

    def _command_end(self, at: int, end: int, command: int) -> int:
        """Where a command without braces around it ends, as in x^\\frac{1}{2}."""
        count = 2 if self.signs[at].text in commands.FRACTIONS else 1
        at += 1
        if at < end and self.signs[at].text == "[":
            at = next((k for k in range(at, end) if self.signs[k].text == "]"), end - 1) + 1
        for _ in range(count):
            while at < end and self.signs[at].text in commands.SILENT:
                at += 1
            if at >= end:
                self.fail("argument", command, sign=self.signs[command].text)
            text = self.signs[at].text
            if text[0] == "\\" and text not in commands.LETTERS:
                self.fail("argument", command, at, sign=self.signs[command].text)
            at = self.partners[at] + 1 if text == "{" else at + 1
        return at


def _split(signs: list[Sign]) -> Iterator[Sign]:
    """Letters and digits apart where TeX takes one of them as an argument: \\frac12, \\sqrt xy, x^ab."""
    hungry, raised = 0, False
    waiting: list[int] = []
    for sign in signs:
        text = sign.text
        if hungry and text in commands.SILENT:
            yield sign
            continue
        if hungry and len(text) > 1 and (text[0].isdigit() or text.isascii() and text.isalpha()):
            if raised and not text.isalpha():
                yield sign
                hungry = 0
                continue
            yield from _apart(sign, hungry)
            hungry = max(0, hungry - len(text))
            continue
        yield sign
        if text == "{":
            waiting.append(hungry)
            hungry = 0
        elif text == "}":
            hungry = max(0, waiting.pop() - 1) if waiting else 0
        elif _arguments(text):
            hungry, raised = _arguments(text), text in ("^", "_")
        elif hungry and text != "[":
            hungry -= 1


def _apart(sign: Sign, count: int) -> Iterator[Sign]:
    """The first letters or digits of a sign one by one, then the rest together."""
    text = sign.text
    for k in range(min(count, len(text))):
        yield Sign(text[k], sign.start + k, sign.start + k + 1)
    if len(text) > count:
        yield Sign(text[count:], sign.start + count, sign.end)


def _arguments(text: str) -> int:
    """How many arguments a sign takes that may stand without braces."""
    if text in commands.FRACTIONS:
        return 2
    return int(text in ("^", "_", "\\sqrt") or text in commands.ACCENTS)
