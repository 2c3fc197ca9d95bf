"""Verdicts as plain data, schema chainrule-check/1."""
from __future__ import annotations

from typing import Any

from ..explaining.checking.verdict import condition_text
from ..graph.graph import Graph
from ..language import Language
from ..notation.text import write as text
from ..notation.write import write
from ..numbers.agreement import Compared
from ..solution.checking.claims import ClaimStory
from ..solution.checking.verdict import Verdict
from .json import plain_number

SCHEMA = "chainrule-check/1"


def claim_record(story: ClaimStory, language: Language) -> dict[str, Any]:
    """A claim's sides and the verdict on it."""
    graph, nodes = story.sides.typed
    return {"schema": SCHEMA, "sides": [text(write(graph, node, {}), style="plain") for node in nodes],
            **verdict_record(story.sides.graph, story.verdict, language)}


def verdict_record(graph: Graph, verdict: Verdict, language: Language) -> dict[str, Any]:
    """The verdict, where it holds, and a point where it does not."""
    seen = verdict.counterexample
    return {"verdict": verdict.outcome, "condition": condition_text(graph, verdict.condition),
            "points": len(verdict.compared), "counterexample": None if seen is None else _seen(graph, seen),
            "why": None if verdict.why is None else verdict.why.say(language)}


def _seen(graph: Graph, seen: Compared) -> dict[str, Any]:
    return {"at": {graph.name(i): plain_number(x) for i, x in seen.place.at.items()},
            "truth": plain_number(float(seen.truth)),
            "claimed": None if seen.claim is None else plain_number(float(seen.claim))}
