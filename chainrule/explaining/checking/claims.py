"""The page of a claim: what is claimed, the verdict on every side, and a point where a wrong one shows."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import Box, Op, Row
from ...notation.text import write as plain
from ...notation.write import write
from ...solution.checking.claims import ClaimStory
from ..page import Block, Equation, Heading, Line, Page
from .verdict import OUTCOMES, verdict_blocks

CLAIM = Text("The claim", "주장")
VERDICT = Text("Verdict", "판정")


def claim_page(story: ClaimStory, language: Language) -> Page:
    """All of it on one page."""
    graph, nodes = story.sides.typed
    boxes = [write(graph, node, {}) for node in nodes]
    verdict = story.verdict
    blocks: list[Block] = [Heading(CLAIM.say(language)), _equation(boxes, story, language),
                           Heading(VERDICT.say(language))]
    blocks += verdict_blocks(story.sides.graph, verdict, language, story.unknown)
    return Page(tuple(blocks), language, title_of(boxes), title_of(boxes))


def _equation(boxes: list[Box], story: ClaimStory, language: Language) -> Equation:
    """All sides, each with its own verdict where there are several."""
    lines = []
    for k, box in enumerate(boxes[1:], start=1):
        told = story.verdicts.get(k) if len(boxes) > 2 else None
        lines.append(Line(boxes[0] if k == 1 else None, box,
                          (OUTCOMES[told.outcome].say(language),) if told is not None else ()))
    return Equation(tuple(lines))


def title_of(boxes: list[Box]) -> str:
    """The claim on one line."""
    row: list[Box] = []
    for box in boxes:
        row += [Op("="), box] if row else [box]
    return plain(Row(tuple(row)))
