"""How wide a text is: the widest advance of each sign in the fonts that a picture may be drawn in."""
from __future__ import annotations

import unicodedata

from ..notation.boxes import Box
from .pieces import SPACE, pieces

# Width in thousandths of the font size.
_WIDTHS = {
    **dict.fromkeys("0123456789", 636), **dict.fromkeys(" .,:;|'′", 337), **dict.fromkeys("()[]{}⌊⌋⌈⌉", 390),
    **dict.fromkeys("+−=×÷<>≈±→≤≥≠^", 838), "-": 361, "·": 318, "√": 637, "∂": 517, "/": 411, SPACE: 222,
    **dict.fromkeys("abcdeghknopqsuvxyzσ", 634), **dict.fromkeys("il", 318), **dict.fromkeys("jrt", 411),
    "f": 555, "m": 974, "w": 818, "ω": 838, **dict.fromkeys("CDGKOPQRUVXZΘΦΨΩ", 800), **dict.fromkeys("HN", 873),
    "M": 1005, "W": 989,
}


def width(label: Box | str, size: float) -> float:
    """The width of a label in the unit of its font size."""
    total = 0.0
    for piece in pieces(label):
        for sign in piece.text:
            wide = unicodedata.east_asian_width(sign) in "WF"
            total += (1000 if wide else _WIDTHS.get(sign, 740)) * piece.size
    return total * size / 1000
