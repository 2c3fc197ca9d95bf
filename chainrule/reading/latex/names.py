"""Letters of LaTeX as names: `wx` is w·x, `target_{o1}` and `\\mathrm{loss}` are one name each, `\\hat{y}` is y_hat."""
from __future__ import annotations

import re
from typing import NoReturn

from ...notation.names import spelled
from ...rules import NAMES, RULES
from . import commands
from .rewriting import Rewriting

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
# Functions that may hide at the end of a run of letters: lnx, xsin.
_ENDS = (*sorted((name for rule in RULES.values() if rule.glued for name in rule.everyday), key=len, reverse=True),
         "pi")
LONGEST_PRODUCT = 3  # letters that stand together and are a product; longer runs may be words
_DIGIT_LETTER = re.compile(r"[0-9]+[^\W\d_]")


def atom(r: Rewriting, at: int, end: int) -> int | None:
    """Emit the names that begin at sign `at`; where reading goes on (None: it has been arranged)."""
    text = r.signs[at].text
    if text in commands.NAMED:
        return _named(r, at, end)
    if text in commands.STYLES or text in commands.ACCENTS:
        first, last, after = r.argument(at + 1, end, at)
        word = content(r, first, last, at)
        if not word[0].isalpha():
            r.fail("text_words", at, max(last - 1, at), sign=word[0])
        if text in commands.ACCENTS:
            word += "_" + commands.ACCENTS[text]
        return scripts(r, word, at, after, end, text if text in commands.STYLES else "")
    if text == "\\Delta" and at + 1 < end and _single(r, at + 1):  # Δx is a difference, not a product
        letter = r.signs[at + 1].text
        return scripts(r, "Δ" + commands.LETTERS.get(letter, letter), at, at + 2, end)
    if text in commands.LETTERS:
        return scripts(r, commands.LETTERS[text], at, at + 1, end)
    if text.isascii() and len(text) > 1:
        return _run(r, at, end)
    return scripts(r, text, at, at + 1, end)


def _single(r: Rewriting, at: int) -> bool:
    text = r.signs[at].text
    return text in commands.LETTERS or len(text) == 1 and text.isalpha()


def content(r: Rewriting, first: int, last: int, command: int) -> str:
    """What stands in the braces of \\mathrm and its kin, as one word."""
    signs = r.signs
    parts = []
    for k in range(first, last):
        text = signs[k].text
        spaced = k > first and signs[k - 1].end < signs[k].start and k + 1 < last + 1
        if spaced and text not in commands.SILENT:
            r.fail("text_words", command, last, sign=" ")
        if text in commands.LETTERS:
            parts.append(commands.LETTERS[text])
        elif text in commands.NAMED or text in ("{", "}", "\\_") or text in commands.SILENT:
            parts.append("_" if text == "\\_" else "")
        else:
            parts.append(text)
    word = "".join(parts)
    if not _WORD.fullmatch(word):
        bad = next((c for c in word if not (c.isalnum() or c == "_")), "")
        r.fail("text_words", command, max(last - 1, command), sign=bad or "{}")
    return word


def _named(r: Rewriting, at: int, end: int) -> int | None:
    first, last, after = r.argument(at + 1, end, at)
    word = content(r, first, last, at)
    if not word[0].isalpha():
        r.fail("text_words", at, max(last - 1, at), sign=word[0])
    if word == "e":
        r.emit("e", at, after - 1)
        return after
    name = word if word in NAMES else word.lower()
    if name in NAMES and len(name) > 1 and (name in commands.ELEMENTARY or _opens(r, after, end)):
        return function(r, name, at, after, end)
    return scripts(r, word, at, after, end, "\\mathrm" if len(word) == 1 else "")


def _opens(r: Rewriting, at: int, end: int) -> bool:
    signs = r.signs
    opened = at < end and signs[at].text in ("(", "\\left", "[", "\\{")
    return opened or _parenthesized(r, at, end) is not None


def _run(r: Rewriting, at: int, end: int) -> int | None:
    """Letters that stand together: a function, one name, or a product."""
    sign = r.signs[at]
    text = sign.text
    if text in commands.ELEMENTARY or text in NAMES and len(text) > 2 and _opens(r, at + 1, end):
        return function(r, text, at, at + 1, end)
    lowered = at + 1 < end and r.signs[at + 1].text == "_"
    if text in r.known or lowered and _lowered_known(r, text, at, end):
        return scripts(r, text, at, at + 1, end)
    near = _function_within(text)
    if near:
        _unclear(r, text, at, near)
    _prose(r, at, end)
    if len(text) > LONGEST_PRODUCT and not all(c in r.known for c in text):
        if _opens(r, at + 1, end) or lowered or len(set(text)) < len(text):
            return scripts(r, text, at, at + 1, end)
        _unclear(r, text, at, "")
    for k, letter in enumerate(text[:-1]):
        r.write(letter, sign.start + k, sign.start + k + 1)
        _style(r, letter, "", at)
    return scripts(r, text[-1], at, at + 1, end, offset=len(text) - 1)


def _lowered_known(r: Rewriting, text: str, at: int, end: int) -> bool:
    first, last, _ = r.argument(at + 2, end, at + 1)
    return f"{text}_{below(r, first, last, at)}" in r.known


def _unclear(r: Rewriting, text: str, at: int, near: str) -> NoReturn:
    letters = " ".join(text)
    name = f"\\mathrm{{{text}}}"
    if near:
        command = f"\\{near} "
        name = (command + text[len(near):] if text.startswith(near) else f"{text[:-len(near)]} {command}").strip()
    r.fail("letters", at, name=text, first=name, second=letters)


def _prose(r: Rewriting, at: int, end: int) -> None:
    """Two words with a space between are a sentence."""
    signs = r.signs
    if at + 1 < end and signs[at + 1].start > signs[at].end:
        other = signs[at + 1].text
        if other.isalpha() and len(other) > 1 and len(signs[at].text) > 1 and (
                other not in commands.ELEMENTARY or len(signs[at].text) > LONGEST_PRODUCT) and not (
                r.bold is not None and all(letter in r.known for letter in signs[at].text + other)):
            r.fail("prose", at, at + 1)


def _style(r: Rewriting, stem: str, style: str, at: int) -> None:
    if len(stem) == 1 and r.styles.setdefault(stem, style) != style:
        r.fail("styles", at, name=stem)


def scripts(r: Rewriting, stem: str, at: int, after: int, end: int, style: str = "", offset: int = 0) -> int | None:
    """Emit a name with the subscript and the primes that follow it."""
    signs = r.signs
    if r.bold is None or after >= end or signs[after].text != "_":  # x_1 is an entry of a bold x
        _style(r, stem, style, at)
    under, primes, raised = "", 0, None
    while after < end:
        text = signs[after].text
        if text in commands.PRIMES:
            if r.bold is not None and _transposed(r, stem, under):
                break
            primes += 1
            after += 1
        elif text == "_" and not under:
            first, last, after = r.argument(after + 1, end, after)
            under = below(r, first, last, at)
        elif text == "^" and raised is None:
            first, last, behind = r.argument(after + 1, end, after)
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
        plain, known = f"{stem}_{under}", r.known
        glued = spelled(stem) + under  # the caller's x1 is set as x_1
        name = glued if glued in known and spelled(plain) not in known else (
            f"{stem}_{{{under}}}" if _DIGIT_LETTER.match(under) else plain)
    r.write(name + "'" * primes, signs[at].start + offset, r.reach(after - 1))
    if raised is None:
        return after
    r.then(lambda: r.mark("^", after), lambda: r.mark("{", after), raised,
                   lambda: r.mark("}", after), (after, end))
    return None


def _transposed(r: Rewriting, stem: str, under: str) -> bool:
    """Whether a prime behind a name is a transpose: the name is one of the caller's, and it has none with a prime."""
    name = spelled(f"{stem}_{under}" if under else stem)
    return name in r.known and name + "'" not in r.known


def below(r: Rewriting, first: int, last: int, at: int) -> str:
    """A subscript as part of a name: letters, digits, Greek letters, words; i,j as i_j."""
    signs = r.signs
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
            r.fail("subscript", at, last)
    word = "".join(parts)
    if not _WORD.fullmatch(word):
        r.fail("subscript", at, last)
    return word


def function(r: Rewriting, name: str, at: int, after: int, end: int) -> int | None:
    """Emit a function's name, and the base of a logarithm."""
    r.emit(name, at, after - 1)
    if after < end and r.signs[after].text == "_":
        if name != "log":
            r.fail("no_subscript", after)
        first, last, behind = r.argument(after + 1, end, after)
        if first >= last:
            r.fail("argument", after, sign="_")
        r.enclosed((first, last), "_{", "}", (behind, end))
        return None
    if after < end and r.signs[after].text == "^":
        first, last, behind = r.argument(after + 1, end, after)
        inside = _parenthesized(r, behind, end)
        if inside is not None and first < last:
            braced = not (last == first + 1 and r.signs[first].text.isdigit())
            r.then(lambda: r.marks("^{" if braced else "^", after), (first, last),
                           lambda: r.marks("}" if braced else "", last), inside,
                           (r.partners[behind] + 1, end))
            return None
    inside = _parenthesized(r, after, end)
    if inside is not None:
        r.then(inside, (r.partners[after] + 1, end))
        return None
    return after


def _parenthesized(r: Rewriting, at: int, end: int) -> tuple[int, int] | None:
    """What a brace behind a function holds, where that is one pair of parentheses: `\\sin{(x)}` is `\\sin(x)`."""
    signs, partners = r.signs, r.partners
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
