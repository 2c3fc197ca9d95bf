"""Checked notes and solutions for programs: a compiler's messages, annotations of GitHub, plain data."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..explaining.checking.lines import condition_of, remark, right_of, titles, verdict_of, why_of
from ..explaining.checking.notes import QUOTED, counted
from ..explaining.checking.verdict import condition_text
from ..language import Language
from ..notation.text import write as text
from ..solution.lines.notes import NoteClaim, NotesStory
from ..solution.lines.solutions import SolutionStory
from ..solution.lines.weighing import Weighed

NOTES, SOLUTION = "chainrule-notes/1", "chainrule-solution/1"
SHOWN = 120  # characters of a claim in a message
_LEVELS = {"false": "error", "true_where": "warning"}


def messages(stories: Sequence[NotesStory], language: Language) -> str:
    """file:line: verdict: the claim; then how many there are."""
    lines: list[str] = []
    for story in stories:
        for claim in _told(story):
            lines.append(f"{story.name}:{claim.line}: {_said(claim, language)}")
        lines.append(f"{story.name}: {counted(story, language)}")
    return "\n".join(lines) + "\n"


def github(stories: Sequence[NotesStory], language: Language) -> str:
    """The same as workflow commands of GitHub, which shows them beside the lines."""
    lines = [f"::{_level(claim)} file={_property(story.name)},line={claim.line},title=chainrule::"
             f"{_data(_said(claim, language))}" for story in stories for claim in _told(story)]
    return "".join(line + "\n" for line in lines)


def _told(story: NotesStory) -> Iterator[NoteClaim]:
    return (claim for claim in story.claims if claim.weighed.found in _LEVELS)


def _level(claim: NoteClaim) -> str:
    """What is only quoted is noticed, no more."""
    return "notice" if claim.quoted else _LEVELS[claim.weighed.found]


def _said(claim: NoteClaim, language: Language) -> str:
    shown = " ".join(claim.shown.split())
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN - 1] + "…"
    said = "".join(part if isinstance(part, str) else text(part) for part in remark(claim.weighed, language))
    aside = [QUOTED.say(language)] * claim.quoted + titles(claim.mistakes[:1], language)
    tail = "; ".join(part for part in (said, *aside) if part)
    return f"{verdict_of(claim.weighed, language)}: {shown}" + (f" ({tail})" if tail else "")


def _data(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _data(said).replace(":", "%3A").replace(",", "%2C")


def notes_record(stories: Sequence[NotesStory], language: Language) -> dict[str, Any]:
    """Every claim of every file."""
    return {"schema": NOTES, "files": [
        {"file": story.name, "counts": {found: story.counts[found] for found in (
            "true", "true_where", "false", "not_checkable")},
         "claims": [{"line": c.line, "text": " ".join(c.shown.split()), **_weighed(c.weighed, language),
                     "quoted": c.quoted, "mistakes": list(c.mistakes)} for c in story.claims]} for story in stories]}


def _weighed(weighed: Weighed, language: Language) -> dict[str, Any]:
    wrong = weighed.found in _LEVELS
    right = right_of(weighed) if wrong else None
    condition = condition_of(weighed) if weighed.found == "true_where" else None
    held = condition is not None and weighed.verdict is not None and weighed.graph is not None
    return {"verdict": weighed.found, "why": why_of(weighed, language) or None,
            "right": None if right is None else text(right, style="plain"),
            "condition": condition_text(weighed.graph, weighed.verdict.condition)
            if held and weighed.verdict is not None and weighed.graph is not None else None}


def solution_record(story: SolutionStory, language: Language) -> dict[str, Any]:
    """Every line of a solution, and what is wrong with it."""
    first = story.first
    return {"schema": SOLUTION, "first_wrong": None if first is None else first.line,
            "mistakes": list(story.mistakes), "carried_on": story.carried_on,
            "lines": [{"line": line.line, "text": line.text, "kind": line.kind, "follows": line.follows,
                       **(_weighed(line.weighed, language) if line.weighed is not None else {
                           "verdict": None, "why": None, "right": None, "condition": None})}
                      for line in story.lines]}
