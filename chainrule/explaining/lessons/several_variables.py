"""Lessons on functions of several variables: partial derivatives, the chain rule, the graph."""
from __future__ import annotations

from collections.abc import Sequence

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, story, table
from .lesson import Lesson, Part, Say, Show
from .one_variable import EXAMPLE
from .own import on_the_graph, with_counts

PARTIAL = Lesson(
    "partial-derivative", Text("Partial derivative", "편도함수"),
    Text("one input changes, the others are held constant", "하나만 변하게 하고 나머지는 상수로 본다"),
    (
        Say(Text("A function of several variables is differentiated with respect to one of them, while the others are "
                 "held "
                 "constant. The round ∂ says so:",
                 "변수가 여럿인 함수를 한 변수로만 미분하고 나머지 변수는 상수로 보는 것을 편미분이라고 한다. "
                 "기호로는 ∂를 "
                 "쓴다.")),
        Show((("p[f/x]", "=", "lim[h→0] (f(x + h, y) - f(x, y))/h", None),
              ("p[f/y]", "=", "lim[h→0] (f(x, y + h) - f(x, y))/h", None))),
        Say(Text("It answers: how much does the result change with this one input? In `w*x + b`, raising `x` by 1 "
                 "raises the result by `w`; raising `b` by 1 raises it by 1.",
                 "이 입력 하나가 변하면 결과가 얼마나 변하는지를 알려 준다. `w*x + b`에서 `x`를 1 늘리면 결과는 "
                 "`w`만큼 늘고, "
                 "편향 `b`를 1 늘리면 1만큼 는다.")),
        Part(EXAMPLE),
        derivation("w*x + b", at={"w": 3, "x": 2, "b": 1}),
    ),
    own=on_the_graph,
)

MULTIVARIABLE = Lesson(
    "multivariable-chain-rule", Text("Multivariable chain rule", "다변수 연쇄 법칙"),
    Text("one product for each path, and their sum", "경로마다 곱하고, 모두 더한다"),
    (
        Say(Text("Let `w = f(x, y)`, where `x` and `y` both depend on `t`. When `t` changes by a little `h`, `x` "
                 "changes by "
                 "about `x'(t)*h` and `y` by about `y'(t)*h`. Each of them moves `w`, and the two effects add up:",
                 "`w = f(x, y)`에서 `x`와 `y`가 모두 `t`에 따라 변한다고 하자. `t`의 값이 조금(`h`만큼) 변하면 `x`의 "
                 "값은 약 "
                 "`x'(t)*h`만큼, `y`의 값은 약 `y'(t)*h`만큼 변한다. 둘 다 `w`의 값을 변하게 하고, 그 효과는 "
                 "더해진다.")),
        Show((("d[w/t]", "=", "p[f/x]*d[x/t] + p[f/y]*d[y/t]", None),)),
        Say(Text("There is no need to learn this by heart. Draw the graph: every path from `t` to `w` gives one term, "
                 "and a "
                 "term is the product of the partials along its path. More variables mean more paths, and nothing "
                 "else.",
                 "외울 필요가 없다. 그래프를 그려 보면 `t`에서 `w`까지 가는 경로마다 항이 하나씩 있고, 항은 그 경로에 "
                 "있는 편미분의 "
                 "곱이다. 변수가 더 많아도 경로가 늘어날 뿐이다.")),
        Part(EXAMPLE),
        derivation("x(t) = cos(t); y(t) = sin(t); w = x(t)^2*y(t)", at={"t": 0}),
    ),
    own=on_the_graph,
)


GRAPH_EXAMPLE = "u = x*y; v = sin(u); w = u + v; f = v*w"


def _counts() -> Sequence[Sequence[Number | str]]:
    by_x = story(GRAPH_EXAMPLE, ["x"], opened="all").last
    names = ["x", *(by_x.names[i] for i in sorted(by_x.sweep.visible) if i in by_x.names)]
    return [(name, 1 if name == "f" else story(GRAPH_EXAMPLE, [name], opened="all").last.derivations[0].path_count)
            for name in reversed(names)]


GRAPH = Lesson(
    "dependency-graph", Text("Dependency graph", "의존 그래프"),
    Text("nodes, edges, paths, and how to count them", "노드와 간선과 경로, 그리고 경로의 수 세기"),
    (
        Say(Text("Give every intermediate value a name and draw an arrow from each value to what is computed from it. "
                 "The "
                 "result is a directed acyclic graph (DAG): arrows have a direction, and no way leads back to its "
                 "start.",
                 "중간 변수마다 이름을 붙이고, 어떤 값에서 그 값으로 계산되는 값까지 화살표를 그린다. 이렇게 얻은 "
                 "그림이 방향이 있고 "
                 "순환이 없는 유향 비순환 그래프이다. 화살표를 따라가서는 출발한 곳으로 돌아오지 못한다.")),
        Say(Text("A value can be computed once all its inputs are known; so there is an order in which everything "
                 "can "
                 "be computed, inputs first. Derivatives are found in the opposite order.",
                 "들어오는 화살표의 값을 모두 알면 그 노드의 값을 구할 수 있다. 그러므로 입력에서 시작하여 모든 값을 "
                 "차례로 구하는 "
                 "순서가 있다. 도함수는 그 순서의 반대로 구한다.")),
        Say(Text("On each edge stands a local partial. The derivative of the output with respect to an input is the "
                 "sum over all "
                 "paths "
                 "of the products along them. There may be very many: the output has 1 path, and every other node "
                 "has the sum of the numbers at the ends of its arrows.",
                 "간선마다 국소 미분이 있다. 출력을 입력으로 미분한 것은 경로마다 국소 미분을 곱하여 모두 더한 "
                 "것이다. 경로의 수는 "
                 "매우 클 수 있다. 어떤 노드에서 출력까지 가는 경로의 수는, 그 노드에서 나가는 화살표가 닿는 노드들의 "
                 "경로 수를 더한 것이다.")),
        Part(EXAMPLE),
        derivation(GRAPH_EXAMPLE, wrt=["x"]),
        Say(Text("How many paths lead from each node to `f`:", "노드마다 `f`까지 가는 경로의 수를 세면 다음과 같다.")),
        table((Text("from", "출발"), Text("paths to f", "f까지 경로의 수")), _counts),
    ),
    own=with_counts,
)
