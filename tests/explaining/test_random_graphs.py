"""Random programs with sharing: what their explanations say must be true, line by line, in both languages.

CHAINRULE_GRAPHS says how many programs are tried; the long run by hand takes 5,000.
"""
from __future__ import annotations

import math
import os
import random
import re
from collections.abc import Iterator

import pytest
from programs import POINT, program

import chainrule
from chainrule import diff
from chainrule.derivation.tangents import numbers
from chainrule.explaining.page import Equation, Page, boxes
from chainrule.graph.build import build
from chainrule.graph.evaluate import evaluate, is_number
from chainrule.graph.holes import NoValue
from chainrule.library.explained import Explained
from chainrule.notation.boxes import Box, Op, Ratio, Row
from chainrule.notation.text import write
from chainrule.reading import read
from chainrule.rules import NAMES
from chainrule.solution.stage import Stage

COUNT = int(os.environ.get("CHAINRULE_GRAPHS", "240"))
ENGLISH = re.compile(r"[A-Za-z]{3,}")
ALLOWED = {name.lower() for name in NAMES} | {"relu", "step", "sign", "max", "min", "chainrule", "piecewise"}


def explained(seed: int) -> Explained | None:
    text, options = program(seed)
    try:
        return diff(text, at=POINT, **options)  # type: ignore[arg-type]
    except chainrule.ChainruleError:
        return None


def sides(box: Box) -> Iterator[tuple[Box, bool]]:
    """The parts between the signs = and ≈, and whether a rounded number stands before or after."""
    items = box.items if isinstance(box, Row) else (box,)
    part: list[Box] = []
    rounded = any(isinstance(i, Op) and i.sign == "≈" for i in items)
    for item in (*items, Op("=")):
        if isinstance(item, Op) and item.sign in ("=", "≈"):
            yield Row(tuple(part)) if len(part) != 1 else part[0], rounded
            part = []
        else:
            part.append(item)


def worth(box: Box, values: dict[str, float]) -> float | None:
    """What a formula is worth; None for one that holds a derivative's symbol or words."""
    if any(isinstance(b, Ratio) or isinstance(b, Op) and b.sign in ("⋯", "⋮", "→", "∘", "′") for b in boxes_in(box)):
        return None
    try:
        built = build(read(write(box, style="plain")))
        point = {i: values[built.graph.name(i)] for i in built.graph.inputs([built.output])}
        return float(evaluate(built.graph, built.graph.cone([built.output]), point, math)[built.output])
    except (NoValue, chainrule.ChainruleError, KeyError):
        return None


def boxes_in(box: Box) -> Iterator[Box]:
    from chainrule.explaining.page import Line
    yield from boxes([Equation((Line(None, box),))])


def values_of(stage: Stage) -> dict[str, float]:
    assert stage.passes is not None
    found = {name: float(value) for i, name in stage.names.items()
             if is_number(value := stage.passes.forward.get(i))}
    return {**{k: float(v) for k, v in POINT.items()}, **found}


def chains(page: Page) -> Iterator[list[tuple[Box, bool]]]:
    """Everything that a page says is equal: a line, and those below it that repeat its left side."""
    for block in page.blocks:
        if isinstance(block, Equation):
            chain: list[tuple[Box, bool]] = []
            for line in block.lines:
                if line.left is not None:
                    if chain:
                        yield chain
                    chain = [(line.left, False)] if line.sign in ("=", "≈") else []
                chain += [(box, rounded or line.sign == "≈") for box, rounded in sides(line.right)]
            yield chain


def check_lines(found: Explained, page: Page) -> int:
    """Compares what a page says is equal; how many lines could be computed."""
    compared = 0
    values = values_of(found._story.stages[0])
    for chain in chains(page):
        told = [write(box) for box, _ in chain]
        assert all(a != b for a, b in zip(told, told[1:], strict=False)), ("a step without change", told)
        if any(rounded for _, rounded in chain):
            continue  # rounded numbers do not give each other to many digits; the passes are compared above
        worths = [w for box, _ in chain[1:] if (w := worth(box, values)) is not None]
        compared += len(worths[1:])
        for w in worths[1:]:
            assert w == pytest.approx(worths[0], rel=1e-7, abs=1e-7), told
    return compared


@pytest.mark.parametrize("seed", range(0, COUNT, 20))
def test_random_programs(seed: int) -> None:
    told = [one(k) for k in range(seed, seed + 20)]
    assert sum(lines is not None for lines in told) >= 15, "most programs have an answer"
    assert sum(lines or 0 for lines in told) >= 40, "most lines have a value"


def one(seed: int) -> int | None:
    """Looks at one program: how many of its lines were compared, None where it was refused."""
    found = explained(seed)
    if found is None:
        return None
    assert found.check.status != "wrong", program(seed)
    stage = found._story.stages[0]
    assert stage.passes is not None
    for derived in stage.derivations:
        if derived.path_count and not stage.passes.kinks:
            ahead = numbers(derived, stage.passes.partials)[derived.output]
            back = stage.passes.adjoints[derived.variable]
            assert ahead == pytest.approx(back, rel=1e-9, abs=1e-12), "forward and reverse"
            if derived.path_count <= 64:
                along = sum(math.prod(stage.passes.partials[e.gate, e.slot] for e in path) for path in derived.paths())
                assert along == pytest.approx(back, rel=1e-9, abs=1e-12), "along the paths"
    compared = check_lines(found, found.page("en")) if not stage.passes.kinks else 0
    english, korean = found.to_text("en", width=100), found.to_text("ko", width=100)
    assert not re.search("[가-힣]", english) and "{" not in english + korean
    names = {str(node["name"]).lower() for node in found.graph} | set(found._story.stages[0].names.values())
    words = {w.lower() for w in ENGLISH.findall(re.sub("`[^`]*`", "", korean))} - ALLOWED - names
    assert not words, words
    for shown in (english, korean):
        odd = re.search(r"\+ -|\b1\.0·|\^1(?![\d.])|(?<![\w.])1·(?=[a-z])", shown)
        assert odd is None, (seed, shown[max(0, odd.start() - 60):odd.end() + 20])
    return compared


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("mode", ["paths", "reverse", "forward"])
def test_a_graph_of_300_nodes_is_told_in_200_lines(seed: int, mode: str) -> None:
    rng = random.Random(seed)
    names = [f"x{k}" for k in range(8)]
    lines = []
    for k in range(290):
        recent = names[-12:]
        lines.append(f"n{k} = " + rng.choice(("sin({0})", "{0}*{1}", "{0} - {1}", "tanh({0})", "{0} + {1}")).format(
            *rng.sample(recent, 2)))
        names.append(f"n{k}")
    inputs = sorted(set(re.findall(r"x\d", "\n".join(lines))))
    found = diff("\n".join(lines), mode=mode, at={x: 0.3 + 0.1 * k for k, x in enumerate(inputs)})  # type: ignore[arg-type]
    assert found.check.status != "wrong"
    for lang in ("en", "ko"):
        assert len(found.to_text(lang).splitlines()) < 200  # type: ignore[arg-type]
