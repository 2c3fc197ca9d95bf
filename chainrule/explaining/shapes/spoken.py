"""A picture with vectors and matrices in words: its values, their shapes, and from where they come."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.text import write
from ...solution.matrices.story import MatrixStory
from .symbols import ShapedTelling

GATE = Text("{gate} ({shape}) = {formula}", "{gate}({shape}) = {formula}")
MOST = 120  # values


def shaped_sentences(story: MatrixStory, language: Language) -> tuple[str, ...]:
    """A sentence for every value with a name: its shape and its formula."""
    telling, graph = ShapedTelling(story, language), story.graph
    shown = [node for node in sorted(story.names) if node in story.sweep.function and graph.args[node]]
    return tuple(GATE.say(language, gate=write(telling.name(node)), shape=telling.shape(graph.shape(node)),
                          formula=write(telling.formula(node))) for node in shown[:MOST])
