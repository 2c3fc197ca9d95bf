"""How wide every sign is: its widest advance in the fonts that a picture may be drawn in."""
from __future__ import annotations

import unicodedata

SPACE = "\u205f"
# Width in thousandths of the font size.
_WIDTHS = {
    **dict.fromkeys("0123456789", 636), **dict.fromkeys(" .,:;|'′", 337), **dict.fromkeys("()[]{}⌊⌋⌈⌉", 390),
    **dict.fromkeys("+−=×÷<>≈±→≤≥≠^", 838), "-": 361, "·": 318, "√": 637, "∂": 517, "/": 411, SPACE: 222,
    **dict.fromkeys("abcdeghknopqsuvxyzσ", 634), **dict.fromkeys("il", 318), **dict.fromkeys("jrt", 411),
    "f": 555, "m": 974, "w": 818, "ω": 838, **dict.fromkeys("CDGKOPQRUVXZΘΦΨΩ", 800), **dict.fromkeys("HN", 873),
    "M": 1005, "W": 989,
}


def advance(text: str) -> float:
    """The width of signs side by side, of their font size."""
    return sum(1000 if unicodedata.east_asian_width(sign) in "WF" else _WIDTHS.get(sign, 740) for sign in text) / 1000
