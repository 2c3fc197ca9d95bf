"""Every mistake of the table is named by its label, and no right answer is given one."""
from __future__ import annotations

import pytest

from chainrule import check_answer
from chainrule.language import LANGUAGES
from chainrule.rules.mistakes import FUNCTIONS, GATES, MISTAKES, ONE_INPUT

EXAMPLES = [(label, *row.example) for label, row in MISTAKES.items() if row.example[0]]


@pytest.mark.parametrize(("label", "problem", "answer"), EXAMPLES, ids=[label for label, *_ in EXAMPLES])
def test_every_example_of_the_table_is_named_by_its_label(label: str, problem: str, answer: str) -> None:
    wrt = "a" if label == "nothing" else "w" if "w" in problem and "x + b" in problem else "x"
    found = check_answer(problem, answer, wrt=wrt)
    assert found.verdict in ("wrong", "right_where")
    assert label in found.mistakes


@pytest.mark.parametrize("label", [label for label, _, _ in EXAMPLES])
def test_a_mistake_is_told_in_both_languages_without_the_answer(label: str) -> None:
    row = MISTAKES[label]
    found = check_answer(*row.example, wrt="w" if "x + b" in row.example[0] else "x")
    for language in LANGUAGES:
        brief, full = found.to_text(language), found.to_text(language, detail="full")
        assert len(full) > len(brief) > 100
        assert "{" not in full


def test_every_label_of_a_wrong_rule_has_words() -> None:
    rows = [*ONE_INPUT, *(rule for rules in (*FUNCTIONS.values(), *GATES.values()) for rule in rules)]
    assert {rule.label for rule in rows} <= set(MISTAKES)


@pytest.mark.parametrize(("problem", "wrt", "answer", "first"), [
    ("x^2*sin(3x)", "x", "2x*sin(3x) + x^2*cos(3x)", "chain_factor_forgotten"),
    ("sqrt(1+x^2)*cos(x)", "x", "x/sqrt(1+x^2)*cos(x) + sqrt(1+x^2)*sin(x)", "trig_sign"),
    ("u = x*y; v = u + x; f = v^2", "x", "2v*y", "path_forgotten"),
    ("u = x*y; v = u + x; f = v^2", "x", "2v*(2y + 1)", "path_counted_twice"),
    ("-(t-o)^2/2", "t", "t - o", "minus_lost"), ("w*x + b", "w", "1", "constant_factor_dropped"),
    ("q = x + y; f = q*z", "x", "q", "wrong_variable"), ("(x+y)*z", "y", "z + 1", "factors_added"),
    ("a*x^(1/b)", "x", "a/b*x^(1/b+1)", "exponent_raised"),
    ("x^2 - 3x*y + 5y^2 - 4x", "x", "2x*3y - 4", "paths_multiplied"),
    ("x^x", "x", "x*x^(x-1)", "power_rule_on_exponential"), ("x^x", "x", "x^x", "power_rule_on_exponential"),
    ("(x+1)^(x+1)", "x", "(x+1)^(x+1)", "power_rule_on_exponential"), ("t^t", "t", "t^t*ln(t)", "exponent_only"),
    ("1/x", "x", "ln(x)", "integrated"), ("ln(x)", "x", "x*ln(x) - x", "integrated"),
    ("cos(x)", "x", "sin(x)", "trig_sign"), ("tan(x)", "x", "-ln(cos(x))", "integrated"),
    ("e^x/x", "x", "e^x", "quotient_of_derivatives"), ("sin(x)/x^2", "x", "sin(x)/(2x)", "quotient_of_derivatives"),
    ("5/(x^2+1)", "x", "5/(2x)", "differentiated_inside_only"), ("4*x", "x", "4x", "not_differentiated"),
    ("sin(x)", "x", "sin(x)", "not_differentiated"), ("3ln(x) + 7x", "x", "3/x + 7x", "not_differentiated"),
    ("tan(x)", "x", "1/cos(x)", "square_lost"), ("tan(3x)", "x", "3sec(3x)", "square_lost"),
    ("cot(x)", "x", "-1/sin(x)", "square_lost"), ("x*tanh(x)", "x", "tanh(x) + x/cosh(x)", "square_lost"),
    ("arctan(x)", "x", "1/sqrt(1-x^2)", "table_confused"), ("sqrt(x)", "x", "1/sqrt(x)", "root_half_forgotten"),
    ("x^2 + 5", "x", "2x + 5", "constant_kept"), ("(2x+1)^3", "x", "3(2x+1)^2*x*2/x/2", "chain_factor_forgotten"),
])
def test_the_likeliest_mistake_comes_first(problem: str, wrt: str, answer: str, first: str) -> None:
    assert check_answer(problem, answer, wrt=wrt).mistakes[0] == first


@pytest.mark.parametrize(("problem", "answer"), [
    ("x^2 + x", "17 + x^5"), ("x^2*sin(x)", "2x*cos(x) + 7"), ("x^2", "2x + k"), ("sin(x)/x", "cos(exp(x))"),
])
def test_what_no_slip_explains_has_no_name(problem: str, answer: str) -> None:
    found = check_answer(problem, answer, wrt="x")
    assert (found.verdict, found.mistakes) == ("wrong", ())
    if answer != "2x + k":
        assert "local derivative" in found.to_text("en") and "국소 미분" in found.to_text("ko")


def test_two_slips_are_only_perhaps() -> None:
    two = check_answer("x^2*sin(3x) + 4*x^3", "2x*sin(3x) + x^2*cos(3x) + 12*x^3", wrt="x")
    assert {"chain_factor_forgotten", "exponent_not_lowered"} & set(two.mistakes) and "Perhaps" in two.to_text("en")
    same = check_answer("x^2*sin(3x) + ln(5x)", "2x*sin(3x) + x^2*cos(3x) + 1/(5x)", wrt="x")
    assert same.mistakes[0] == "chain_factor_forgotten" and same.to_dict()["mistakes"][0]["everywhere"]


def test_a_mistake_that_fits_at_positive_points_only_is_not_named() -> None:
    found = check_answer("sqrt(x^2) + x", "2", wrt="x")
    assert (found.verdict, found.condition) == ("right_where", "x > 0")
    assert "chain_factor_forgotten" not in check_answer("abs(x)*x", "x + abs(x)*2 - x", wrt="x").mistakes


@pytest.mark.parametrize(("problem", "answer", "hole"), [
    ("x^2", "2x^2/x", "x = 0"), ("x^3", "3x^2*(x-1)/(x-1)", "x = 1"),
])
def test_a_hole_is_a_remark_on_a_right_answer(problem: str, answer: str, hole: str) -> None:
    found = check_answer(problem, answer, wrt="x")
    assert found.verdict == "right" and any(hole in remark for remark in found.remarks) and not found.mistakes


def test_tangents_have_no_remark() -> None:
    assert not check_answer("tan(x)", "1/cos(x)^2", wrt="x").remarks
    assert not check_answer("1/x", "-1/x^2", wrt="x").remarks


def test_an_edge_is_not_named_where_there_is_no_other() -> None:
    found = check_answer("x^3", "x^3/3")
    assert (found.verdict, found.mistakes) == ("wrong", ())
    assert "local derivative" not in found.to_text("en") and "국소 미분" not in found.to_text("ko")


def test_a_number_on_an_edge_names_both_its_ends() -> None:
    found = check_answer("x^3", "12")
    assert "from x to x³ the local derivative was taken as 12" in found.to_text("en")
    assert "간선 x → x³: 국소 미분의 값을 12" in found.to_text("ko")


@pytest.mark.parametrize(("problem", "answer", "parts"), [
    ("2^x", "2^x", False), ("1/x", "1/x", False), ("x*sin(x)", "cos(x)", True)])
def test_parts_are_spoken_of_where_there_are_any(problem: str, answer: str, parts: bool) -> None:
    found = check_answer(problem, answer)
    assert ("The derivatives of the parts are right." in found.to_text("en")) is parts
    assert ("각 부분의 도함수는 맞다." in found.to_text("ko")) is parts


@pytest.mark.parametrize(("answer", "same"), [("2x*cos(x^2)", True), ("cos(x^2)*x*2", False)])
def test_an_answer_in_the_form_of_the_program_is_called_the_same(answer: str, same: bool) -> None:
    found = check_answer("sin(x^2)", answer)
    assert found.verdict == "right"
    assert ("Both formulas are the same." in found.to_text("en")) is same
    assert ("두 식이 똑같다." in found.to_text("ko")) is same


def test_the_korean_page_speaks_of_the_answer_and_reads_numbers() -> None:
    said = check_answer("x^2*y", "2*x^7+y^2", wrt="x").to_text("ko")
    assert "적은 답의 값" in said and "주장한 값" not in said and "1.492라면" in said


@pytest.mark.parametrize(("problem", "answer", "label"), [
    ("x^x", "x^x", "chain_factor_forgotten"), ("(x+1)^(x+1)", "(x+1)^(x+1)", "chain_factor_forgotten"),
    ("sqrt(x)", "1/sqrt(x)", "path_counted_twice"), ("sin(x^2)", "4x*cos(x^2)", "path_counted_twice"),
    ("sigmoid(x)", "-sigmoid(x)*(1-sigmoid(x))", "sigmoid_slip"),
    ("sigmoid(3x)", "-3sigmoid(3x)*(1-sigmoid(3x))", "sigmoid_slip"),
    ("e^x/x", "e^x", "differentiated_inside_only"),
])
def test_what_cannot_have_happened_is_not_guessed(problem: str, answer: str, label: str) -> None:
    found = check_answer(problem, answer)
    assert found.mistakes and label not in found.mistakes


def test_a_path_is_counted_twice_where_there_are_two() -> None:
    assert check_answer("x^2 + sin(x)", "2x + 2cos(x)").mistakes[0] == "path_counted_twice"
