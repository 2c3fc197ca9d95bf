"""Who computes a gradient, and what of it is timed: the whole gradient, by all inputs, of a function already built.

What is timed of chainrule is `chainrule.derivation.sweep`: from the built graph to a node for every adjoint. Products
along single paths and tidied forms for display belong to the explanation, which no rival has. The second entry of
chainrule adds everything that comes before: reading the text and building the graph.
"""
from __future__ import annotations

import importlib.util
import tracemalloc
from collections.abc import Callable
from typing import Any

from .algebras import Algebra, CasadiAlgebra, TextAlgebra, point
from .problems import Problem


class Rival:
    """`prepare` builds the function, `renew` makes a run independent of earlier ones; only `run` is timed."""

    algebra: Algebra

    def prepare(self, problem: Problem, size: Any) -> None:
        self.output = problem.write(self.algebra, size)
        self.variables = list(self.algebra.inputs.values())
        self.point = point(list(self.algebra.inputs), problem.largest(size))

    def renew(self) -> None:
        """Nothing, unless results are kept from one run to the next."""

    def run(self) -> Any:
        raise NotImplementedError

    def numbers(self, gradient: Any) -> list[float]:
        """The gradient at the point, in the order in which the inputs were made."""
        raise NotImplementedError

    def measures(self, gradient: Any) -> dict[str, float]:
        """What else is known of the gradient, besides the time it took."""
        return {}


class Chainrule(Rival):
    """From the text of the program to the adjoints."""

    def __init__(self) -> None:
        self.algebra: TextAlgebra = TextAlgebra()

    def prepare(self, problem: Problem, size: Any) -> None:
        super().prepare(problem, size)
        self.text = self.algebra.program(self.output)

    def built(self) -> Any:
        from chainrule.graph.build import build
        from chainrule.reading import read
        return build(read(self.text))

    def run(self) -> Any:
        return self.swept(self.built())

    def swept(self, built: Any) -> Any:
        from chainrule.derivation.sweep import sweep
        return sweep(built.graph, built.output, tuple(built.inputs.values()))

    def numbers(self, gradient: Any) -> list[float]:
        from chainrule.graph.evaluate import evaluate
        graph = gradient.graph
        ids = [graph.input(name) for name in self.algebra.inputs]
        found = gradient.gradient
        values = evaluate(graph, graph.cone([*found.values(), *ids]), dict(zip(ids, self.point, strict=True)))
        return [float(values[found[i]]) for i in ids]


class ChainruleDerivation(Chainrule):
    """From the graph to the adjoints."""

    def renew(self) -> None:
        self.ready = self.built()

    def run(self) -> Any:
        return self.swept(self.ready)

    def measures(self, gradient: Any) -> dict[str, float]:
        """Operations of f, of f with its gradient, and the bytes that a node of the graph costs with all its edges,
        products and adjoints (all that graph and sweep hold, by tracemalloc, over the nodes of f and derivatives)."""
        graph, output = gradient.graph, gradient.output
        function = operations(graph, [output])
        both = operations(graph, [output, *gradient.gradient.values()])
        tracemalloc.start()
        built = self.built()
        kept = [self.swept(built)]
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return {"operations": function, "ratio": both / function, "bytes": size / len(kept[0].graph)}


def operations(graph: Any, nodes: list[int]) -> int:
    """Distinct operations that the nodes are made of; a sum or product of n values counts as n - 1."""
    return sum(max(1, len(graph.args[i]) - 1) for i in graph.cone(nodes) if graph.args[i] and graph.ops[i] != "copy")


class Sympy(Rival):
    def __init__(self) -> None:
        self.algebra = Algebra("sympy")

    def renew(self) -> None:
        from sympy.core.cache import clear_cache
        clear_cache()

    def run(self) -> Any:
        return [self.output.diff(v) for v in self.variables]

    def numbers(self, gradient: Any) -> list[float]:
        from sympy import lambdify
        return [float(x) for x in lambdify(self.variables, gradient, "math", cse=True)(*self.point)]


class SympyCse(Sympy):
    """With common subexpressions found, which is what chainrule's shared nodes amount to."""

    def run(self) -> Any:
        from sympy import cse
        return cse(super().run())

    def numbers(self, gradient: Any) -> list[float]:
        from sympy import lambdify
        names, values = list(self.variables), list(self.point)
        for name, tree in gradient[0]:
            values.append(lambdify(names, tree, "math")(*values))
            names.append(name)
        return [float(x) for x in lambdify(names, gradient[1], "math")(*values)]


class Symengine(Rival):
    def __init__(self) -> None:
        self.algebra = Algebra("symengine")

    def run(self) -> Any:
        return [self.output.diff(v) for v in self.variables]

    def numbers(self, gradient: Any) -> list[float]:
        at = dict(zip(self.variables, self.point, strict=True))
        return [float(x.subs(at).n(53, real=True)) for x in gradient]


class Casadi(Rival):
    def __init__(self) -> None:
        self.algebra = CasadiAlgebra("casadi")

    def prepare(self, problem: Problem, size: Any) -> None:
        super().prepare(problem, size)
        self.vector = self.algebra.package.vertcat(*self.variables)

    def run(self) -> Any:
        return self.algebra.package.gradient(self.output, self.vector)

    def numbers(self, gradient: Any) -> list[float]:
        function = self.algebra.package.Function("g", [self.vector], [self.algebra.package.densify(gradient)])
        return [float(x) for x in function(self.point).elements()]


RIVALS: dict[str, Callable[[], Rival]] = {
    "chainrule": ChainruleDerivation,
    "chainrule from text": Chainrule,
    "SymPy": Sympy,
    "SymPy + cse": SympyCse,
    "SymEngine": Symengine,
    "CasADi": Casadi,
}
PACKAGES = {"SymPy": "sympy", "SymPy + cse": "sympy", "SymEngine": "symengine", "CasADi": "casadi"}


def present() -> list[str]:
    """The rivals that can be run here."""
    return [name for name in RIVALS if name not in PACKAGES or importlib.util.find_spec(PACKAGES[name])]
