"""Everything on a page that moves with its inputs: the picture, the parts that are computed, the plot, the words."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import ChainruleError
from ...explaining import curve, meaning
from ...explaining.page import Plot
from ...explaining.shapes.spoken import shaped_sentences
from ...explaining.spoken import gate_sentences
from ...language import LANGUAGES, Language
from ...solution import curves
from ...solution.curves import Curve, Hills
from ...solution.matrices.story import MatrixStory
from ...solution.stage import Stage, Story
from .blocks import inline
from .player import drawn, record

MOST_NODES = 20_000  # of all parts together
LARGEST_PLOTTED = 200  # nodes of a function that is plotted


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture as SVG and its edges in words, a plot with its titles where there are one or two variables; the data of
    the script (None: nothing moves), and whether the numbers of the text are computed with it."""

    pictures: Mapping[Language, str]
    spoken: Mapping[Language, Sequence[str]]
    plots: Mapping[Language, Plot] = field(default_factory=dict)
    titles: Mapping[Language, tuple[str, str]] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    told: bool = False


def scene(story: Story | MatrixStory, stages: Sequence[Stage], *, plotted: bool = True) -> Scene:
    """What moves on the page about a story (nothing where there are vectors and matrices); `stages` are those that its
    text tells, in order."""
    pictures, main = drawn(story)
    if isinstance(story, MatrixStory):
        return Scene(pictures, {language: shaped_sentences(story, language) for language in pictures})
    spoken = {language: gate_sentences(story.stages[0], language) for language in LANGUAGES} if pictures else {}
    if main is None:
        return Scene(pictures, spoken)
    found = plottable(story) if plotted else None
    plots = {language: curve.plot(found, language) for language in LANGUAGES} if found is not None else {}
    titles = {language: curve.moving_titles(found, language) for language in LANGUAGES} if found is not None else {}
    place = next((k for k, stage in enumerate(stages) if stage is story.stages[0]), 0)
    parts = [main if k == place else None if stage.passes is None else record(stage, False)
             for k, stage in enumerate(stages)] or [main]
    whole = all(part is not None and part["live"] for part, stage in zip(parts, stages, strict=False)
                if stage.passes is not None)
    if sum(len(part["nodes"]) for part in parts if part) > MOST_NODES:
        parts, whole = [part if k == place else None for k, part in enumerate(parts)], len(parts) == 1
    return Scene(pictures, spoken, plots, titles, _data(parts, place, stages, found), bool(stages) and whole)


def plottable(story: Story) -> Curve | Hills | None:
    """The curve or the hills; None for more variables, and where there is nothing to be seen."""
    stage = story.stages[0]
    few = len(stage.sweep.function) <= LARGEST_PLOTTED and 1 <= len(stage.graph.inputs([stage.output])) <= 2
    if stage.wrt or stage.unknown or not few:
        return None
    try:
        return curves.drawn(story)
    except ChainruleError:
        return None


def _data(parts: Sequence[Mapping[str, Any] | None], place: int, stages: Sequence[Stage],
          found: Curve | Hills | None) -> dict[str, Any]:
    main = parts[place]
    assert main is not None
    functions: dict[str, str] = {}
    point: dict[str, float] = dict(main["point"])
    for part in parts:
        if part is not None:
            functions |= part["functions"]
            point = {**part["point"], **point} if part is main else {**point, **part["point"]}
    data: dict[str, Any] = {
        "parts": [None if part is None else {k: v for k, v in part.items() if k not in ("functions", "point", "chosen")}
                  for part in parts],
        "functions": functions, "drawn": place, "point": point, "chosen": main["chosen"], "live": main["live"],
        "names": _names(stages)}
    if found is not None:
        inputs = [found.story.stages[0].graph.name(i) for i in
                  found.story.stages[0].graph.inputs([found.story.stages[0].output])]
        data |= {"plot": inputs, "ranges": dict(zip(inputs, found.ranges, strict=True))}
    return data


def _names(stages: Sequence[Stage]) -> dict[str, dict[str, dict[str, str]]]:
    """What the sentences of meaning call variables and outputs, by part and variable."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for k, stage in enumerate(stages):
        if stage.wrt or stage.passes is None:
            continue
        output = stage.names.get(stage.output) or stage.graph.name(stage.output)
        for name in stage.variables:
            parts = meaning.names_of(name, output)
            said = {key: inline(part if isinstance(part, tuple) else (part,)) for key, part in parts.items()}
            found[f"{k}:{name}"] = {
                "en": {key: said[key] for key in ("x", "f")}, "ko": said}
    return found
