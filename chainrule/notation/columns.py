"""How many columns text takes in a terminal, and text that an encoding can show."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .names import GREEK_NAMES

_RUNS = ((re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+"), str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"), "^"),
         (re.compile("[₀₁₂₃₄₅₆₇₈₉]+"), str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"), "_"))
_ROOT = re.compile(r"√([^\W√]+['′]*)")  # √x, which has no parentheses
_INSTEAD = {"✓": "OK", "∂": "d", "·": "*", "√": "sqrt", "→": "->", "≈": "~=", "≠": "!=", "≥": ">=", "≤": "<=",
            "─": "-", "×": "x", "…": "...",
            "⋮": ":", "⋯": "...", "⟨": "<", "⟩": ">", "‖": "||", "−": "-", "ᵀ": "^T", "⁻": "^-", "⊘": " ./ ",
            "└": "+", "├": "+", "│": "|", "Σ": "sum",
            "∘": " o ", "′": "'", "∞": "inf", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")"}


def width(text: str) -> int:
    """Columns in a terminal: Hangul and full-width signs take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_column, text))


@lru_cache(maxsize=4096)
def _column(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def encodable(text: str, encoding: str) -> str:
    """The text with everything that an encoding cannot show replaced by what it can; never fails."""
    if _shows(text, encoding):
        return text
    if not _shows("√", encoding):
        text = _ROOT.sub(r"sqrt(\1)", text)
    for run, table, sign in _RUNS:
        def plain(found: re.Match[str], table: dict[int, int] = table, sign: str = sign) -> str:
            if _shows(found[0], encoding):
                return found[0]
            digits = found[0].translate(table)
            return f"{sign}{digits}" if not digits.startswith("-") else f"{sign}({digits})"
        text = run.sub(plain, text)
    return "".join(c if _shows(c, encoding) else _INSTEAD.get(c) or GREEK_NAMES.get(c) or "?" for c in text)


def plain_signs(text: str) -> str:
    """The text with mathematical signs and Greek letters in ASCII; words, Hangul too, stay as they are."""
    text = _ROOT.sub(r"sqrt(\1)", text)
    for run, table, sign in _RUNS:
        text = run.sub(lambda found, table=table, sign=sign: sign + found[0].translate(table), text)  # type: ignore[misc]
    return "".join(_INSTEAD.get(c) or GREEK_NAMES.get(c) or c for c in text)


def _shows(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
