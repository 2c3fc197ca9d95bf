"""`network`: a small neural network as a program, with its outputs, loss and gradients, and its training."""
from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ..errors import OptionError, VariableError
from ..language import Text
from ..numbers.point import numbers
from ..reading.networks.architecture import Architecture, sizes_of
from ..reading.networks.matrices import INPUT, TARGET, BatchText
from ..reading.networks.matrices import batch_network as of_batches
from ..reading.networks.program import NetworkText
from ..reading.networks.program import network as of_scalars
from ..reading.networks.weights import Layer, fitting, layers_of, samples_of
from ..reading.samples import Samples
from ..solution import batch_network
from ..solution import network as scalar_network
from ..solution.learning import BAD_RATE
from .batch_network import BatchNetwork, DrawnBatch
from .network_faces import Drawn, Network

__all__ = ["Network", "drawing", "network", "with_names", "written"]

NO_SAMPLES = Text("A network computes from inputs and compares with targets: give a row of each for every sample.",
                  "신경망은 입력으로 계산하고 목푯값과 견줍니다. 표본마다 inputs와 targets를 한 줄씩 주세요.")
LACKING = Text("There are no values for {names}.", "값이 없는 이름: {names}.")
HOW = Text("weights come from --weights FILE, --seed N or --at; inputs and targets from --data FILE or --at",
           "가중치는 --weights 파일, --seed N, --at으로, 입력과 목푯값은 --data 파일, --at으로 정합니다")
SPARE = Text("This network has nothing called {names}.", "이 신경망에 없는 이름: {names}.")
NO_FORM = Text("A network is written as one of {known}, not {given}.",
               "신경망을 적는 꼴은 {known} 가운데 하나입니다. 받은 값: {given}")
NO_BATCH = Text("A batch belongs to a network of matrices: --as matrices.",
                "배치는 행렬로 적은 신경망에 씁니다: --as matrices.")
FORMS = ("auto", "scalars", "matrices")
SMALL = 10  # units of a layer that is still written out in numbers
NAMED = 12  # names that a refusal lists


def network(layers: str | Sequence[Any], activations: str | Sequence[str] = "sigmoid",
            loss: str = "half_squared_error", inputs: Any = None, targets: Any = None, seed: int = 0,
            bias: str = "each", penalty: str = "", strength: float = 0.01, as_: str = "auto") -> Network | BatchNetwork:
    """A network of layers, each computing activation(W·x + b).

    layers       the weights: a dictionary with W (a row for each unit) and b for each layer; or sizes, "2-3-1" or
                 (2, 3, 1), whose weights the seed draws
    activations  one for every layer, or one for all: linear, sigmoid, tanh, relu, leaky_relu, softplus, gelu, exp,
                 softmax
    loss         half_squared_error (½Σ(t-o)², divided by the number of samples), squared_error, mean_squared_error
                 (over all entries), binary_cross_entropy, cross_entropy, gaussian_nll, poisson_nll, hinge, huber
    inputs       a row for each sample; `targets` too
    bias         "each" unit has its own, each "layer" one, or "none"
    penalty      "l2" or "l1": regularisation, with the factor `strength`
    as_          "scalars": a line for every unit, for one sample; "matrices": W1, b1 … and whole batches; "auto":
                 scalars up to 10 units a layer

    Raises a ChainruleError for names that are not in these lists and for shapes that do not fit.
    """
    if inputs is None or targets is None:
        raise OptionError("usage", NO_SAMPLES)
    given, sizes = _layers(layers)
    if given is not None and not any(layer.biases for layer in given):
        bias = "none"
    text = written(Architecture(sizes, (activations,) if isinstance(activations, str) else tuple(activations), loss,
                                bias, penalty, strength), as_)
    samples = samples_of(inputs, targets, (sizes[0], sizes[-1]))
    values = _values(text, given, seed)
    if isinstance(text, BatchText):
        return BatchNetwork(batch_network.with_values(text, {**values, INPUT: samples[0], TARGET: samples[1]}))
    return Network(scalar_network.with_values(text, values, samples))


def written(asked: Architecture, as_: str = "auto", batch: int | None = None) -> NetworkText | BatchText:
    """The network as a program: of numbers where its layers are small, of matrices where they are not, or as asked."""
    if as_ not in FORMS:
        raise OptionError("usage", NO_FORM, facts={"known": ", ".join(FORMS), "given": as_})
    if as_ == "auto":
        as_ = "scalars" if max(asked.sizes, default=0) <= SMALL and batch is None else "matrices"
    if as_ == "matrices":
        return of_batches(asked, batch)
    if batch is not None:
        raise OptionError("usage", NO_BATCH)
    return of_scalars(asked)


def drawing(text: NetworkText | BatchText, wrt: Sequence[str] = ()) -> Drawn | DrawnBatch:
    """A network without numbers, with the derivatives by some of its weights where they are asked for."""
    _check_names(wrt, text.parameters)
    return DrawnBatch(text, wrt) if isinstance(text, BatchText) else Drawn(text, wrt)


def with_names(text: NetworkText | BatchText, point: Mapping[str, Any], samples: Samples | None,
               weights: tuple[tuple[Layer, ...] | None, int | None], wrt: Sequence[str], rate: float
               ) -> Network | BatchNetwork:
    """A network whose values are given by name, by layers or by a seed, as the command line has them."""
    layers, seed = weights
    if not 0 < rate < math.inf:
        raise OptionError("usage", BAD_RATE, facts={"rate": rate})
    values = dict(text.constants) if layers is None and seed is None else _values(text, layers, seed or 0)
    if isinstance(text, BatchText):
        return _batch_with_names(text, point, samples, values, wrt, rate)
    values |= {name: float(value) for name, value in numbers(point, {}).items()}
    _check_names(point, (*text.parameters, *text.inputs, *text.targets, *dict(text.constants)))
    columns = samples.columns if samples is not None else ()
    _check_values((*text.parameters, *text.inputs, *text.targets), (*values, *columns))
    _check_names(wrt, text.parameters)
    rows = [dict(zip(columns, row, strict=True)) for row in samples.rows] if samples is not None else [{}]
    table = tuple(tuple(tuple({**values, **row}[name] for name in names) for row in rows)
                  for names in (text.inputs, text.targets))
    return Network(scalar_network.with_values(text, values, (table[0], table[1])), wrt, rate)


def _batch_with_names(text: BatchText, point: Mapping[str, Any], samples: Samples | None, values: dict[str, Any],
                      wrt: Sequence[str], rate: float) -> BatchNetwork:
    """The same of a network of matrices; samples have the columns x1 …, t1 …"""
    names = (*text.parameters, INPUT, TARGET, *dict(text.constants))
    _check_names(point, names)
    _check_names(wrt, text.parameters)
    values |= point
    if samples is not None:
        sizes = text.architecture.sizes
        for name, count in ((INPUT, sizes[0]), (TARGET, sizes[-1])):
            wanted = [f"{name.lower()}{k}" for k in range(1, count + 1)]
            _check_values(wanted, samples.columns)
            places = [samples.columns.index(column) for column in wanted]
            values[name] = [[row[k] for k in places] for row in samples.rows]
    _check_values(names, values)
    return BatchNetwork(batch_network.with_values(text, values), wrt, rate)


def _check_names(given: Iterable[str], known: Sequence[str]) -> None:
    spare = [name for name in given if name not in known]
    if spare:
        raise VariableError("bad_variable", SPARE, facts={"names": ", ".join(spare)})


def _check_values(wanted: Iterable[str], given: Collection[str]) -> None:
    lacking = [name for name in wanted if name not in given]
    if lacking:
        few = ", ".join(lacking[:NAMED]) + (" …" if len(lacking) > NAMED else "")
        raise VariableError("bad_variable", LACKING, facts={"names": few}, hint=HOW)


def _values(text: NetworkText | BatchText, layers: Sequence[Layer] | None, seed: int) -> dict[str, Any]:
    """The weights that were given, or such as the seed draws, and the constants."""
    if layers is not None:
        layers = fitting(layers, text.architecture.sizes)
    if isinstance(text, BatchText):
        found = batch_network.drawn(text, seed) if layers is None else batch_network.named(text, layers)
    else:
        found = scalar_network.drawn(text, seed) if layers is None else scalar_network.named(text, layers)
    return {**found, **dict(text.constants)}


def _layers(given: str | Sequence[Any]) -> tuple[tuple[Layer, ...] | None, tuple[int, ...]]:
    """The weights, where there are any, and the sizes of the layers."""
    if isinstance(given, str):
        return None, sizes_of(given)
    if all(isinstance(each, int) for each in given):
        return None, tuple(given)
    found = layers_of(given)
    return found, (len(found[0].weights[0]), *(len(layer.weights) for layer in found))
