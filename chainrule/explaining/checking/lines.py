"""What is said about a line of a solution or of notes: its verdict, what is right in its place, and why not."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import ATOM, Box, Name
from ...notation.shaped import write_shaped
from ...notation.write import write
from ...rules.mistakes import MISTAKES
from ...solution.lines.weighing import Weighed
from ..page import Parts, sentence
from .verdict import condition_box

FOUND = {"true": Text("right", "맞음"), "false": Text("wrong", "틀림"),
         "true_where": Text("right only on a part", "일부에서만 맞음"),
         "not_checkable": Text("not checkable", "확인할 수 없음")}
RIGHT_IS = Text("right is {right}", "옳은 식: {right}")
ONLY_WHERE = Text("only where {condition}", "{condition}에서만")


def verdict_of(weighed: Weighed, language: Language) -> str:
    """The verdict in a word or two."""
    return FOUND[weighed.found].say(language)


def why_of(weighed: Weighed, language: Language) -> str:
    """Why it cannot be checked; nothing where it could."""
    if weighed.why is None:
        return ""
    facts = weighed.facts or {}
    inner = {key: fact.say(language, **facts) if isinstance(fact, Text) else fact for key, fact in facts.items()}
    return weighed.why.say(language, **inner)


def right_of(weighed: Weighed) -> Box | None:
    """What is right in its place."""
    if weighed.shaped is not None:
        return write_shaped(*weighed.shaped, {})
    node = weighed.right
    if weighed.graph is None or node is None:
        return None
    leaves = {at: (Name(name), ATOM) for at, name in weighed.names.items()}
    return write(weighed.graph, node, leaves)


def condition_of(weighed: Weighed) -> Box | None:
    """Where it is right, if that is on a part only."""
    verdict = weighed.verdict
    if verdict is None or weighed.graph is None or not verdict.condition:
        return None
    return condition_box(weighed.graph, verdict.condition)


def remark(weighed: Weighed, language: Language) -> Parts:
    """What is said beside a verdict: what is right, where it is, or why nothing can be said."""
    if weighed.found == "not_checkable":
        return (why_of(weighed, language),)
    if weighed.found == "true":
        return ()
    parts: Parts = ()
    condition = condition_of(weighed) if weighed.found == "true_where" else None
    if condition is not None:
        parts = sentence(ONLY_WHERE, language, condition=condition)
    right = right_of(weighed)
    if right is not None:
        said = sentence(RIGHT_IS, language, right=right)
        parts = (*parts, "; ", *said) if parts else said
    return parts


def titles(labels: tuple[str, ...], language: Language) -> list[str]:
    """The names of mistakes in words."""
    return [MISTAKES[label].title.say(language) for label in labels if label in MISTAKES]
