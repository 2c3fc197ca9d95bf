"""Weights, inputs and targets as they are handed over: nested lists or arrays, checked against each other."""
from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import OptionError
from ...language import Text
from ...records import record

Row = tuple[float, ...]

NO_LAYER = Text("A layer is a dictionary with W (rows of weights, one for each unit) and b (one bias for each unit).",
                "층 하나는 W(노드마다 가중치 한 줄)와 b(노드마다 편향 하나)가 있는 사전으로 줍니다.")
NO_NUMBER = Text("{where}: `{cell}` is no number that can be computed with.",
                 "{where}: `{cell}` 값으로는 계산할 수 없습니다.")
WIDTH = Text("{where}: a row has {count} numbers, and {wanted} are needed.",
             "{where}: 한 줄에 수가 {count}개 있는데 {wanted}개가 필요합니다.")
BIASES = Text("{where}: there are {count} biases for {wanted} units.",
              "{where}: 노드는 {wanted}개인데 편향이 {count}개입니다.")
SAMPLES = Text("There are {inputs} rows of inputs and {targets} rows of targets.",
               "입력은 {inputs}줄인데 목푯값은 {targets}줄입니다.")
NO_ROWS = Text("{where}: there are no rows.", "{where}: 줄이 하나도 없습니다.")
NOT_JSON = Text("{file} is not JSON with a list of layers.", "{file} 파일이 층의 목록을 담은 JSON이 아닙니다.")
DEPTH = Text("These are weights of {count} layers; the network {sizes} has {wanted}.",
             "가중치는 {count}개 층의 것인데 {sizes} 신경망에는 층이 {wanted}개 있습니다.")
UNFIT = Text("W{layer} is {given}; in the network {sizes} it is {wanted} (units × inputs).",
             "W{layer}의 크기는 {given}인데 {sizes} 신경망에서는 {wanted}입니다(노드 수×입력 수).")
JSON_HOW = Text('[{{"W": [[0.1, 0.2]], "b": [0.3]}}, …]', '[{{"W": [[0.1, 0.2]], "b": [0.3]}}, …]')


@record
class Layer:
    """The weights of one layer, a row for each unit, and its biases; none where there are none."""

    weights: tuple[Row, ...]
    biases: Row


def layers_of(given: Sequence[Any]) -> tuple[Layer, ...]:
    """The layers, each fitting the one before."""
    found: list[Layer] = []
    for number, layer in enumerate(given, 1):
        if isinstance(layer, Layer):
            found.append(layer)
            continue
        if not isinstance(layer, Mapping) or "W" not in layer or set(layer) - {"W", "b"}:
            raise OptionError("usage", NO_LAYER)
        wanted = len(found[-1].weights) if found else None
        weights = table(layer["W"], f"W{number}", wanted)
        given_biases = layer.get("b")
        biases = () if given_biases is None else _row(given_biases, f"b{number}")
        if biases and len(biases) != len(weights):
            raise OptionError("usage", BIASES, facts={"where": f"b{number}", "count": len(biases),
                                                      "wanted": len(weights)})
        found.append(Layer(weights, biases))
    if not found:
        raise OptionError("usage", NO_LAYER)
    return tuple(found)


def table(given: Any, where: str, wanted: int | None = None) -> tuple[Row, ...]:
    """Rows of numbers, all of one length; a single row may be given alone."""
    listed = _listed(given)
    if not listed:
        raise OptionError("usage", NO_ROWS, facts={"where": where})
    if not isinstance(_listed_or(listed[0]), list):
        listed = [listed]
    rows = tuple(_row(row, where) for row in listed)
    wanted = len(rows[0]) if wanted is None else wanted
    for row in rows:
        if len(row) != wanted:
            raise OptionError("usage", WIDTH, facts={"where": where, "count": len(row), "wanted": wanted})
    return rows


def fitting(layers: Sequence[Layer], sizes: Sequence[int]) -> tuple[Layer, ...]:
    """These layers, where they are those of a network of such sizes."""
    called = "-".join(map(str, sizes))
    if len(layers) != len(sizes) - 1:
        raise OptionError("usage", DEPTH, facts={"count": len(layers), "sizes": called, "wanted": len(sizes) - 1})
    for number, (layer, inputs, units) in enumerate(zip(layers, sizes, sizes[1:], strict=False), 1):
        given = len(layer.weights), len(layer.weights[0])
        if given != (units, inputs):
            raise OptionError("usage", UNFIT, facts={"layer": number, "given": f"{given[0]}×{given[1]}",
                                                     "sizes": called, "wanted": f"{units}×{inputs}"})
    return tuple(layers)


def samples_of(inputs: Any, targets: Any, widths: tuple[int, int]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """As many rows of inputs as of targets, as wide as the first and the last layer."""
    found = table(inputs, "inputs", widths[0]), table(targets, "targets", widths[1])
    if len(found[0]) != len(found[1]):
        raise OptionError("usage", SAMPLES, facts={"inputs": len(found[0]), "targets": len(found[1])})
    return found


def layers_from_json(text: str, file: str) -> tuple[Layer, ...]:
    """The layers in a file of JSON."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict) and "layers" in given:
        given = given["layers"]
    if not isinstance(given, list):
        raise OptionError("usage", NOT_JSON, facts={"file": file}, hint=JSON_HOW)
    return layers_of(given)


def layers_from_arrays(arrays: Mapping[str, Any]) -> tuple[Layer, ...]:
    """The layers of named arrays W1, b1, W2, b2 …"""
    count = sum(name.startswith("W") for name in arrays)
    try:
        return layers_of([{"W": arrays[f"W{k}"], **({"b": arrays[f"b{k}"]} if f"b{k}" in arrays else {})}
                          for k in range(1, count + 1)])
    except KeyError:
        raise OptionError("usage", NO_LAYER) from None


def _listed_or(value: Any) -> Any:
    """An array as a list, anything else as it is."""
    value = value.tolist() if hasattr(value, "tolist") else value
    return list(value) if isinstance(value, tuple) else value


def _listed(value: Any) -> list[Any]:
    found = _listed_or(value)
    return found if isinstance(found, list) else [found]


def _row(cells: Any, where: str) -> Row:
    found = []
    for cell in _listed(cells):
        try:
            number = float(cell)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number) or isinstance(cell, str):
            raise OptionError("usage", NO_NUMBER, facts={"where": where, "cell": str(cell)[:40]})
        found.append(number)
    return tuple(found)
