"""A Python function with arrays as a program with shapes: what its stand-ins wrote, each value where it is used."""
from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...graph.collector import collector_paused
from ...rules.shape import Shape
from ...tree import Definition, Program, Shaped, Typed, Variable, walk
from ..shaped.declarations import Shapes
from ..shaped.meaning import Value
from .array import Array, Sheet, operand, sheet

LARGEST = 400  # signs of a value that is put in place wherever it is used


def program_of_arrays(function: Callable[..., Any], signature: inspect.Signature, arguments: Iterable[str],
                      fixed: Mapping[str, Any], shapes: Shapes, several: Callable[[Any, str], Any],
                      title: str) -> Program:
    """The program of a function whose arguments have shapes; `fixed` are those that keep their values."""
    of = sheet()
    values = dict(fixed)
    names = list(arguments)
    for name in names:
        sizes = shapes.declared.get(name, ())
        shape = shapes.shape(name) if name in shapes.declared else None
        values[name] = Array(of, Value(Variable(note=name), shape, len(sizes) == 1 and shape is not None))
    bound = inspect.BoundArguments(signature, values)
    try:
        with collector_paused():
            result = function(*bound.args, **bound.kwargs)
            outputs = _outputs(of, result, several(result, title), title)
    finally:
        of.open = False
    return _program(of, outputs, shapes, names)


def _outputs(of: Sheet, result: Any, several: Any, title: str) -> list[tuple[str, Value]]:
    if several is None or isinstance(result, Array):
        return [(title, operand(of, result))]
    return [(own or label, operand(of, value)) for value, own, label in several]


def _program(of: Sheet, outputs: list[tuple[str, Value]], shapes: Shapes, names: list[str]) -> Program:
    """Every value in the place where it is used, but for those with names and large ones that are used twice."""
    uses: dict[str, int] = {}
    for value in (*of.cells.values(), *(value for _, value in outputs)):
        for node in walk(value.tree):
            if isinstance(node, Variable):
                uses[node.note] = uses.get(node.note, 0) + 1
    written: dict[str, Typed] = {}
    sizes: dict[str, int] = {}
    lines: list[Definition] = []
    taken = {*names, *of.labels.values(), *(name for name, _ in outputs)}
    for name, value in of.cells.items():
        tree = _put_in(value.tree, written)
        sizes[name] = 1 + sum(sizes.get(node.note, 1) for node in walk(value.tree) if isinstance(node, Variable))
        label = of.labels.get(name)
        if label is None and uses.get(name, 0) > 1 and sizes[name] > LARGEST:
            label = next(f"t_{k}" for k in range(1, len(of.cells) + 2) if f"t_{k}" not in taken)
        if label is not None:
            taken.add(label)
            lines.append(Definition(label, tree))
            tree, sizes[name] = Variable(note=label), 1
        written[name] = tree
    ends = [Definition(name, _put_in(value.tree, written)) for name, value in outputs]
    ends = [end for end in ends if not (isinstance(end.tree, Variable) and end.tree.note in {d.name for d in lines}
                                        and end.tree.note == end.name)]
    definitions = (*lines, *ends)
    used = {node.note for each in definitions for node in walk(each.tree) if isinstance(node, Variable)}
    inputs: dict[str, Shape | None] = {name: shapes.shape(name) for name in names if name in shapes.declared}
    return Program(definitions, outputs=tuple(name for name, _ in outputs) if len(outputs) > 1 else (),
                   shaped=Shaped(shapes={n: s for n, s in inputs.items() if s is not None and n in used},
                                 declared={n: shapes.declared[n] for n in inputs if n in used},
                                 said=tuple(of.said.values())))


def _put_in(tree: Typed, written: Mapping[str, Typed]) -> Typed:
    """A tree with the values that it holds by their names put in place."""
    made: list[Typed] = []
    for node in walk(tree):
        args = made[len(made) - len(node.args):]
        del made[len(made) - len(node.args):]
        if isinstance(node, Variable):
            made.append(written.get(node.note, node))
        else:
            made.append(type(node)(*args, note=node.note) if args else node)
    return made[0]
