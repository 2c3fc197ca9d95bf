"""The program of a network: a line for every neuron, and the names of everything in it."""
from __future__ import annotations

import re
from collections.abc import Sequence

from ... import limits
from ...errors import TooLargeError, UnsupportedError
from ...language import Text
from ...records import record
from ...rules.losses import LOSSES, PENALTIES
from .activations import ACTIVATIONS
from .architecture import Architecture, checked

MANY = Text("A network with {count} weights is too large to be written out in numbers; up to {limit} are.",
            "가중치가 {count}개인 신경망은 하나하나 적기에 너무 큽니다. {limit}개까지 적습니다.")
WIDE = Text("A layer of {count} units is too wide to be written out in numbers; up to {limit} are.",
            "노드가 {count}개인 층은 하나하나 적기에 너무 넓습니다. {limit}개까지 적습니다.")
LETTER = re.compile(r"\b([a-z]+)\b(?!\()")


@record
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


def network(asked: Architecture) -> NetworkText:
    """The program. Raises OptionError for what cannot be a network, TooLargeError for one that is not written out."""
    architecture = checked(asked)
    if max(architecture.sizes[1:]) > limits.UNITS:
        raise UnsupportedError("unsupported", WIDE, facts={"count": max(architecture.sizes), "limit": limits.UNITS})
    if architecture.weights > limits.WEIGHTS:
        raise TooLargeError("too_large", MANY, facts={"count": architecture.weights, "limit": limits.WEIGHTS})
    sizes = architecture.sizes
    inputs = numbered("x", 1, sizes[0])
    lines: list[str] = []
    before, sources, units = inputs, 0, 0
    weights, biases = [], []
    apart = "_" if max(sum(sizes[:-1]), *sizes[1:]) > 9 else ""
    last = len(sizes) - 2
    for layer, size in enumerate(sizes[1:]):
        rows = tuple(tuple(f"w{sources + i + 1}{apart}{j + 1}" for i in range(len(before))) for j in range(size))
        own = _biases(architecture.bias, layer, units, size)
        sums = numbered("z", units + 1, size)
        for z, row, b in zip(sums, rows, own or ("",) * size, strict=True):
            terms = [f"{w}*{x}" for w, x in zip(row, before, strict=True)]
            lines.append(f"{z} = " + " + ".join([*terms, b] if b else terms))
        after = numbered("o", 1, size) if layer == last else numbered("a", units + 1, size)
        lines += [f"{a} = {_activated(architecture.activations[layer], z, sums)}"
                  for a, z in zip(after, sums, strict=True)]
        weights.append(rows)
        biases.append(own)
        sources, units, before = sources + len(before), units + size, after
    targets = numbered("t", 1, sizes[-1])
    named = tuple(name for rows in weights for row in rows for name in row)
    ending, terms_, loss, constants = _loss(architecture, before, targets, named)
    return NetworkText(architecture, "\n".join([*lines, *ending]), inputs, targets, before, tuple(weights),
                       tuple(biases), terms_, loss, constants)


def numbered(letter: str, first: int, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{k}" for k in range(first, first + count))


def _biases(kind: str, layer: int, units: int, size: int) -> tuple[str, ...]:
    """A bias for every unit of a layer, numbered on through the network."""
    if kind == "each":
        return numbered("b", units + 1, size)
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
    terms = numbered("E", 1, len(outputs))
    lines = [f"{e} = {put_in(row.term, {'o': o, 't': t})}" for e, o, t in zip(terms, outputs, targets, strict=True)]
    added = " + ".join(terms)
    lines.append("E_total = " + (f"({added})/{len(terms)}" if row.total == "mean" and len(terms) > 1 else added))
    if not architecture.penalty:
        return lines, terms, "E_total", row.constants
    cost = " + ".join(PENALTIES[architecture.penalty][1].format(w=w) for w in weights)
    lines += [f"R = lambda*({cost})", "L = E_total + R"]
    return lines, terms, "L", (*row.constants, ("lambda", architecture.strength))
