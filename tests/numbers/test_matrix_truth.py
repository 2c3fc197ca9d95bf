"""Numbers with shapes are exact where they can be, and a point without a gradient is told by the function itself."""
from __future__ import annotations

import pytest

import chainrule


def told(program, at, lang="en", **options):
    return chainrule.diff(program, at=at, **options).to_text(lang, width=200)


def test_decimals_stay_exact():
    text = told("q = W*x; L = norm(q)^2", "W=[0.1,0.5;-0.3,0.8], x=[0.2,0.4]")
    assert "≈" not in text and "L = ‖q‖² = 0.116" in text
    assert "≈" in told("L = sum(exp(x))", "x=[1,2]")
    assert "∂f/∂A = -A⁻ᵀA⁻ᵀ = [ -31  18 ]" in told("tr(inv(A))", "A=[1,2;3,5]")
    assert "1/3" in told("mean(x)", "x=[0.1,0.2,0.4]"), "a fraction is shown as one"


def test_values_handed_out_are_doubles():
    found = chainrule.diff("mean(x)", at={"x": [1, 2, 4]})
    assert found.value == [1 / 3] * 3 and all(type(x) is float for x in found.value)
    assert type(found.to_dict()["nodes"][0]["value"][0][0]) is float


def test_nothing_but_rounding_is_no_number():
    text = told("P = softmax(X*W); L = -sum(T .* log(P))",
                "X=[1,2,3;4,5,6], W=[1,0;0,1;1,1], T=[1,0;0,1]")
    assert "e-1" not in text.split("At the point")[1]


@pytest.mark.parametrize("rows", [[[1, 2], [2, 4]], [[0.1, 0.2], [0.3, 0.6]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
                                  [[0, 0], [0, 0]], [[0, 0, 0], [0, 1, 0], [0, 0, 0]]])
def test_the_gradient_of_a_determinant_exists_at_singular_matrices(rows):
    found = chainrule.diff("det(A)", at={"A": rows})
    assert found.facts.passes.forward[found.facts.output] == 0
    for i in range(len(rows)):
        for j in range(len(rows)):
            left = [[x for at, x in enumerate(row) if at != j] for k, row in enumerate(rows) if k != i]
            minor = left[0][0] if len(left) == 1 else left[0][0] * left[1][1] - left[0][1] * left[1][0]
            assert found.value[i][j] == pytest.approx((-1) ** (i + j) * minor)
    assert "adj(A)ᵀ" in found.to_text("ko") and "다른 꼴" in found.to_text("ko") and found.check.status == "checked"
    assert "adj" not in chainrule.diff("det(A)", at={"A": [[2, 0], [0, 1]]}).text


def test_a_product_has_a_gradient_at_zeros():
    assert chainrule.diff("prod(x)", at={"x": [0, 2, 3]}).value == [6, 0, 0]
    assert chainrule.diff("prod(x)", at={"x": [0, 0, 3]}).value == [0, 0, 0]


@pytest.mark.parametrize(("program", "at", "said"), [
    ("logdet(A)", "A=[1,2;2,4]", ("ln det(A)", "determinant is positive")),
    ("logdet(A)", "A=[0.1,0.2;0.3,0.6]", ("ln det(A)", "determinant is positive")),
    ("tr(inv(A))", "A=[0.1,0.2;0.3,0.6]", ("A⁻¹", "determinant of the matrix is 0")),
    ("det(A) + tr(inv(A))", "A=[1,1;1,1]", ("A⁻¹", "determinant of the matrix is 0")),
    ("log(det(A))", "A=[1,2;2,3]", ("ln(det(A))", "-1")),
    ("1/(x'*y - 0.3)", "x=[1,2], y=[0.1,0.1]", ("", "0")),
    ("sum(sqrt(x))", "x=[0,1]", ("sqrt(x)", "has a value there"))])
def test_a_point_without_a_value_is_refused_with_the_reason(program, at, said):
    with pytest.raises(chainrule.DomainError) as caught:
        chainrule.diff(program, at=at)
    message = f"{caught.value.say('en')} {caught.value.hint.say('en') if caught.value.hint else ''}"
    assert all(part in message for part in said), message
    assert caught.value.say("ko") != caught.value.say("en")


@pytest.mark.parametrize(("program", "at", "left", "right"), [
    ("norm(x)", "x=[0,0]", "-1", "1"), ("norm(A)", "A=[0,0;0,0]", "-1", "1"), ("norm1(x)", "x=[2,0]", "-1", "1"),
    ("norminf(x)", "x=[3,-3]", "0", "1"), ("max(x)", "x=[1,1,0]", "0", "1"), ("min(x)", "x=[1,1,2]", "1", "0"),
    ("sum(relu(x))", "x=[0.1+0.2-0.3,1]", "0", "1"), ("sum(max(x,y))", "x=[1,2], y=[1,3]", "0", "1"),
    ("sum(abs(A))", "A=[1,0;2,3]", "-1", "1"), ("sum(max(X, axis=1))", "X=[1,1;2,3]", "0", "1")])
def test_a_corner_is_told_by_both_slopes(program, at, left, right):
    found = chainrule.diff(program, at=at)
    settled = found.facts.passes.settled
    assert (str(settled.left), str(settled.right)) == (left, right)
    first = found.value if isinstance(found.value, dict) else {"": found.value}
    assert set(first.values()) == {None}
    for detail in ("brief", "normal", "full"):
        assert f"{left} from the left and {right} from the right" in " ".join(
            found.to_text("en", detail=detail).split())
        assert "그래디언트가 없다" in " ".join(found.to_text("ko", detail=detail).split())


@pytest.mark.parametrize(("program", "at", "gradient"), [
    ("norm(x)*norm(x)", "x=[0,0]", [0, 0]), ("norm(x)^3", "x=[0,0]", [0, 0]), ("sum(abs(x) .* x)", "x=[0,1]", [0, 2]),
    ("max(x) - max(x)", "x=[1,1]", [0, 0]), ("sum(relu(x)^2)", "x=[0,-1,2]", [0, 0, 4])])
def test_a_smooth_function_of_corners_has_a_gradient(program, at, gradient):
    found = chainrule.diff(program, at=at)
    assert found.value == gradient and "smooth" in found.to_text("en") and "매끄럽다" in found.to_text("ko")


@pytest.mark.parametrize(("program", "at"), [("det(A)", {"A": [[1, 2], [2, 4]]}), ("prod(x)", {"x": [0, 0, 1]}),
                                             ("norm(x)", {"x": [0, 0]})])
def test_a_second_derivative_without_a_formula_there_is_refused(program, at):
    with pytest.raises(chainrule.DomainError) as caught:
        chainrule.diff(program, next(iter(at)), order=2, at=at)
    assert "no value at this point" in caught.value.say("en")


def test_corners_are_data_too():
    record = chainrule.diff("sum(relu(A))", at={"A": [[1, 2], [0, 3]]}).to_dict()
    assert [kink["entry"] for kink in record["kinks"]] == [[2, 1]]
    derivative = record["derivatives"][0]
    assert (derivative["value"], derivative["one_sided"], derivative["entry"]) == (None, [0.0, 1.0], [2, 1])
    assert "kinks" not in chainrule.diff("sum(relu(A))", at={"A": [[1, 2], [1, 3]]}).to_dict()


def test_slopes_by_the_entries_are_not_enough():
    found = chainrule.diff("min(abs(x))", at="x=[0,0]")
    assert found.value is None and found.facts.passes.settled.variable < 0
    assert "비스듬한" in found.to_text("ko")


def test_an_operation_entry_by_entry_is_called_so():
    matrix, vector = chainrule.diff("exp(A)", shapes="A: 2x2"), chainrule.diff("exp(x)", shapes="x: 2")
    assert "성분별 연산" in matrix.to_text("ko") and "Entry by entry" in matrix.to_text("en")
    assert "4 of 16 entries" in " ".join(matrix.to_text("en").split())
    assert "Entry by entry" not in vector.to_text("en") and "diagonal matrix" in vector.to_text("en")


@pytest.mark.parametrize(("program", "shapes", "same"), [
    ("sum((X@W - y)**2)/X.shape[0]", "X: 4x3, W: 3, y: 4", "sum((X@W - y)**2)/4"),
    ("sum((X@W - y)**2)/len(y)", "X: nx3, W: 3, y: n", "mean((X@W - y)**2)"),
    ("sum(A)/A.size", "A: 2x4", "mean(A)"), ("sum(A)/size(A, 1)", "A: 2x3", "sum(A)/2"),
    ("np.sum(A)/A.shape[1]", "A: 2x3", "sum(A)/3"), ("sum(A)/numel(A)", "A: 2x3", "mean(A)")])
def test_sizes_are_read(program, shapes, same):
    one, other = chainrule.diff(program, shapes=shapes), chainrule.diff(same, shapes=shapes)
    assert one.text == other.text and one.check.status == "checked"


@pytest.mark.parametrize("program", ["sum(x)/len(c)", "sum(x)/x.shape[2]", "sum(x)/x.shape"])
def test_sizes_that_are_not_there_are_refused(program):
    with pytest.raises(chainrule.ChainruleError):
        chainrule.diff(program, shapes="x: 3, c: ()")
