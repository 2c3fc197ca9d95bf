"""Learning as plain data: the way of a descent."""
from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

from ..explaining.learning.failures import told
from ..language import Language
from ..numbers.descent import Walk
from ..solution.failures import Finding, findings, of_walk
from ..solution.learning import LearningStory
from ..solution.shaped_learning import ShapedLearningStory
from .json import check_of, plain_number, text_of

SCHEMA = "chainrule-learn/1"


def record(story: LearningStory, language: Language) -> dict[str, Any]:
    """Everything about a descent; a loss that is too large for a double is null."""
    walk, samples = story.walk, story.samples
    found: dict[str, Any] = {
        "schema": SCHEMA, "output": story.first.output_name, "wrt": list(story.parameters),
        "at": {name: plain_number(value) for name, value in story.fixed.items()},
        "method": story.pace.method.name, "rate": story.pace.rate, "steps": story.pace.steps,
        "samples": None if samples is None else len(samples.rows),
        "points": [dict(zip(story.parameters, point, strict=True)) for point in walk.points],
        "losses": _losses(walk),
        "gradients": [dict(zip(story.parameters, slopes, strict=True)) for slopes in walk.gradients],
        "stopped": _stopped(walk),
        "findings": [_finding(each, story, language) for each in findings(story)],
        "check": check_of(story.first.check, language),
    }
    return found


def shaped_record(story: ShapedLearningStory, language: Language) -> dict[str, Any]:
    """The same with vectors and matrices: of the points and gradients the first and the last."""
    walk, samples = story.walk, story.asked.samples
    ends = (0, len(walk.points) - 1)
    return {
        "schema": SCHEMA, "output": story.first.output_name, "wrt": list(story.parameters),
        "at": {name: rows for name, rows in story.fixed.items() if name not in story.columns},
        "method": story.pace.method.name, "rate": story.pace.rate, "steps": story.pace.steps,
        "samples": None if samples is None else len(samples.rows),
        "points": [story.by_name(story.parted(k)) for k in ends], "losses": _losses(walk),
        "gradients": [story.by_name(story.slopes(k)) for k in ends], "stopped": _stopped(walk),
        "findings": [_finding(each, story, language) for each in of_walk(walk)],
        "check": check_of(story.first.check, language),
    }


def _losses(walk: Walk) -> list[float | None]:
    return [x if math.isfinite(x) else None for x in walk.losses]


def _stopped(walk: Walk) -> dict[str, Any] | None:
    return None if walk.stop is None else {"step": walk.stop.step, "cause": walk.stop.cause}


def _finding(each: Finding, story: LearningStory | ShapedLearningStory, language: Language) -> dict[str, Any]:
    return {"kind": type(each).__name__.lower(), "text": text_of(told(each, story, language).parts),
            **{f.name: getattr(each, f.name) for f in fields(each)
               if isinstance(getattr(each, f.name), int | float | str)}}
