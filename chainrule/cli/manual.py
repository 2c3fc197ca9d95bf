"""The manual on its way out: in colour on a terminal, its source into a pipe."""
from __future__ import annotations

import sys

from ..language import Language
from ..library import guide
from . import console

WIDEST = 100  # columns: longer lines are hard to read


def show(topic: str | None, language: Language, form: str) -> None:
    """Prints one page, or without a topic the list of all."""
    if topic is None:
        console.deliver(guide.contents(language, form))
    elif form == "text" and console.coloured_by(sys.stdout):
        from rich.console import Console

        Console(width=min(WIDEST, console.width_of(sys.stdout))).print(guide.renderable(topic, language))
    else:
        console.deliver(guide.page(topic, language))
