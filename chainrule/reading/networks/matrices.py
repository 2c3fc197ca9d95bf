"""The program of a network on whole batches: a matrix of weights for every layer, a row for every sample."""
from __future__ import annotations

from ... import limits
from ...errors import OptionError, TooLargeError
from ...language import Text
from ...records import record
from ...rules.losses import LOSSES, PENALTIES
from .activations import ACTIVATIONS
from .architecture import ONE_OUTPUT, Architecture, checked
from .program import put_in

MANY = Text("A network with {count} weights is too large; up to {limit} are possible.",
            "가중치가 {count}개인 신경망은 너무 큽니다. {limit}개까지 다룹니다.")
INPUT, TARGET, OUTPUT, SAMPLES = "X", "T", "O", "n"


@record
class BatchText:
    """A network as a program of matrices. Layer k has the weights Wk, a row for each of its units, and the biases bk;
    `shapes` says rows and columns of every name that is not defined. X has a row for each sample, T too."""

    architecture: Architecture
    program: str
    weights: tuple[str, ...]
    biases: tuple[str, ...]
    units: tuple[str, ...]
    loss: str
    constants: tuple[tuple[str, float], ...]
    shapes: tuple[tuple[str, tuple[int | str, ...]], ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every matrix of weights and vector of biases, layer by layer."""
        if not self.biases:
            return self.weights
        return tuple(name for pair in zip(self.weights, self.biases, strict=True) for name in pair)


def batch_network(asked: Architecture, batch: int | None = None) -> BatchText:
    """The program for `batch` samples, or for n. Raises OptionError for what cannot be a network."""
    architecture = checked(asked)
    if any(size == 1 and name == "softmax" for size, name in zip(architecture.sizes[1:], architecture.activations,
                                                                 strict=True)):
        raise OptionError("usage", ONE_OUTPUT)
    sizes, rows = architecture.sizes, SAMPLES if batch is None else batch
    if architecture.weights > limits.BATCH_WEIGHTS:
        raise TooLargeError("too_large", MANY, facts={"count": architecture.weights, "limit": limits.BATCH_WEIGHTS})
    row, layers = LOSSES[architecture.loss], range(1, len(sizes))
    weights = tuple(f"W{k}" for k in layers)
    biases = () if architecture.bias == "none" else tuple(f"b{k}" for k in layers)
    units = (*(f"A{k}" for k in layers[:-1]), OUTPUT)
    constants = (*row.constants, *((("lambda", architecture.strength),) if architecture.penalty else ()))
    shapes: list[tuple[str, tuple[int | str, ...]]] = [(INPUT, (rows, sizes[0])), (TARGET, (rows, sizes[-1]))]
    for k in layers:
        shapes.append((f"W{k}", (sizes[k], sizes[k - 1])))
        if biases:
            shapes.append((f"b{k}", (sizes[k],) if architecture.bias == "each" else ()))
    shapes += [(name, ()) for name, _ in constants]
    lines = [f"{name}: {_shape(shape)}" for name, shape in shapes]
    before = INPUT
    for k, after in zip(layers, units, strict=True):
        lines.append(f"Z{k} = {before}*W{k}'" + (f" + b{k}" if biases else ""))
        activation = ACTIVATIONS[architecture.activations[k - 1]]
        lines.append(f"{after} = {put_in(activation.layer or activation.formula, {'z': f'Z{k}'})}")
        before = after
    entries = put_in(row.entries, {"o": OUTPUT, "t": TARGET})
    lines += [f"E = {'rowmeans' if row.total == 'mean' else 'rowsums'}({entries})", "E_total = mean(E)"]
    if architecture.penalty:
        cost = " + ".join(PENALTIES[architecture.penalty][2].format(w=w) for w in weights)
        lines += [f"R = lambda*({cost})", "L = E_total + R"]
    return BatchText(architecture, "\n".join(lines), weights, biases, units,
                     "L" if architecture.penalty else "E_total", constants, tuple(shapes))


def _shape(shape: tuple[int | str, ...]) -> str:
    return " x ".join(map(str, shape)) or "()"
