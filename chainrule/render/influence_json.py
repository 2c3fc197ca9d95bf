"""Influences and targets as plain data."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph.evaluate import Number
from ..language import Language
from ..solution.influence import Influence
from ..solution.stage import Story
from ..solution.target import TargetStory
from .json import check_of, plain_number

SCHEMA = "chainrule-influence/1"


def record(story: Story, rows: Sequence[Influence], language: Language) -> dict[str, Any]:
    """A row for each variable; null where there is no gradient or no value."""
    stage = story.stages[0]
    assert stage.passes is not None
    return {"schema": SCHEMA, "output": story.output_name, "value": _plain(stage.passes.forward[stage.output]),
            "influences": [{
                "variable": each.variable, "value": _plain(each.value), "gradient": _plain(each.gradient),
                "by": _plain(each.by), "predicted": _plain(each.predicted), "change": _plain(each.change),
                "exact": each.exact, "share": each.share} for each in rows],
            "check": check_of(story.check, language)}


def target_record(story: TargetStory, language: Language) -> dict[str, Any]:
    """The step and the answer."""
    return {"schema": SCHEMA, "output": story.story.output_name, "variable": story.variable,
            "wanted": _plain(story.wanted), "value": _plain(story.value), "gradient": _plain(story.gradient),
            "step": _plain(story.step), "reached": _plain(story.reached), "exact": story.exact,
            "root": _plain(story.root), "others": list(story.others),
            "newton": [{"value": s.value, "output": s.output, "gradient": s.slope, "halved": s.halved}
                       for s in story.newton], "check": check_of(story.story.check, language)}


def _plain(value: Number | None) -> int | float | str | None:
    return None if value is None else plain_number(value)
