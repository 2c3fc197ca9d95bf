"""Letters of LaTeX as names: `wx` is w·x, `target_{o1}` and `\\mathrm{loss}` are one name each, `\\hat{y}` is y_hat."""
from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, NoReturn

from ...notation.names import spelled
from ...rules import NAMES
from . import commands

if TYPE_CHECKING:
    from .rewriting import Rewriting

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
# Functions that may hide at the end of a run of letters: lnx, xsin.
_ENDS = ("sigmoid", "sinh", "cosh", "tanh", "sqrt", "sin", "cos", "tan", "cot", "sec", "csc", "log", "exp", "max",
         "min", "abs", "ln", "pi")
LONGEST_PRODUCT = 3  # letters that stand together and are a product; longer runs may be words
_DIGIT_LETTER = re.compile(r"[0-9]+[^\W\d_]")


class Letters:
    """The names of one statement. `known` are names that the caller uses; `styles` tells \\mathcal{L} from L."""

    def __init__(self, rewriting: Rewriting, known: Collection[str], styles: dict[str, str]) -> None:
        self.rewriting, self.known, self.styles = rewriting, known, styles

    def atom(self, at: int, end: int) -> int | None:
        """Emit the names that begin at sign `at`; where reading goes on (None: it has been arranged)."""
        rewriting, text = self.rewriting, self.rewriting.signs[at].text
        if text in commands.NAMED:
            return self._named(at, end)
        if text in commands.STYLES or text in commands.ACCENTS:
            first, last, after = rewriting.argument(at + 1, end, at)
            content = self.content(first, last, at)
            if not content[0].isalpha():
                rewriting.fail("text_words", at, max(last - 1, at), sign=content[0])
            if text in commands.ACCENTS:
                content += "_" + commands.ACCENTS[text]
            return self.scripts(content, at, after, end, text if text in commands.STYLES else "")
        if text == "\\Delta" and at + 1 < end and self._single(at + 1):  # Δx is a difference, not a product
            letter = rewriting.signs[at + 1].text
            return self.scripts("Δ" + commands.LETTERS.get(letter, letter), at, at + 2, end)
        if text in commands.LETTERS:
            return self.scripts(commands.LETTERS[text], at, at + 1, end)
        if text.isascii() and len(text) > 1:
            return self._run(at, end)
        return self.scripts(text, at, at + 1, end)

    def _single(self, at: int) -> bool:
        text = self.rewriting.signs[at].text
        return text in commands.LETTERS or len(text) == 1 and text.isalpha()

    def content(self, first: int, last: int, command: int) -> str:
        """What stands in the braces of \\mathrm and its kin, as one word."""
        signs = self.rewriting.signs
        parts = []
        for k in range(first, last):
            text = signs[k].text
            spaced = k > first and signs[k - 1].end < signs[k].start and k + 1 < last + 1
            if spaced and text not in commands.SILENT:
                self.rewriting.fail("text_words", command, last, sign=" ")
            if text in commands.LETTERS:
                parts.append(commands.LETTERS[text])
            elif text in commands.NAMED or text in ("{", "}", "\\_") or text in commands.SILENT:
                parts.append("_" if text == "\\_" else "")
            else:
                parts.append(text)
        word = "".join(parts)
        if not _WORD.fullmatch(word):
            bad = next((c for c in word if not (c.isalnum() or c == "_")), "")
            self.rewriting.fail("text_words", command, max(last - 1, command), sign=bad or "{}")
        return word

    def _named(self, at: int, end: int) -> int | None:
        rewriting = self.rewriting
        first, last, after = rewriting.argument(at + 1, end, at)
        word = self.content(first, last, at)
        if not word[0].isalpha():
            rewriting.fail("text_words", at, max(last - 1, at), sign=word[0])
        if word == "e":
            rewriting.emit("e", at, after - 1)
            return after
        name = word if word in NAMES else word.lower()
        if name in NAMES and len(name) > 1 and (name in commands.ELEMENTARY or self._opens(after, end)):
            return self.function(name, at, after, end)
        return self.scripts(word, at, after, end, "\\mathrm" if len(word) == 1 else "")

    def _opens(self, at: int, end: int) -> bool:
        signs = self.rewriting.signs
        opened = at < end and signs[at].text in ("(", "\\left", "[", "\\{")
        return opened or self._parenthesized(at, end) is not None

    def _run(self, at: int, end: int) -> int | None:
        """Letters that stand together: a function, one name, or a product."""
        rewriting, sign = self.rewriting, self.rewriting.signs[at]
        text = sign.text
        if text in commands.ELEMENTARY or text in NAMES and len(text) > 2 and self._opens(at + 1, end):
            return self.function("ReLU" if text == "ReLU" else text, at, at + 1, end)
        lowered = at + 1 < end and rewriting.signs[at + 1].text == "_"
        if text in self.known or lowered and self._lowered_known(text, at, end):
            return self.scripts(text, at, at + 1, end)
        near = _function_within(text)
        if near:
            self._unclear(text, at, near)
        self._prose(at, end)
        if len(text) > LONGEST_PRODUCT and not all(c in self.known for c in text):
            if self._opens(at + 1, end) or lowered or len(set(text)) < len(text):
                return self.scripts(text, at, at + 1, end)
            self._unclear(text, at, "")
        for k, letter in enumerate(text[:-1]):
            rewriting.texts.append(letter)
            rewriting.ranges.append((sign.start + k, sign.start + k + 1))
            self._style(letter, "", at)
        return self.scripts(text[-1], at, at + 1, end, offset=len(text) - 1)

    def _lowered_known(self, text: str, at: int, end: int) -> bool:
        first, last, _ = self.rewriting.argument(at + 2, end, at + 1)
        return f"{text}_{self.below(first, last, at)}" in self.known

    def _unclear(self, text: str, at: int, near: str) -> NoReturn:
        letters = " ".join(text)
        name = f"\\mathrm{{{text}}}"
        if near:
            command = f"\\{near} "
            name = (command + text[len(near):] if text.startswith(near) else f"{text[:-len(near)]} {command}").strip()
        self.rewriting.fail("letters", at, name=text, first=name, second=letters)

    def _prose(self, at: int, end: int) -> None:
        """Two words with a space between are a sentence."""
        signs = self.rewriting.signs
        if at + 1 < end and signs[at + 1].start > signs[at].end:
            other = signs[at + 1].text
            if other.isalpha() and len(other) > 1 and len(signs[at].text) > 1 and (
                    other not in commands.ELEMENTARY or len(signs[at].text) > LONGEST_PRODUCT):
                self.rewriting.fail("prose", at, at + 1)

    def _style(self, stem: str, style: str, at: int) -> None:
        if len(stem) == 1 and self.styles.setdefault(stem, style) != style:
            self.rewriting.fail("styles", at, name=stem)

    def scripts(self, stem: str, at: int, after: int, end: int, style: str = "", offset: int = 0) -> int | None:
        """Emit a name with the subscript and the primes that follow it."""
        rewriting = self.rewriting
        signs = rewriting.signs
        self._style(stem, style, at)
        under, primes, raised = "", 0, None
        while after < end:
            text = signs[after].text
            if text in commands.PRIMES:
                primes += 1
                after += 1
            elif text == "_" and not under:
                first, last, after = rewriting.argument(after + 1, end, after)
                under = self.below(first, last, at)
            elif text == "^" and raised is None:
                first, last, behind = rewriting.argument(after + 1, end, after)
                if first < last and all(s.text in commands.PRIMES for s in signs[first:last]):
                    primes += last - first
                    after = behind
                elif behind < end and signs[behind].text == "_" and not under:
                    raised, after = (first, last), behind
                else:
                    break
            else:
                break
        name = stem
        if under:
            plain, known = f"{stem}_{under}", self.known
            glued = spelled(stem) + under  # the caller's x1 is set as x_1
            name = glued if glued in known and spelled(plain) not in known else (
                f"{stem}_{{{under}}}" if _DIGIT_LETTER.match(under) else plain)
        rewriting.texts.append(name + "'" * primes)
        rewriting.ranges.append((signs[at].start + offset, rewriting.reach(after - 1)))
        if raised is None:
            return after
        rewriting.then(lambda: rewriting.mark("^", after), lambda: rewriting.mark("{", after), raised,
                       lambda: rewriting.mark("}", after), (after, end))
        return None

    def below(self, first: int, last: int, at: int) -> str:
        """A subscript as part of a name: letters, digits, Greek letters, words; i,j as i_j."""
        signs = self.rewriting.signs
        parts: list[str] = []
        for k in range(first, last):
            text = signs[k].text
            if text in commands.LETTERS:
                parts.append(commands.LETTERS[text])
            elif text.isalnum() and not any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for c in text):
                parts.append(text)
            elif text == "," and parts:
                parts.append("_")
            elif text not in commands.NAMED and text not in commands.SILENT and text not in ("{", "}"):
                self.rewriting.fail("subscript", at, last)
        word = "".join(parts)
        if not _WORD.fullmatch(word):
            self.rewriting.fail("subscript", at, last)
        return word

    def function(self, name: str, at: int, after: int, end: int) -> int | None:
        """Emit a function's name, and the base of a logarithm."""
        rewriting = self.rewriting
        rewriting.emit(name, at, after - 1)
        if after < end and rewriting.signs[after].text == "_":
            if name != "log":
                rewriting.fail("no_subscript", after)
            first, last, behind = rewriting.argument(after + 1, end, after)
            if first >= last:
                rewriting.fail("argument", after, sign="_")
            rewriting.enclosed((first, last), "_{", "}", (behind, end))
            return None
        if after < end and rewriting.signs[after].text == "^":
            first, last, behind = rewriting.argument(after + 1, end, after)
            inside = self._parenthesized(behind, end)
            if inside is not None and first < last:
                braced = not (last == first + 1 and rewriting.signs[first].text.isdigit())
                rewriting.then(lambda: rewriting.marks("^{" if braced else "^", after), (first, last),
                               lambda: rewriting.marks("}" if braced else "", last), inside,
                               (rewriting.partners[behind] + 1, end))
                return None
        inside = self._parenthesized(after, end)
        if inside is not None:
            rewriting.then(inside, (rewriting.partners[after] + 1, end))
            return None
        return after

    def _parenthesized(self, at: int, end: int) -> tuple[int, int] | None:
        """What a brace behind a function holds, where that is one pair of parentheses: `\\sin{(x)}` is `\\sin(x)`."""
        signs, partners = self.rewriting.signs, self.rewriting.partners
        if at >= end or signs[at].text != "{" or partners[at] < at + 3:
            return None
        first, last = at + 1, partners[at] - 1
        if signs[first].text == "\\left":
            whole = partners.get(first) == last - 1
        else:
            depth, k = 0, first
            for k in range(first, last + 1):
                depth += (signs[k].text == "(") - (signs[k].text == ")")
                if depth == 0:
                    break
            whole = signs[first].text == "(" and k == last
        return (first, last + 1) if whole else None


def _function_within(text: str) -> str:
    """A function that a run of letters begins or ends with, and may be meant: lnx, xsin, pi itself."""
    if text == "pi":
        return text
    return next((f for f in _ENDS if text != f and (text.startswith(f) or text.endswith(f))), "")
