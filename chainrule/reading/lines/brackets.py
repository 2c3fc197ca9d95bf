"""Where brackets close, and what stands outside all of them, in plain text and in LaTeX."""
from __future__ import annotations

import re
from collections.abc import Callable

OPENED = {"(": ")", "[": "]", "{": "}"}
_FENCE = re.compile(r"\\left\s*|\\right\s*|\\[Bb]igg?[lrm]?(?![A-Za-z])\s*")


def closing(text: str, at: int) -> int:
    """The place of the bracket that closes the one at `at`; -1 where none does."""
    stack: list[str] = []
    while at < len(text):
        sign = text[at]
        if sign == "\\" and text[at + 1:at + 2] in ("{", "}"):
            at += 2
            continue
        if sign in OPENED:
            stack.append(OPENED[sign])
        elif sign in ")]}":
            if not stack or stack.pop() != sign:
                return -1
            if not stack:
                return at
        at += 1
    return -1


def opening(text: str, at: int) -> int:
    """The place of the bracket that the one at `at` closes; -1 where there is none."""
    pairs = {closer: opener for opener, closer in OPENED.items()}
    stack: list[str] = []
    while at >= 0:
        sign = text[at]
        if sign in pairs:
            stack.append(pairs[sign])
        elif sign in OPENED:
            if not stack or stack.pop() != sign:
                return -1
            if not stack:
                return at
        at -= 1
    return -1


def balanced(text: str) -> bool:
    """Whether every round or curly bracket is closed."""
    depth = 0
    for sign in text:
        depth += (sign in "({") - (sign in ")}")
        if depth < 0:
            return False
    return depth == 0


def split(text: str, finds: Callable[[str, int], int]) -> list[str]:
    """The parts of a text between separators outside all brackets; `finds` gives the length of one at a place, or 0."""
    parts, start, at, depth = [], 0, 0, 0
    while at < len(text):
        sign = text[at]
        size = finds(text, at) if depth == 0 else 0
        if not size and sign == "\\" and not text[at + 1:at + 2].isalpha():
            at += 2
            continue
        if size:
            parts.append(text[start:at])
            at += size
            start = at
            continue
        depth = max(0, depth + (sign in "([{") - (sign in ")]}"))
        at += 1
    parts.append(text[start:])
    return parts


def unfenced(text: str) -> str:
    r"""LaTeX without \left, \right and sizes where they stand at round, square or curly brackets."""
    def plain(found: re.Match[str]) -> str:
        behind = text[found.end():found.end() + 2]
        return "" if behind[:1] in ("(", ")", "[", "]") or behind in ("\\{", "\\}") else found.group()
    return _FENCE.sub(plain, text)
