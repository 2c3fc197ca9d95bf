"""The manual on its way out: in colour on a terminal, its source into a pipe."""
from __future__ import annotations

import sys

from ..language import Language
from ..library import guide
from ..render.formats import FORMATS
from . import console, request

WIDEST = 100  # columns: longer lines are hard to read
FORMS = {name: FORMATS[name] for name in ("text", "markdown")}


def show(topic: str | None, language: Language, shape: request.Form) -> None:
    """Prints one page, or without a topic the list of all."""
    if topic is None:
        console.deliver(guide.contents(language, shape.name), shape.output, shape.force)
    elif shape.name == "text" and shape.output is None and console.coloured_by(sys.stdout):
        console.show(guide.renderable(topic, language), min(WIDEST, console.width_of(sys.stdout)), wrapped=False)
    else:
        console.deliver(guide.page(topic, language), shape.output, shape.force)
