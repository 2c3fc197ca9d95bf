"""Who computes a gradient, and what of it is timed: the whole gradient, by all inputs, of a function already built.

chainrule runs four times: the derivation alone (`chainrule.derivation.sweep`, from the built graph to a node for every
adjoint, as `function()` uses it), from text (reading and building the graph before it), the public call that does that,
`chainrule.diff(text, explain=False)`, and the whole wait, `chainrule.diff(text).to_text()`: told by every variable and
checked, which no rival does.
"""
from __future__ import annotations

import importlib.util
import resource
import tracemalloc
from collections.abc import Sequence
from typing import Any

from .algebras import (
    Algebra,
    CasadiAlgebra,
    HeyokaAlgebra,
    JaxAlgebra,
    ShapedJax,
    ShapedText,
    TextAlgebra,
    matrices,
    point,
)
from .problems import Problem


class Rival:
    """`prepare` builds the function, `renew` makes a run independent of earlier ones; only `run` is timed. Those that
    are `shaped` know matrices."""

    algebra: Algebra
    shaped = False

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

    shaped = True

    def __init__(self) -> None:
        self.algebra: TextAlgebra = TextAlgebra()

    def prepare(self, problem: Problem, size: Any) -> None:
        if problem.shaped:
            self.algebra = ShapedText()
        super().prepare(problem, size)
        self.text = self.algebra.program(self.output)

    def built(self) -> Any:
        from chainrule.graph.build import build
        from chainrule.reading import read
        from chainrule.reading.shaped import read_shaped
        return build(read_shaped(self.text) if isinstance(self.algebra, ShapedText) else read(self.text))

    def run(self) -> Any:
        return self.swept(self.built())

    def swept(self, built: Any) -> Any:
        if isinstance(self.algebra, ShapedText):
            from chainrule.derivation.matrices.sweep import matrix_sweep
            found = matrix_sweep(built.graph, built.output, tuple(built.inputs.values()))
            assert found.gradient
            return found
        from chainrule.derivation.sweep import sweep
        return sweep(built.graph, built.output, tuple(built.inputs.values()), sparing=True)

    def numbers(self, gradient: Any) -> list[float]:
        from chainrule.graph.evaluate import evaluate
        graph = gradient.graph
        if isinstance(self.algebra, ShapedText):
            return self._entries(gradient, self.algebra.shapes)
        ids = [graph.input(name) for name in self.algebra.inputs]
        found = gradient.gradient
        values = evaluate(graph, graph.cone([*found.values(), *ids]), dict(zip(ids, self.point, strict=True)))
        return [float(values[found[i]]) for i in ids]


    def _entries(self, gradient: Any, shapes: dict[str, tuple[int, ...]]) -> list[float]:
        from chainrule.graph.shaped_values import evaluate_shaped
        graph, found = gradient.graph, gradient.gradient
        given = matrices(shapes, 0.9)
        at = {graph.input(name): x.reshape(-1, 1) if x.ndim == 1 else x for name, x in zip(shapes, given, strict=True)}
        values = evaluate_shaped(graph, graph.cone(found.values()), at)
        return [float(x) for name in shapes for x in values[found[graph.input(name)]].ravel()]


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


class PublicCall(Chainrule):
    """What a user of the library calls for derivatives alone."""

    explain = False

    def run(self) -> Any:
        import chainrule
        return chainrule.diff(self.text, explain=self.explain)

    def numbers(self, gradient: Any) -> list[float]:
        function = gradient.function()
        if isinstance(self.algebra, ShapedText):
            given = dict(zip(self.algebra.shapes, matrices(self.algebra.shapes, 0.9), strict=True))
            shaped = function(**given)
            return [float(x) for name in given for x in shaped[name].ravel()]
        at = dict(zip(self.algebra.inputs, self.point, strict=True))
        found = dict(zip(gradient.variables, function.flat([at[name] for name in function.inputs])[1:], strict=True))
        return [found.get(name, 0.0) for name in self.algebra.inputs]

    def measures(self, gradient: Any) -> dict[str, float]:
        """The most memory that its process has held, in MiB."""
        return {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


class WholeWait(PublicCall):
    """What a user of the command waits for, without the start of Python."""

    explain = True

    def run(self) -> Any:
        found = super().run()
        found.to_text(lang="en")
        return found


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


class Heyoka(Rival):
    def __init__(self) -> None:
        self.algebra = HeyokaAlgebra("heyoka")

    def run(self) -> Any:
        return self.algebra.package.diff_tensors([self.output], diff_args=self.variables, diff_order=1).gradient

    def numbers(self, gradient: Any) -> list[float]:
        import numpy
        return [float(x) for x in self.algebra.package.cfunc(gradient, self.variables)(numpy.array(self.point))]


class JaxTrace(Rival):
    """Traced, with its gradient; nothing is compiled."""

    shaped = True

    def __init__(self) -> None:
        import jax
        jax.config.update("jax_enable_x64", True)
        self.package = jax

    def prepare(self, problem: Problem, size: Any) -> None:
        kind = ShapedJax if problem.shaped else JaxAlgebra
        once = kind()
        problem.write(once, size)
        self.point = matrices(once.shapes, 0.9) if isinstance(once, ShapedJax) else \
            point(list(once.inputs), problem.largest(size))
        self.write = lambda: self.package.grad(lambda values: problem.write(kind(values), size))
        self.gradient = self.write()

    def renew(self) -> None:
        self.package.clear_caches()
        self.gradient = self.write()

    def run(self) -> Any:
        return self.package.make_jaxpr(self.gradient)(self.point)

    def numbers(self, gradient: Any) -> list[float]:
        return [float(x) for each in self.gradient(self.point) for x in each.ravel()]


RIVALS: dict[str, type[Rival]] = {
    "chainrule": ChainruleDerivation,
    "chainrule from text": Chainrule,
    "public call": PublicCall,
    "whole wait": WholeWait,
    "SymPy": Sympy,
    "SymPy + cse": SympyCse,
    "SymEngine": Symengine,
    "CasADi": Casadi,
    "heyoka": Heyoka,
    "JAX trace": JaxTrace,
}
PACKAGES = {"SymPy": "sympy", "SymPy + cse": "sympy", "SymEngine": "symengine", "CasADi": "casadi",
            "heyoka": "heyoka", "JAX trace": "jax"}


def able(rivals: Sequence[str], problem: Problem) -> list[str]:
    """Those of the rivals that can write this problem."""
    return [name for name in rivals if RIVALS[name].shaped or not problem.shaped]


def present() -> list[str]:
    """The rivals that can be run here."""
    return [name for name in RIVALS if name not in PACKAGES or importlib.util.find_spec(PACKAGES[name])]
