"""A network in layers: each layer is a column with its units, and between two columns there is a bundle of weights."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import OptionError
from ..explaining.learning.network_words import HIDDEN, INPUT, OUTPUT
from ..explaining.symbols import Symbols
from ..language import Language, Text
from ..notation.boxes import Box, Name, Num, Op, Row, Word
from ..records import record
from ..rules import RULES
from ..solution.layers import Layer, Layers, found_layers
from ..solution.stage import Stage
from .model import Edge, Model, Node, asked_edges, shown_number

LOSS = Text("loss", "손실")
UNITS, ONE = Text("{count} units", "노드 {count}개"), Text("1 unit", "노드 1개")
INPUTS, ONE_INPUT = Text("{count} inputs", "입력 {count}개"), Text("1 input", "입력 1개")
WEIGHTS, ONE_WEIGHT = Text("{count} weights", "가중치 {count}개"), Text("1 weight", "가중치 1개")
BIASES, ONE_BIAS = Text("{count} biases", "편향 {count}개"), Text("1 bias", "편향 1개")
NO_LAYERS = Text("No layers are found in this program.", "이 프로그램에서는 층을 찾지 못했습니다.")
WHAT_LAYERS = Text("A layer is several definitions of one depth, each with weights for all values of the layer before "
                   "it: chainrule network 2-2-2 --program writes such a program. Leave out --view for the graph.",
                   "층이란 앞 층의 모든 값에 가중치를 곱하는, 깊이가 같은 정의 여러 개입니다. chainrule network 2-2-2 "
                   "--program으로 그런 프로그램을 볼 수 있습니다. 그래프를 그리려면 --view를 빼 주세요.")
MOST = 8  # units of a layer that are drawn; of a larger one the first ones and the last
NAMED = 3  # names that are listed; of more only the first and the last


@record
class Column:
    """A layer as it is shown: its title, how many units it has, those that are drawn (None: some are left out), the
    bundle that comes into it, and gradients that were asked for in this bundle."""

    title: str
    count: str
    units: tuple[Node | None, ...]
    names: tuple[Box, ...] = ()
    bundle: str = ""
    asked: tuple[Box, ...] = ()
    on_path: bool = False


@record
class Columns:
    """A network as it is shown; `loss` is its last value where that is no unit, and `targets` are what it reads besides
    the last layer."""

    columns: tuple[Column, ...]
    loss: Node | None
    loss_title: str
    targets: Box | None


def columns(stage: Stage, language: Language) -> Columns:
    """The layers of a stage's program in words. Raises OptionError where there are none."""
    found = found_layers(stage)
    if found is None:
        raise OptionError("usage", NO_LAYERS, hint=WHAT_LAYERS)
    return _Shown(stage, found, language).columns()


class _Shown:
    def __init__(self, stage: Stage, found: Layers, language: Language) -> None:
        self.stage, self.found, self.language = stage, found, language
        self.symbols = Symbols(stage)
        apart = bool(asked_edges(stage))
        self.asked = {d.variable for d in stage.derivations} if apart else set()

    def columns(self) -> Columns:
        made = []
        lit = False
        for k, layer in enumerate(self.found.layers):
            mine = [i for i in (*layer.weights, *layer.biases) if i in self.asked]
            lit = lit or bool(mine)
            made.append(Column(self._title(k), self._count(k, layer), self._units(layer, lit),
                               tuple(self.names(group) for group in (layer.weights, layer.biases) if group),
                               self._bundle(layer), tuple(map(self._gradient, mine[:NAMED])), lit))
            lit = lit or any(i in self.asked for i in layer.units)
        loss = self._node(self.found.output, lit) if self.found.has_loss else None
        targets = self.names(self.found.targets) if self.found.targets else None
        return Columns(tuple(made), loss, LOSS.say(self.language), targets)

    def _title(self, k: int) -> str:
        last = len(self.found.layers) - 1
        title = (INPUT if k == 0 else OUTPUT if k == last else HIDDEN).say(self.language)
        return f"{title} {k}" if 0 < k < last and last > 2 else title

    def _count(self, k: int, layer: Layer) -> str:
        count = len(layer.units)
        words = self._many(*((INPUTS, ONE_INPUT) if k == 0 else (UNITS, ONE)), count)
        return f"{words}, {RULES[layer.activation].symbol or layer.activation}" if layer.activation else words

    def _many(self, several: Text, one: Text, count: int) -> str:
        return several.say(self.language, count=count) if count != 1 else one.say(self.language)

    def _bundle(self, layer: Layer) -> str:
        parts = [self._many(*words, len(group)) for words, group in (
            ((WEIGHTS, ONE_WEIGHT), layer.weights), ((BIASES, ONE_BIAS), layer.biases)) if group]
        return ", ".join(parts)

    def names(self, nodes: Sequence[int]) -> Box:
        """w11 … w42: all names where they are few."""
        named: list[Box] = [self.symbols.label(i) for i in nodes]
        if len(named) > NAMED:
            return Row((named[0], Word(" … "), named[-1]))
        return Row(tuple(each for name in named for each in (Op(","), name))[1:])

    def _units(self, layer: Layer, lit: bool) -> tuple[Node | None, ...]:
        nodes = [self._node(i, lit or i in self.asked) for i in layer.units]
        return tuple(nodes) if len(nodes) <= MOST else (*nodes[:MOST - 2], None, nodes[-1])

    def _node(self, i: int, lit: bool) -> Node:
        stage, passes = self.stage, self.stage.passes
        value = shown_number(passes.forward.get(i)) if passes else ""
        gradient = shown_number(passes.adjoints.get(i)) if passes and i in stage.sweep.adjoints else ""
        name = self.symbols.name(i)
        return Node(i, "gate", name, Name(name), value, gradient, lit)

    def _gradient(self, i: int) -> Box:
        """∂L/∂w11 = 0.08217, without a point the symbol alone."""
        passes = self.stage.passes
        number = shown_number(passes.adjoints.get(i)) if passes else ""
        return Row((self.symbols.total(i), *((Op("="), Num(number)) if number else ())))


def model(shown: Columns) -> Model:
    """The same for formats that have no places: a node for every layer."""
    nodes, edges = [], []
    for k, column in enumerate(shown.columns):
        units = " … ".join(node.name for node in (column.units[:1] + column.units[-1:]) if node is not None)
        nodes.append(Node(k, "block", column.title, Word(f"{units} ({column.count})"),
                          on_path=column.on_path, formula=f"{units} ({column.count})"))
        if k:
            edges.append(Edge(k - 1, k, 0, Row(tuple(each for part in column.names for each in (Op(","), part))[1:]),
                              on_path=column.on_path))
    if shown.loss is not None:
        last = len(nodes)
        nodes.append(replace(shown.loss, id=last, kind="block"))
        edges.append(Edge(last - 1, last, 0, on_path=shown.loss.on_path))
    return Model(tuple(nodes), tuple(edges), len(nodes) - 1)
