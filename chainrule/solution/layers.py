"""The layers of a network, found in any program: values of one depth that each weigh all those before them."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..notation.names import split
from ..records import record
from .stage import Stage

ADDED = frozenset(("sum", "difference"))  # an input that no other gate reads is a bias and no weight
PARAMETERS = frozenset("wvbcθβ")  # first letters that decide where the program says nothing else
TARGETS = frozenset(("t", "y", "target", "label", "목표", "정답"))


@record
class Layer:
    """The values that a layer gives on, with what they are computed with, and the operation that its units end in, if
    that is one and the same."""

    units: tuple[int, ...]
    weights: tuple[int, ...] = ()
    biases: tuple[int, ...] = ()
    activation: str = ""


@record
class Layers:
    """The layers, inputs first; `targets` are what the loss reads besides them; there is a loss where the output is
    no unit of the last layer."""

    layers: tuple[Layer, ...]
    targets: tuple[int, ...]
    output: int

    @property
    def has_loss(self) -> bool:
        return self.output not in self.layers[-1].units


@record
class _Value:
    """A definition: the definitions and the inputs that it is made of, and which of these are only added."""

    node: int
    above: tuple[int, ...]
    inputs: tuple[int, ...]
    added: frozenset[int]


@dataclass
class _Found:
    """What has been found on the way from the inputs to the output."""

    layers: list[Layer] = field(default_factory=list)
    members: set[int] = field(default_factory=set)  # the last layer's values, and what is made of them alone
    waiting: list[list[_Value]] = field(default_factory=list)  # what may belong to the last layer or to the loss


def found_layers(stage: Stage) -> Layers | None:
    """The layers of a stage's program; None where there are not two of them, or no layer has two units, or values go
    past a layer."""
    values = _values(stage)
    rows = _rows(values, stage.output)
    if not rows:
        return None
    first = _first(stage, rows[0], rows[1:])
    if first is None:
        return None
    found = _Found(list(first), {value.node for value in rows[0]})
    for row in rows[1:]:
        if any(a not in found.members for value in row for a in value.above if a in _nodes(rows)):
            return None
        _take(stage, found, row)
    layers = [replace(layer, activation=_activation(stage, layer.units)) for layer in found.layers]
    if max(len(layer.units) for layer in layers) < 2:
        return None
    known = {i for layer in layers for i in (*layer.units, *layer.weights, *layer.biases)}
    left = dict.fromkeys(i for row in found.waiting for value in row for i in value.inputs if i not in known)
    return Layers((replace(layers[0], activation=""), *layers[1:]), tuple(left), stage.output)


def _values(stage: Stage) -> dict[int, _Value]:
    """Every definition, from the inputs to the output."""
    graph, found = stage.graph, dict[int, _Value]()
    named = {i for i in stage.user_named if graph.varies[i] and graph.args[i]} | {stage.output}
    for root in sorted(named & set(stage.sweep.function)):
        above: dict[int, None] = {}
        inputs: dict[int, bool] = {}
        seen: set[tuple[int, str]] = set()
        stack = [(a, graph.ops[root]) for a in reversed(graph.args[root])]
        while stack:
            node, reader = stack.pop()
            if (node, reader) in seen or not graph.varies[node]:
                continue
            seen.add((node, reader))
            if node in named:
                above[node] = None
            elif graph.ops[node] == "input":
                inputs[node] = inputs.get(node, True) and reader in ADDED
            else:
                stack += [(a, graph.ops[node]) for a in reversed(graph.args[node])]
        found[root] = _Value(root, tuple(above), tuple(inputs), frozenset(i for i, only in inputs.items() if only))
    return found


def _rows(values: dict[int, _Value], output: int) -> list[list[_Value]]:
    """The definitions by depth; without those that stand beside the way, such as a penalty."""
    depth: dict[int, int] = {}
    for node in sorted(values):
        depth[node] = max((depth[a] + 1 for a in values[node].above), default=0)
    height = {output: 0}
    for node in sorted(values, reverse=True):
        for a in values[node].above:
            if node in height:
                height[a] = max(height.get(a, 0), height[node] + 1)
    rows: list[list[_Value]] = [[] for _ in range(depth[output] + 1)]
    for node, value in values.items():
        if node in height and depth[node] + height[node] == depth[output]:
            rows[depth[node]].append(value)
    return rows


def _nodes(rows: Iterable[Sequence[_Value]]) -> set[int]:
    return {value.node for row in rows for value in row}


def _first(stage: Stage, row: Sequence[_Value], later: Sequence[Sequence[_Value]]) -> tuple[Layer, Layer] | None:
    """The layer of the inputs, and the one that reads them: an input that several units multiply is no weight."""
    readers: dict[int, int] = {}
    for value in row:
        for i in value.inputs:
            readers[i] = readers.get(i, 0) + 1
    times = [i for i in readers if not all(i in value.added for value in row if i in value.inputs)]
    data = [i for i in times if readers[i] > 1]
    if not data:  # one unit, or units that share no input: the names must say
        data = [i for i in times if split(stage.graph.name(i))[0][:1].lower() not in PARAMETERS]
    weights = tuple(i for i in times if i not in data)
    if not data or not weights or any(i in data for r in later for value in r for i in value.inputs):
        return None
    units = tuple(value.node for value in row)
    return Layer(tuple(data)), Layer(units, weights, tuple(i for i in readers if i not in times))


def _take(stage: Stage, found: _Found, row: Sequence[_Value]) -> None:
    """One more depth: a layer, what a layer's units still go through, or something that will belong to the loss."""
    known = {i for layer in found.layers for i in (*layer.weights, *layer.biases)}
    own = [i for i in dict.fromkeys(i for value in row for i in value.inputs) if i not in known]
    units = tuple(value.node for value in row)
    alone = all(len(value.above) == 1 for value in row) and len({value.above for value in row}) == len(row)
    times = [i for i in own if not all(i in value.added for value in row if i in value.inputs)]
    targets = all(split(stage.graph.name(i))[0] in TARGETS for i in own)
    weighs = bool(times) and not targets and (not alone or len(own) > len(row))
    if weighs:
        for before in found.waiting:  # it was no loss: a sum with its bias, or a softmax
            _belongs(found, before)
        found.waiting.clear()
        found.layers.append(Layer(units, tuple(times), tuple(i for i in own if i not in times)))
        found.members = set(units)
        return
    found.members |= set(units)
    if not own and not found.waiting and len(units) == len(found.layers[-1].units):
        found.layers[-1] = replace(found.layers[-1], units=units)
    elif not own and len(units) == len(found.layers[-1].units) > 1 and \
            not any(value.inputs for before in found.waiting for value in before):
        found.waiting.clear()
        found.layers[-1] = replace(found.layers[-1], units=units)
    else:
        found.waiting.append(list(row))


def _belongs(found: _Found, row: Sequence[_Value]) -> None:
    last = found.layers[-1]
    own = tuple(i for value in row for i in value.inputs)
    units = tuple(value.node for value in row) if len(row) == len(last.units) else last.units
    found.layers[-1] = replace(last, units=units, biases=(*last.biases, *own))


def _activation(stage: Stage, units: Sequence[int]) -> str:
    """The function that all units end in; nothing where they end in a sum."""
    graph = stage.graph
    ops = {graph.ops[i] for i in units}
    op = ops.pop()
    if ops or op in ADDED or not graph.args[units[0]] or op == "unknown":
        return ""
    return op if graph.rule(units[0]).callable else ""
