"""The activations of a layer: a row for each."""
from __future__ import annotations

from ...language import Text
from ...records import record


@record
class Activation:
    """One activation: its formula in z, the sum that comes in; one of a whole layer has `all`, the sums of that layer,
    written as exp(z) with + between. `layer` is the formula of matrices with a row of sums for each sample, where it
    is another one."""

    name: str
    title: Text
    formula: str
    layer: str = ""


ACTIVATIONS = {each.name: each for each in (
    Activation("linear", Text("linear", "항등"), "z"),
    Activation("sigmoid", Text("sigmoid", "시그모이드"), "sigmoid(z)"),
    Activation("tanh", Text("tanh", "tanh"), "tanh(z)"),
    Activation("relu", Text("ReLU", "ReLU"), "relu(z)"),
    Activation("leaky_relu", Text("leaky ReLU, 0.01 below 0", "새는 ReLU(0보다 작으면 0.01배)"), "leaky_relu(z)"),
    Activation("softplus", Text("softplus", "소프트플러스"), "softplus(z)"),
    Activation("gelu", Text("GELU, exact", "GELU(정확한 식)"), "gelu(z)"),
    Activation("exp", Text("exponential", "지수함수"), "exp(z)"),
    Activation("softmax", Text("softmax", "소프트맥스"), "exp(z)/(all)", layer="softmax(z)"),
)}
