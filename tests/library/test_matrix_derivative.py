"""What `diff` returns where values have shapes: answers as textbooks write them, values as nested lists, structures."""
from __future__ import annotations

import json

import pytest

import chainrule
from chainrule.errors import ChainruleError, OptionError, ShapeError, VariableError

NOTE = "q = W*x\nL = norm(q)^2"
SHAPES = {"W": (3, 2), "x": (2,)}
POINT = {"W": [[1, 2], [3, 4], [5, 6]], "x": [1, -1]}


@pytest.mark.parametrize("program, shapes, wrt, answer", [
    ("norm(W*x)^2", "W: 3x2, x: 2", "x", "2*W'*W*x"),
    ("norm(W*x - b)^2", "W: 3x2, x: 2, b: 3", "x", "2*W'*(W*x - b)"),
    ("norm(W*x - b)^2", "W: 3x2, x: 2, b: 3", "W", "2*(W*x - b)*x'"),
    ("x'*A*x", "A: 3x3, x: 3", "x", "(A + A')*x"),
    ("x'*A*x - 2*b'*x", "A: 3x3, x: 3, b: 3", "x", "(A + A')*x - 2*b"),
    ("tr(A*inv(X)*B)", "A: 2x3, X: 3x3, B: 3x2", "X", "-inv(X)'*A'*B'*inv(X)'"),
    ("logdet(X)", "X: 3x3", "X", "inv(X)'"),
    ("tr(X'*B*X*C)", "X: 3x2, B: 3x3, C: 2x2", "X", "B*X*C + B'*X*C'"),
    ("norm(x - mean(x))^2", "x: 4", "x", "2*(x - mean(x))"),
    ("norm(X*W + b - Y)^2", "X: N x d, W: d x k, b: k, Y: N x k", "b", "2*(X*W + ones(N, 1)*b' - Y)'*ones(N, 1)"),
    ("0.5*norm(A*x - b)^2", "A: m x n, x: n, b: m", "x", "A'*(A*x - b)"),
    ("sum(A .* X)", "A: 2x3, X: 2x3", "X", "A"),
    ("mean(x)", "x: 4", "x", "ones(4, 1)/4"),
])
def test_answers_are_those_of_a_textbook(program, shapes, wrt, answer):
    found = chainrule.diff(program, wrt=wrt, shapes=shapes)
    assert found.text == answer
    assert found.check.status == "checked"


@pytest.mark.parametrize("program, shapes, assume, wrt, answer", [
    ("-sum(t .* log(softmax(z)))", "t: 4, z: 4", "t one-hot", "z", "softmax(z) - t"),
    ("-sum(t .* log(softmax(z)))", "t: 4, z: 4", "t probability", "z", "softmax(z) - t"),
    ("x'*A*x", "A: 3x3, x: 3", "A symmetric", "x", "2*A*x"),
])
def test_what_is_assumed_shortens_the_answer(program, shapes, assume, wrt, answer):
    assert chainrule.diff(program, wrt=wrt, shapes=shapes, assume=assume).text == answer
    assert chainrule.diff(program, wrt=wrt, shapes=shapes).text != answer


@pytest.mark.parametrize("program, options, kind", [
    ("x'*A*x", {"shapes": "A: 3x3, x: 3", "assume": "A symmetric", "wrt": "A"}, VariableError),
    ("x'*A*x", {"shapes": "A: 3x3, x: 3", "assume": "A round"}, OptionError),
    ("x'*A*x", {"shapes": "A: 3x3, x: 3", "assume": "B symmetric"}, VariableError),
    ("norm(A*x)", {"shapes": "A: 3x2, x: 2", "assume": "A symmetric", "wrt": "x"}, ShapeError),
    ("x^2", {"assume": "x symmetric"}, OptionError),
    ("sum(t .* log(p))", {"shapes": "t: 2, p: 2", "assume": "t one-hot", "wrt": "p",
                          "at": {"t": [0.5, 0.7], "p": [0.5, 0.5]}}, OptionError),
    ("norm(W*x)^2", {"shapes": SHAPES, "at": {"W": [[1, 2], [3, 4]], "x": [1, 2]}}, ShapeError),
    ("norm(W*x)^2", {"shapes": SHAPES, "at": {"x": [1, 2]}}, VariableError),
    ("norm(W*x)^2", {"shapes": SHAPES, "wrt": "y"}, VariableError),
    ("norm(W*x)^2", {"shapes": {"W": ("m", "n"), "x": ("n",)},
                     "at": {"W": [[1, 2], [3, 4]], "x": [1, 2, 3]}}, ShapeError),
    ("tr(inv(A))", {"shapes": "A: 2x2", "at": {"A": [[1, 2], [2, 4]]}}, ChainruleError),
])
def test_what_cannot_be_is_refused(program, options, kind):
    with pytest.raises(kind) as refused:
        chainrule.diff(program, **options)
    assert refused.value.say("ko") != str(refused.value)


def test_values_are_nested_lists_in_the_shape_that_was_declared():
    found = chainrule.diff(NOTE, shapes=SHAPES, at=POINT)
    assert found.value == {"W": [[-2, 2], [-2, 2], [-2, 2]], "x": [-18, -24]}
    assert found.shape == {"W": (3, 2), "x": (2,)}
    assert chainrule.diff(NOTE, wrt="x", shapes=SHAPES, at=POINT).value == [-18, -24]
    assert chainrule.diff(NOTE, wrt="x", shapes={"W": (3, 2), "x": (2, 1)}, at=POINT).value == [[-18], [-24]]
    assert chainrule.diff("c*sum(x)", wrt="c", shapes={"c": (), "x": (2,)}, at={"c": 2, "x": [3, 4]}).value == 7


def test_a_jacobian_has_the_outputs_shape_then_the_variables():
    found = chainrule.diff("q = W*x", shapes=SHAPES, at=POINT)
    assert found.value["x"] == POINT["W"]
    assert found.value["W"][1] == [[0, 0], [1, -1], [0, 0]]
    assert found.structure == {"W": "blocks", "x": "full"}
    assert chainrule.diff("relu(x)", shapes="x: 3", at={"x": [1, -2, 3]}).value == [[1, 0, 0], [0, 0, 0], [0, 0, 1]]


def test_the_jacobian_of_a_softmax_is_a_diagonal_less_a_product():
    found = chainrule.diff("p = softmax(x)", shapes="x: 3")
    assert found.structure == "low rank"
    assert "∂p/∂x = diag(p) - ppᵀ" in found.to_text("en")


def test_a_wide_diagonal_is_never_built():
    found = chainrule.diff("relu(x)", shapes="x: 4096")
    assert found.structure == "diagonal"
    assert "4,096 of 16,777,216" in found.to_text("en")
    batch = chainrule.diff("relu(X)", shapes="X: 100 x 4096")
    assert batch.structure == "diagonal" and "409,600 of 167,772,160,000" in batch.to_text("en")


def test_directions_are_words():
    along = chainrule.diff("q = tanh(W*x)", wrt="x", shapes=SHAPES, along="v", at={**POINT, "v": [1, 0]})
    against = chainrule.diff("q = tanh(W*x)", wrt="x", shapes=SHAPES, against="u", at={**POINT, "u": [1, 0, 0]})
    whole = chainrule.diff("q = tanh(W*x)", wrt="x", shapes=SHAPES, at=POINT).value
    assert along.value == pytest.approx([row[0] for row in whole])
    assert against.value == pytest.approx(whole[0])


def test_the_hessian_of_a_quadratic_form():
    found = chainrule.diff("x'*A*x", wrt="x", order=2, shapes="A: 2x2, x: 2", at={"A": [[1, 2], [3, 4]], "x": [1, 1]})
    assert found.text == "A + A'" and found.value == [[2, 5], [5, 8]]


def test_a_matrix_used_twice_is_two_paths():
    found = chainrule.diff("sum(W*tanh(W*x))", wrt="W", shapes="W: 3x3, x: 3")
    assert found.path_count == 2 and found.check.status == "checked"
    assert "2 ways" in found.to_text("en")


def test_a_kink_has_no_value_and_says_where():
    found = chainrule.diff("sum(relu(x))", shapes="x: 3", at={"x": [1, 0, 2]}, wrt="x")
    assert found.value is None
    assert "row 2, column 1" in found.to_text("en") and "2행 1열" in found.to_text("ko")


def test_every_face_shows_it_in_both_languages():
    found = chainrule.diff(NOTE, shapes=SHAPES, at=POINT)
    for lang in ("en", "ko"):
        for detail in ("brief", "normal", "full"):
            assert "2qxᵀ" in found.to_text(lang, detail)
        assert r"\mathbf{q} \mathbf{x}^{\top}" in found.to_latex(lang)
        assert r"\begin{pmatrix}" in found.to_markdown(lang)
    assert "<math" in found.to_html() and "𝐖" in found.to_html()
    record = json.loads(json.dumps(found.to_dict()))
    assert record["derivatives"][0]["value"] == [[-2, 2], [-2, 2], [-2, 2]]
    assert record["local"][1]["back"] == "G*x'"
    assert record["nodes"][2]["shape"] == [3, 1]


def test_proof_lines_say_where_a_transpose_comes_from():
    text = chainrule.diff(NOTE, shapes=SHAPES).to_text("en")
    assert "⟨G, W·dx⟩" in text and "⟨WᵀG, dx⟩" in text
    full = chainrule.diff(NOTE, shapes=SHAPES).to_text("en", "full")
    assert "W₁₁·G₁ + W₂₁·G₂ + W₃₁·G₃" in full


def test_large_matrices_are_shown_by_their_corner():
    text = chainrule.diff("sum(X)", shapes="X: 9x9", at={"X": [[i * j for j in range(9)] for i in range(9)]}).to_text()
    assert "⋯" in text and "⋮" in text


def test_an_intermediate_value_may_be_the_variable():
    assert chainrule.diff(NOTE, wrt="q", shapes=SHAPES).text == "2*W*x"
    both = chainrule.diff(NOTE, wrt=["q", "x"], shapes=SHAPES)
    assert both.check.status == "checked"


def test_a_norm_at_zero_has_a_corner():
    found = chainrule.diff("norm(x)", shapes="x: 2", at={"x": [0, 0]})
    assert found.value is None and "corner" in found.to_text("en")


def test_what_nothing_comes_back_to_is_zeros_of_its_shape():
    found = chainrule.diff("sum(sign(W*x))", shapes=SHAPES, at=POINT)
    assert found.value == {"W": [[0, 0]] * 3, "x": [0, 0]} and found.check.status == "checked"


def test_a_derivative_by_a_matrix_is_a_rule_and_says_what_notes_mean():
    text = chainrule.diff("q = W*x", wrt="W", shapes=SHAPES).to_text("en")
    assert "dW·x" in text and "∂q/∂W = xᵀ" in text and "6 of 18" in text


def test_what_comes_back_is_not_called_by_a_name_of_the_program():
    text = chainrule.diff("sum((P*V) .* G)", wrt="P", shapes="P: 3x4, V: 4x2, G: 3x2").to_text("en")
    assert "⟨H, G∘du⟩ = ⟨G∘H, du⟩" in " ".join(text.split()) and "⟨G," not in text
    text = chainrule.diff("G*x", wrt="G", shapes="G: 3x2, x: 2").to_text("en")
    assert "H → G : Hxᵀ" in " ".join(text.split()) and "when H comes to the value" in " ".join(text.split())
