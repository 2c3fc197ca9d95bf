"""What is said where a function bends or jumps agrees with what the frameworks document, and with the numbers shown."""
from __future__ import annotations

import pytest

from chainrule import diff
from chainrule.language import LANGUAGES

# What frameworks use at a joint, and who says so. PyTorch, "Autograd mechanics", Gradients for non-differentiable
# functions: of a convex function the subgradient with the smallest norm, here 0 from [-1, 1] and from [0, 1].
# TensorFlow, python/ops/math_grad.py: _AbsGrad is grad·sign(x), _SignGrad is zero; nn_grad.py, ReluGrad: x > 0.
SETTLED = {
    "abs(x)": ("torch.abs", "tf.abs", 0), "relu(x)": ("torch.nn.functional.relu", "tf.nn.relu", 0),
    "sign(x)": ("torch.sign", "tf.sign", 0), "floor(x)": ("torch.floor", "tf.floor", 0),
    "ceil(x)": ("torch.ceil", "tf.math.ceil", 0),
}
# PyTorch, torch.amax and torch.max without dim: "evenly distribute gradients between equal values"; torch.maximum does
# so since its issue 56734, while torch.max(…, dim) takes one index only. TensorFlow, math_grad.py: _MaximumGrad selects
# by greater_equal and _MinimumGrad by less_equal, so that of two equal inputs the first one takes all.
PYTORCH = {2: (1 / 2, 1 / 2), 3: (1 / 3, 1 / 3, 1 / 3)}
TENSORFLOW = {2: (1, 0), 3: (1, 0, 0)}


def said(text: str, at: str, language: str = "en") -> str:
    return " ".join(diff(text, at=at).to_text(language, width=400).split())  # type: ignore[arg-type]


@pytest.mark.parametrize("text", SETTLED)
def test_where_frameworks_agree_their_value_is_the_one_that_is_used(text: str) -> None:
    *_, value = SETTLED[text]
    assert f"Deep learning frameworks use {value} here." in said(text, "x=0")
    assert f"딥러닝 프레임워크에서 대신 쓰는 값은 {value}이다." in said(text, "x=0", "ko")
    assert f"df/dx = 1 · {value} = {value}" in said(text, "x=0")


@pytest.mark.parametrize("function", ["max", "min"])
def test_a_tie_of_two_is_shared_by_pytorch_and_given_to_the_first_by_tensorflow(function: str) -> None:
    """The page sends 0 to both, says so, and says what the frameworks do."""
    halves, first = PYTORCH[2], TENSORFLOW[2]
    assert halves[0] == halves[1] == 1 / 2 and first == (1, 0)
    text = f"{function}(x, y)"
    english, korean = (said(text, "x=1, y=1", language) for language in LANGUAGES)
    assert "∂f/∂x = 1 · 0 = 0" in english and "∂f/∂y = 1 · 0 = 0" in english
    assert "the backward pass above gives the equal inputs 0." in english
    assert "of two equal inputs PyTorch gives each 1/2, TensorFlow gives everything to the first." in english
    assert "두 입력이 같으면 파이토치는 1/2씩 나누어 보내고 텐서플로는 첫째 입력에만 보낸다." in korean


@pytest.mark.parametrize("function", ["max", "min"])
def test_inputs_that_are_equal_all_around_send_everything_to_the_first(function: str) -> None:
    """2x and x + x are one function, so that a tie is no accident: the page does as TensorFlow does."""
    assert TENSORFLOW[3] == (1, 0, 0) and len(set(PYTORCH[3])) == 1
    text = f"{function}(2x, x + x, y)"
    english, korean = (said(text, "x=1, y=2", language) for language in LANGUAGES)
    assert "∂f/∂u = 1 · 1 = 1" in english and "∂f/∂v = 1 · 0 = 0" in english and "∂f/∂y = 1 · 0 = 0" in english
    assert "gives everything to the first of the equal inputs, as TensorFlow does; PyTorch shares it." in english
    assert "첫째 입력에만 기울기를 보낸다. 텐서플로도 그렇게 하고, 파이토치는 같은 입력에 나누어 보낸다." in korean
    assert "1/2" not in english.partition("kink here")[2]


def test_nothing_is_said_of_frameworks_where_the_derivative_exists() -> None:
    for text, at in (("max(x, x)", "x=1"), ("max(abs(x), x)", "x=1"), ("x*abs(x)", "x=0"), ("abs(x)", "x=1")):
        shown = said(text, at)
        assert "ramework" not in shown and "PyTorch" not in shown and "TensorFlow" not in shown, text


def test_joints_of_both_kinds_are_left_to_the_reader() -> None:
    """Where one joint is settled and another routes, no sentence fits."""
    shown = said("max(abs(x), x)", "x=0")
    assert "have kinks here" in shown and "ramework" not in shown and "PyTorch" not in shown
