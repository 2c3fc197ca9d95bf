"""Verdicts as plain data, schema chainrule-check/1."""
from __future__ import annotations

from typing import Any

from ..explaining.checking.answers import remarks
from ..explaining.checking.mistakes import facts_of
from ..explaining.checking.verdict import condition_text
from ..explaining.page import Parts, sentence
from ..graph.graph import Graph
from ..language import Language
from ..notation.shaped import write_shaped
from ..notation.text import write as text
from ..notation.write import write
from ..numbers.agreement import Compared
from ..rules.mistakes import MISTAKES
from ..solution.checking.answers import AnswerStory
from ..solution.checking.claims import ClaimStory
from ..solution.checking.matrices.answer import ShapedStory
from ..solution.checking.slips.names import Named
from ..solution.checking.verdict import Verdict
from .json import plain_number

SCHEMA = "chainrule-check/1"


def claim_record(story: ClaimStory, language: Language) -> dict[str, Any]:
    """A claim's sides and the verdict on it."""
    graph, nodes = story.sides.typed
    return {"schema": SCHEMA, "sides": [text(write(graph, node, {}), style="plain") for node in nodes],
            **verdict_record(story.sides.graph, story.verdict, language)}


def answer_record(story: AnswerStory, language: Language) -> dict[str, Any]:
    """An answer, the verdict, and the mistakes that explain it."""
    problem, (graph, node) = story.problem, story.typed
    return {"schema": SCHEMA, "wrt": problem.graph.name(problem.variable),
            "answer": text(write(graph, node, {}), style="plain"),
            **verdict_record(problem.graph, story.verdict, language),
            "mistakes": [_mistake(story, named, label, language) for named in story.named for label in named.labels],
            "remarks": [words(parts) for parts in remarks(story, language)]}


def shaped_record(story: ShapedStory, language: Language) -> dict[str, Any]:
    """An answer with shapes, the verdict, and the mistakes that explain it."""
    graph, variable = story.problem.graph, story.problem.variable
    return {"schema": SCHEMA, "answer": None if story.answer is None else text(
                write_shaped(*story.answer, {}), style="plain"),
            "verdict": story.outcome, "condition": None, "points": story.points, "counterexample": None,
            "why": None if story.refusal is None else story.refusal.say(language),
            "mistakes": [{"label": label, "title": MISTAKES[label].title.say(language),
                          "rule": MISTAKES[label].rule.say(language)} for label in story.mistakes],
            "shape": None if story.shape is None else list(story.shape), "wanted": list(graph.shape(variable)),
            "remarks": []}


def _mistake(story: AnswerStory, named: Named, label: str, language: Language) -> dict[str, Any]:
    graph, slip = story.problem.graph, named.slip
    row, facts = MISTAKES[label], facts_of(story, named)
    return {"label": label, "title": row.title.say(language), "said": words(sentence(row.said, language, **facts)),
            "rule": row.rule.say(language), "question": words(sentence(row.question, language, **facts)),
            "place": None if slip.at is None else text(write(graph, slip.at, {}), style="plain"),
            "everywhere": slip.everywhere, "perhaps": named.perhaps is not None}


def words(parts: Parts) -> str:
    """Words and formulas as text."""
    return "".join(part if isinstance(part, str) else text(part, style="plain") for part in parts)


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
