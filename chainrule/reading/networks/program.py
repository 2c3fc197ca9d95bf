"""The program of a network: a line for every neuron, and the names of everything in it."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ... import limits
from ...errors import OptionError, TooLargeError, UnsupportedError
from ...language import Text
from ...rules.losses import LOSSES, PENALTIES
from .activations import ACTIVATIONS

NO_ACTIVATION = Text("There is no activation {name}; there are: {known}.",
                     "{name} 활성화 함수는 없습니다. 있는 것: {known}.")
NO_LOSS = Text("There is no loss {name}; there are: {known}.", "{name} 손실 함수는 없습니다. 있는 것: {known}.")
NO_BIAS = Text("Biases are {known}, not {name}.", "편향은 {known} 가운데 하나여야 합니다. 받은 값: {name}")
NO_PENALTY = Text("There is no regularisation {name}; there are: {known}.",
                  "{name} 정칙화는 없습니다. 있는 것: {known}.")
COUNT = Text("{count} activations for {layers} layers behind the inputs: give one for each, or one for all.",
             "입력층 다음의 층은 {layers}개인데 활성화 함수는 {count}개입니다. 층마다 하나씩, 또는 하나만 적어 주세요.")
SIZES = Text("The sizes of the layers are two or more whole numbers such as 2-3-1, not {given}.",
             "층의 크기는 2-3-1처럼 둘 이상의 양의 정수로 적습니다. 받은 값: {given}")
MANY = Text("A network with {count} weights is too large to be written out in numbers; up to {limit} are.",
            "가중치가 {count}개인 신경망은 하나하나 적기에 너무 큽니다. {limit}개까지 적습니다.")
WIDE = Text("A layer of {count} units is too wide to be written out in numbers; up to {limit} are.",
            "노드가 {count}개인 층은 하나하나 적기에 너무 넓습니다. {limit}개까지 적습니다.")
NOT_FOR = Text("{loss} takes the logarithm of probabilities: its output layer is {needs}, not {given}.",
               "{loss} 손실은 확률의 로그를 쓰므로 출력층이 {needs}이어야 합니다. 받은 값: {given}")
ONE_OUTPUT = Text("Softmax over one output is always 1: take sigmoid, or two outputs.",
                  "출력이 하나인 소프트맥스의 값은 늘 1입니다. 시그모이드를 쓰거나 출력을 둘로 하세요.")
BIASES = ("each", "layer", "none")
LETTER = re.compile(r"\b([a-z]+)\b(?!\()")


@dataclass(frozen=True, slots=True)
class Architecture:
    """What a network is made of.

    sizes        units in every layer, the inputs first
    activations  of every layer behind the inputs
    bias         "each" unit has its own, each "layer" one for all its units, or "none"
    penalty      "l1", "l2", or "" for none; `strength` is its factor
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    bias: str = "each"
    penalty: str = ""
    strength: float = 0.01

    @property
    def weights(self) -> int:
        """How many weights and biases there are, one bias for each unit."""
        return sum((one + 1) * other for one, other in zip(self.sizes, self.sizes[1:], strict=False))


@dataclass(frozen=True, slots=True)
class NetworkText:
    """A network as a program, and what is called how: `weights` has for every layer a row for each unit with a weight
    for each of its inputs, `biases` one for each unit; `constants` are values of the loss that are no weights."""

    architecture: Architecture
    program: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    outputs: tuple[str, ...]
    weights: tuple[tuple[tuple[str, ...], ...], ...]
    biases: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    loss: str
    constants: tuple[tuple[str, float], ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every weight and bias, layer by layer."""
        found: list[str] = []
        for rows, biases in zip(self.weights, self.biases, strict=True):
            found += [name for row in rows for name in row] + list(biases)
        return tuple(dict.fromkeys(found))


def sizes_of(text: str) -> tuple[int, ...]:
    """2-3-1 as numbers."""
    if not re.fullmatch(r"\s*[1-9][0-9]{0,4}(\s*[-x×,]\s*[1-9][0-9]{0,4})+\s*", text):
        raise OptionError("usage", SIZES, facts={"given": text[:limits.SHOWN] or '""'})
    return tuple(int(part) for part in re.findall("[0-9]+", text))


def checked(architecture: Architecture) -> Architecture:
    """The same with an activation for every layer. Refuses what cannot be a network."""
    layers, given = len(architecture.sizes) - 1, architecture.activations
    if layers < 1 or any(size < 1 for size in architecture.sizes):
        raise OptionError("usage", SIZES, facts={"given": "-".join(map(str, architecture.sizes)) or '""'})
    activations = given * layers if len(given) == 1 else given
    if len(activations) != layers:
        raise OptionError("usage", COUNT, facts={"count": len(given), "layers": layers})
    for known, names, refusal in ((ACTIVATIONS, activations, NO_ACTIVATION), (LOSSES, (architecture.loss,), NO_LOSS),
                                  ({b: b for b in BIASES}, (architecture.bias,), NO_BIAS),
                                  ({"": "", **PENALTIES}, (architecture.penalty,), NO_PENALTY)):
        for name in names:
            if name not in known:
                raise OptionError("usage", refusal, facts={"name": name, "known": ", ".join(filter(None, known))})
    needs = LOSSES[architecture.loss].needs
    if needs and activations[-1] not in needs:
        raise OptionError("usage", NOT_FOR, facts={"loss": architecture.loss, "needs": " / ".join(needs),
                                                   "given": activations[-1]})
    if activations[-1] == "softmax" and architecture.sizes[-1] == 1:
        raise OptionError("usage", ONE_OUTPUT)
    return Architecture(architecture.sizes, activations, architecture.loss, architecture.bias, architecture.penalty,
                        architecture.strength)


def network(asked: Architecture) -> NetworkText:
    """The program. Raises OptionError for what cannot be a network, TooLargeError for one that is not written out."""
    architecture = checked(asked)
    if max(architecture.sizes[1:]) > limits.UNITS:
        raise UnsupportedError("unsupported", WIDE, facts={"count": max(architecture.sizes), "limit": limits.UNITS})
    if architecture.weights > limits.WEIGHTS:
        raise TooLargeError("too_large", MANY, facts={"count": architecture.weights, "limit": limits.WEIGHTS})
    sizes = architecture.sizes
    inputs = _numbered("x", 1, sizes[0])
    lines: list[str] = []
    before, sources, units = inputs, 0, 0
    weights, biases = [], []
    apart = "_" if max(sum(sizes[:-1]), *sizes[1:]) > 9 else ""
    last = len(sizes) - 2
    for layer, size in enumerate(sizes[1:]):
        rows = tuple(tuple(f"w{sources + i + 1}{apart}{j + 1}" for i in range(len(before))) for j in range(size))
        own = _biases(architecture.bias, layer, units, size)
        sums = _numbered("z", units + 1, size)
        for z, row, b in zip(sums, rows, own or ("",) * size, strict=True):
            terms = [f"{w}*{x}" for w, x in zip(row, before, strict=True)]
            lines.append(f"{z} = " + " + ".join([*terms, b] if b else terms))
        after = _numbered("o", 1, size) if layer == last else _numbered("a", units + 1, size)
        lines += [f"{a} = {_activated(architecture.activations[layer], z, sums)}"
                  for a, z in zip(after, sums, strict=True)]
        weights.append(rows)
        biases.append(own)
        sources, units, before = sources + len(before), units + size, after
    targets = _numbered("t", 1, sizes[-1])
    named = tuple(name for rows in weights for row in rows for name in row)
    ending, terms_, loss, constants = _loss(architecture, before, targets, named)
    return NetworkText(architecture, "\n".join([*lines, *ending]), inputs, targets, before, tuple(weights),
                       tuple(biases), terms_, loss, constants)


def _numbered(letter: str, first: int, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{k}" for k in range(first, first + count))


def _biases(kind: str, layer: int, units: int, size: int) -> tuple[str, ...]:
    """A bias for every unit of a layer, numbered on through the network."""
    if kind == "each":
        return _numbered("b", units + 1, size)
    return (f"b{layer + 1}",) * size if kind == "layer" else ()


def _activated(name: str, z: str, sums: Sequence[str]) -> str:
    row = ACTIVATIONS[name]
    return put_in(row.formula, {"z": z, "all": " + ".join(f"exp({each})" for each in sums)})


def put_in(formula: str, letters: dict[str, str]) -> str:
    """A row's formula in the names of a program; what it calls keeps its name."""
    return LETTER.sub(lambda found: letters.get(found[1], found[1]), formula)


def _loss(architecture: Architecture, outputs: Sequence[str], targets: Sequence[str], weights: Sequence[str]
          ) -> tuple[list[str], tuple[str, ...], str, tuple[tuple[str, float], ...]]:
    """The lines of the loss, the names of its terms, its own, and its constants."""
    row = LOSSES[architecture.loss]
    terms = _numbered("E", 1, len(outputs))
    lines = [f"{e} = {put_in(row.term, {'o': o, 't': t})}" for e, o, t in zip(terms, outputs, targets, strict=True)]
    added = " + ".join(terms)
    lines.append("E_total = " + (f"({added})/{len(terms)}" if row.total == "mean" and len(terms) > 1 else added))
    if not architecture.penalty:
        return lines, terms, "E_total", row.constants
    cost = " + ".join(PENALTIES[architecture.penalty][1].format(w=w) for w in weights)
    lines += [f"R = lambda*({cost})", "L = E_total + R"]
    return lines, terms, "L", (*row.constants, ("lambda", architecture.strength))
