"""Learning as plain data: the way of a descent."""
from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

from ..explaining.learning.failures import told
from ..language import Language
from ..solution.failures import findings
from ..solution.learning import LearningStory
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
        "losses": [x if math.isfinite(x) else None for x in walk.losses],
        "gradients": [dict(zip(story.parameters, slopes, strict=True)) for slopes in walk.gradients],
        "stopped": None if walk.stop is None else {"step": walk.stop.step, "cause": walk.stop.cause},
        "findings": [{"kind": type(each).__name__.lower(), "text": text_of(told(each, story, language).parts),
                      **{f.name: getattr(each, f.name) for f in fields(each)
                         if isinstance(getattr(each, f.name), int | float | str)}} for each in findings(story)],
        "check": check_of(story.first.check, language),
    }
    return found
