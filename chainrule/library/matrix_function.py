"""The derivative of a program with vectors and matrices as a function of lists or NumPy arrays."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..derivation.matrices.sweep import MatrixSweep
from ..errors import OptionError
from ..graph.holes import NoValue
from ..graph.shaped_compiled import ShapedStraight
from ..graph.shaped_values import arrays
from ..language import Text
from ..numbers.matrices.given import as_declared, fitted, rows_of
from ..numbers.matrices.passes import refused
from ..rules.shape import NUMBER, Shape, Size
from ..solution.matrices import jacobians
from ..solution.matrices.story import Gradient, MatrixStory
from .function import Function

LETTERS = Text("The sizes of `{name}` are letters, so a flat list of numbers cannot be divided among the variables.",
               "`{name}`의 크기가 글자이므로 수를 한 줄로 늘어놓은 목록을 변수마다 나눌 수 없습니다.")
KEPT = 64  # sizes for which code is kept
COUNT = Text("There are {count} numbers in all: {names}.", "수는 모두 {count}개입니다: {names}.")


class MatrixFunction(Function):
    """The derivative as a function of its `inputs`, given in that order or by name: numbers, lists, nested lists, or
    NumPy arrays of the shapes that were declared; `shapes` are these.

    Called it gives what `value` has in the same place: lists, and arrays where any argument is one. Sizes that are
    letters may be different at every call. At a kink it is what frameworks take: `diff(at=…)` looks at such a point.
    """

    def __init__(self, story: MatrixStory) -> None:
        last = story.seconds or story
        graph = self._graph = story.graph
        self._story, self._last = story, last
        self._single = {g.variable: g.single for g in last.gradients if g.single >= 0}
        self._jacobians: list[tuple[MatrixSweep, list[Gradient]]] = []
        for sweep in {id(g.derived.sweep): g.derived.sweep for g in last.gradients}.values():
            assert isinstance(sweep, MatrixSweep)
            mine = [g for g in last.gradients if g.single < 0 and g.derived.sweep is sweep]
            self._jacobians += [(sweep, mine)] if mine else []
        self._compiled_for: dict[tuple[tuple[str, int], ...], ShapedStraight] = {}
        needed = [story.output, last.output, *self._single.values()]
        self._nodes = [i for i in graph.inputs(needed)
                       if all(i != sweep.seed for sweep, _ in self._jacobians)]
        self.inputs = tuple(graph.name(i) for i in self._nodes)
        self.shapes = {name: _declared(story, name, graph.shape(i))
                       for name, i in zip(self.inputs, self._nodes, strict=True)}

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The derivative where the variables have these values."""
        return self._run(self._given(values, named))[1]

    def with_value(self, *values: Any, **named: Any) -> tuple[Any, Any]:
        """The program's own value and its derivative, in one go."""
        return self._run(self._given(values, named))

    def flat(self, values: Sequence[float]) -> tuple[float, ...]:
        """All entries in one row, as optimizers hold them: those of the `inputs` one after the other, matrices row by
        row. The entries of the program's value, then those of the derivatives."""
        given, start = [], 0
        for name, node in zip(self.inputs, self._nodes, strict=True):
            rows, columns = self._graph.shape(node)
            if isinstance(rows, str) or isinstance(columns, str):
                raise OptionError("usage", LETTERS, facts={"name": name})
            own = [float(x) for x in values[start:start + rows * columns]]
            given.append([own[k:k + columns] for k in range(0, len(own), columns)])
            start += rows * columns
        if len(values) != start:
            said = ", ".join(f"{name} {'×'.join(map(str, shape))}".strip() for name, shape in self.shapes.items())
            raise OptionError("usage", COUNT, facts={"count": start, "names": said})
        value, found = self._raw(given)
        ordered = (found[g.variable] for g in self._last.gradients)
        return (*_flat(value), *(x for rows in ordered for x in _flat(rows)))

    def _run(self, given: Sequence[Any]) -> tuple[Any, Any]:
        value, found = self._raw(given)
        if any(hasattr(x, "ndim") for x in given):
            own = _array(value, None)
            made = {g.variable: self._as_array(g, found[g.variable]) for g in self._last.gradients}
        else:
            nested = arrays().nested
            own = as_declared(nested(value), None)
            made = {g.variable: self._as_lists(g, found[g.variable] if g.single < 0 else nested(found[g.variable]))
                    for g in self._last.gradients}
        return own, made if len(made) > 1 else next(iter(made.values()))

    def _as_lists(self, gradient: Gradient, rows: Any) -> Any:
        return gradient.as_declared(rows, self._story.declared.get(gradient.variable))

    def _as_array(self, gradient: Gradient, rows: Any) -> Any:
        if gradient.single >= 0:
            return _array(rows, None if gradient.forward >= 0 else self._story.declared.get(gradient.variable))
        import numpy
        found = self._as_lists(gradient, rows)
        return found if found is None else numpy.asarray(found)

    def _raw(self, given: Sequence[Any]) -> tuple[Any, dict[str, Any]]:
        """The value and the derivatives as they are held; Jacobians as rows of rows."""
        graph, m = self._graph, arrays()
        read = _whole if m.name == "numpy" else rows_of
        sizes: dict[str, tuple[int, str]] = {}
        point = {node: m.value(fitted(name, read(name, x), graph.shape(node), sizes))
                 for name, node, x in zip(self.inputs, self._nodes, given, strict=True)}
        letters = {letter: size for letter, (size, _) in sizes.items()}
        try:
            value, *singles = self._straight(letters)(list(point.values()))
            found = dict(zip(self._single, singles, strict=True))
            for sweep, gradients in self._jacobians:
                by = jacobians.value(sweep, [g.node for g in gradients], point, letters, m)
                found |= {g.variable: by.get(g.node) for g in gradients}
        except NoValue as none:
            raise refused(graph, none, self._story.names) from None
        return value, found

    def _straight(self, letters: dict[str, int]) -> ShapedStraight:
        """The value and the derivatives that are one value each, compiled for these sizes."""
        key = tuple(sorted(letters.items()))
        if key not in self._compiled_for:
            if len(self._compiled_for) >= KEPT:
                self._compiled_for.clear()
            nodes = [self._story.output, *self._single.values()]
            self._compiled_for[key] = ShapedStraight(self._graph, nodes, self._nodes, letters)
        return self._compiled_for[key]


def _declared(story: MatrixStory, name: str, shape: Shape) -> tuple[Size, ...]:
    if name in story.declared:
        return tuple(story.declared[name])
    return () if shape == NUMBER else shape[:1] if shape[1] == 1 else shape


def _whole(name: str, value: Any) -> Any:
    """Rows; a NumPy array of finite numbers as it is, a vector as a column."""
    if getattr(value, "ndim", 0) in (1, 2) and value.size > 1 and value.dtype.kind in "fiu":
        import numpy
        whole = numpy.asarray(value, dtype=float)
        if numpy.isfinite(whole).all():
            return whole.reshape(-1, 1) if whole.ndim == 1 else whole
    return rows_of(name, value)


def _array(value: Any, declared: tuple[Size, ...] | None) -> Any:
    """A value as an array of the shape that was declared; a number stays one, unless a vector of one was."""
    import numpy
    if not hasattr(value, "ndim"):
        found = as_declared(value, declared)
        return numpy.asarray(found) if isinstance(found, list) else found
    return value[:, 0] if value.shape[1] == 1 and (declared is None or len(declared) < 2) else value


def _flat(rows: Any) -> list[float]:
    if hasattr(rows, "ravel"):
        return [float(x) for x in rows.ravel()]
    return [x for row in rows for x in _flat(row)] if isinstance(rows, list) else [] if rows is None else [rows]
