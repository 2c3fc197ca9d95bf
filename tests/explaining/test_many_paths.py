"""Many paths: counted, not listed; what all of them pass; the largest of them; a product of sums."""
from __future__ import annotations

import math
import random

import pytest

from chainrule import diff
from chainrule.derivation.factored import factors, necks, product
from chainrule.derivation.paths import Derivation
from chainrule.graph.evaluate import evaluate
from chainrule.language import Language
from chainrule.numbers.contributions import largest
from chainrule.numbers.passes import Passes


def ladder(rungs: int) -> str:
    return "; ".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(rungs))


def random_program(seed: int) -> str:
    """A shared graph of sums and products, with places where it narrows."""
    rng = random.Random(seed)
    names = ["x"]
    lines = []
    for k in range(rng.randint(3, 9)):
        one, other = rng.choice(names[-3:]), rng.choice(names[-3:])
        lines.append(f"n{k} = {rng.choice(['sin({0}) + {1}', '{0}*{1}', '{0} - 2*{1}', 'exp(-{0})*{1}'])}"
                     .format(one, other))
        names.append(f"n{k}")
    return "; ".join(lines)


def derived(source: str) -> tuple[Derivation, Passes]:
    stage = diff(source, wrt="x", at="x=0.7", open="all")._story.stages[0]
    assert stage.passes is not None
    return stage.derivations[0], stage.passes


@pytest.mark.parametrize("seed", range(60))
def test_against_all_paths_written_out(seed: int) -> None:
    found, passes = derived(random_program(seed))
    paths = list(found.paths())
    assert len(paths) == found.path_count
    everywhere = set.intersection(*({found.variable, *(e.gate for e in path)} for path in paths))
    assert necks(found) == sorted(everywhere)

    values = sorted((math.prod(float(passes.partials[e.gate, e.slot]) for e in path) for path in paths), key=abs)
    whole = sum(values)
    best = largest(found, passes.partials, passes.adjoints[found.variable])
    assert [abs(float(item.value)) for item in best] == pytest.approx([abs(v) for v in values[::-1][:len(best)]])
    for item in best:
        assert item.percent == pytest.approx(100 * float(item.value) / whole, rel=1e-6)

    parts = factors(found)
    assert math.prod(part.path_count for part in parts) == len(paths)
    node = product(parts)
    cone = found.graph.cone([node])
    assert evaluate(found.graph, cone, passes.point, math)[node] == pytest.approx(whole, rel=1e-9, abs=1e-12)


def test_a_ladder_is_a_product_of_sums() -> None:
    found, _ = derived(ladder(60).replace("t0", "x"))
    assert found.path_count == 2 ** 60
    names = diff(ladder(60).replace("t0", "x"), open="all")._story.stages[0].names
    assert [names.get(n, "x") for n in necks(found)] == ["x", *(f"t{k}" for k in range(1, 61))]
    assert all(part.path_count == 2 for part in factors(found))


def test_no_node_is_passed_by_all_but_the_ends() -> None:
    found, _ = derived("a = sin(x); b = cos(x); c = a*b; d = a - b; f = c/d + c*d + a*b*c*d")
    assert necks(found) == [found.variable, found.output]
    assert len(factors(found)) == 1


@pytest.mark.parametrize(("lang", "passed", "share"), [
    ("en", "All of them pass t1, t2, t3, …, t10, t11 (11 nodes in all)", "% of the derivative"),
    ("ko", "모든 경로가 노드 11개(t1, t2, t3, …, t10, t11)를 지나므로", "미분계수의"),
])
def test_what_is_said(lang: Language, passed: str, share: str) -> None:
    shown = " ".join(diff(ladder(12), wrt="t0", at="t0=1", open="all").to_text(lang, width=200).split())
    assert passed in shown and shown.count(share) == 3 and "4096" in shown
    assert "dt12/dt0 = dt12/dt11 · dt11/dt10 · dt10/dt9 · ⋯ · dt2/dt1 · dt1/dt0" in shown


def test_shares_of_known_paths() -> None:
    source = "; ".join([*(f"a{k} = {k}*x" for k in range(1, 10)),
                        "f = " + " + ".join(f"a{k}" for k in range(1, 10)) + " + x"])
    shown = diff(source, wrt="x", at="x=1").to_text("en")
    # f = 46x: nine paths give 1 … 9, one gives 1
    assert "9   19.57% of the derivative" in shown and "7   15.22% of the derivative" in shown
    assert "6   13.04" not in shown, "the three largest"


def test_a_shared_graph_of_401_nodes_is_short() -> None:
    found = diff(ladder(200), wrt="t0", at="t0=1")
    assert found.path_count == 2 ** 200 and found.check.status == "checked"
    assert len(found.graph) == 401
    for lang in ("en", "ko"):
        assert len(found.to_text(lang).splitlines()) < 200


def test_many_variables_share_one_sweep() -> None:
    names = [f"x{k}" for k in range(6)]
    layers = [f"a{k} = sin(w{k}*({' + '.join(names)}))" for k in range(4)]
    later = [f"b{k} = tanh(a0*v{k} + a1 - a2*a3)" for k in range(4)]
    program = "; ".join([*layers, *later, "L = (b0 + b1 - b2*b3)^2"])
    found = diff(program, wrt=names, open=[line.split()[0] for line in program.split("; ")])
    assert found.check.status == "checked" and found.path_count > 8
    assert len(found.to_text("en").splitlines()) < 200


def test_a_long_line_is_not_called_many_paths() -> None:
    line = "; ".join(f"t{k + 1} = sin(t{k})" for k in range(3000))
    shown = diff(line, wrt="t0").to_text("en")
    assert "one path leads" in shown and "too long" in shown and "too many" not in shown
