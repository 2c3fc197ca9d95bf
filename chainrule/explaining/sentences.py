"""Sentences with formulas in them: words and boxes side by side."""
from __future__ import annotations

import re

from ..language import Language, Text, josa
from ..notation.boxes import Box, Name

Part = str | Box
Parts = tuple[Part, ...]
_GAP = re.compile(r"\{(\w+)\}")


def sentence(text: Text, language: Language, **facts: Part | Parts | Text | int) -> Parts:
    """The text in one language; a fact in {braces} may be a formula, words, a number, or several of these in turn."""
    parts: list[Part] = []
    for k, piece in enumerate(_GAP.split(text.say(language))):
        fact = facts[piece] if k % 2 else piece
        for part in fact if isinstance(fact, tuple) else (fact,):
            made = part.say(language) if isinstance(part, Text) else str(part) if isinstance(part, int) else part
            if isinstance(made, str) and parts and isinstance(parts[-1], str):
                parts[-1] += made
            elif made != "":
                parts.append(made)
    return tuple(parts)


def with_particle(name: str, particle: str) -> Parts:
    """A name with the Korean particle that its reading asks for: z1은."""
    return Name(name), josa(name, particle)[len(name):]


def listed(boxes: list[Box]) -> Parts:
    """u, v, w."""
    return tuple(part for k, box in enumerate(boxes) for part in ((", ", box) if k else (box,)))
