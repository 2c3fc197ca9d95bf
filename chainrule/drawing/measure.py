"""How wide a text is: the advance widths of DejaVu Sans, the widest of the fonts that a picture names."""
from __future__ import annotations

import re
import unicodedata

from ..notation.boxes import Box, Name
from ..notation.names import GREEK, split
from ..notation.text import write

# Width in thousandths of the font size.
_WIDTHS = {
    **dict.fromkeys("0123456789", 636), **dict.fromkeys("ijl", 278), **dict.fromkeys(" .,:;|'′", 337),
    **dict.fromkeys("()[]{}⌊⌋⌈⌉", 390), **dict.fromkeys("ft/r", 411), "m": 974, "w": 818, "M": 863, "W": 989,
    **dict.fromkeys("+−=×÷<>≈±→≤≥≠", 838), "-": 361, "·": 318, "^": 838, "√": 637, "∂": 517, "σ": 634,
    **dict.fromkeys("abcdeghknopqsuvxyz", 634), **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", 401),
}
SMALL = 0.72  # of the font's size, for what stands below or above
_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "₀₁₂₃₄₅₆₇₈₉"
_LEVELLED = str.maketrans("".join(_SIGNS), "0123456789−0123456789")
_PIECES = re.compile("[{0}]+|[{1}]+|[^{0}{1}]+".format(*_SIGNS))
Run = tuple[str, int]  # text, and where it stands: 0 on the line, -1 below, 1 above


def runs(label: Box | str) -> tuple[Run, ...]:
    """A label as pieces on the line, below and above it: w21 is w with 21 below."""
    if isinstance(label, Name):
        stem, under, _, primes = split(label.text)
        found = ((GREEK.get(stem, stem), 0), (under, -1), (primes.replace("'", "′"), 0))
        return tuple(run for run in found if run[0])
    text = label if isinstance(label, str) else write(label).replace("-", "−")
    return tuple((piece.translate(_LEVELLED), _level(piece[0])) for piece in _PIECES.findall(text))


def _level(sign: str) -> int:
    return 1 if sign in _SIGNS[0] else -1 if sign in _SIGNS[1] else 0


def width(label: Box | str, size: float) -> float:
    """The width of a label in the unit of its font size."""
    total = 0.0
    for text, level in runs(label):
        for sign in text:
            wide = unicodedata.east_asian_width(sign) in "WF"
            total += (1000 if wide else _WIDTHS.get(sign, 700)) * (SMALL if level else 1)
    return total * size / 1000
