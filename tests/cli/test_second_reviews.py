"""More commands that readers tried: what must stand in the output, and what must not."""
from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app

PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": "100",
         "NO_COLOR": None}


def run(*line: str) -> Any:
    result = CliRunner(env=PLAIN).invoke(app, list(line))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("method", ["gradient", "momentum", "adam"])
@pytest.mark.parametrize(("program", "start"), [("x^2", "1e200"), ("x^4 + 3*x", "1e90"), ("exp(x)", "5000")])
def test_a_loss_that_is_too_large_at_the_start_is_refused(program: str, start: str, method: str) -> None:
    found = run("learn", program, "--wrt", "x", "--at", f"x={start}", "--rate", "1e200", "--method", method)
    assert (found.exit_code, "is too large" in found.stderr) == (2, True)


@pytest.mark.parametrize(("method", "start"), [("gradient", "1e120"), ("momentum", "1e120"), ("adam", "1e153")])
def test_a_first_step_that_is_too_large_is_told_without_a_number(method: str, start: str) -> None:
    found = run("learn", "x^2", "--wrt", "x", "--at", f"x={start}", "--rate", "1e300", "--method", method)
    assert (found.exit_code, "inf" in found.stdout, "nan" in found.stdout) == (0, False, False)


@pytest.mark.parametrize("line", [("lesson", "chain-rule"), ("diff", "f(g(x))"), ("lesson", "composition")])
def test_a_composition_is_never_written_as_a_product_entry_by_entry(line: tuple[str, ...]) -> None:
    assert "(f o g)" in run(*line, "--ascii").stdout
    assert r"f \circ g" in run(*line, "--format", "latex").stdout
    assert ".* g" not in run(*line, "--format", "json").stdout
    assert "<mo>∘</mo>" in run(*line, "--format", "html").stdout


@pytest.mark.parametrize(("expression", "at", "divides"), [
    ("ln(x)", "x=0", False), ("ln(sin(x))", "x=0", False), ("ln(ln(x))", "x=1", False), ("log_2(x)", "x=0", False),
    ("1/x", "x=0", True), ("x^(-1)", "x=0", True), ("sin(x)/x", "x=0", True)])
def test_only_what_divides_is_said_to_divide_by_zero(expression: str, at: str, divides: bool) -> None:
    found = run("diff", expression, "--at", at)
    assert (found.exit_code, "divides by zero" in found.stderr) == (2, divides)


def test_a_claim_about_one_point_is_not_said_to_agree_at_many() -> None:
    here = run("check", "--claim", "D(x^2, x) = 5", "--at", "x=2.5").stdout
    assert "At this point both agree" in here and "irregular" not in here
    assert "14 irregular points" in run("check", "--claim", "D(x^2, x) = x + abs(x)*sign(x)").stdout


def test_an_answer_begins_with_no_also() -> None:
    found = run("influence", "x^2", "--at", "x=0", "--target", "f=4", "--wrt", "x").stdout
    assert "f = 4 at x = 2, x = -2" in found and "Also" not in found
    assert "Also x = -2" in run("influence", "x^2", "--at", "x=1", "--target", "f=4", "--wrt", "x").stdout


@pytest.mark.parametrize("line", [("diff", "x", "--order"), ("learn", "x^2", "--wrt", "x", "--at", "x=1", "--steps")])
def test_what_is_too_large_is_not_asked_to_be_1_or_more(line: tuple[str, ...]) -> None:
    found = run(*line, "1000000000")
    assert (found.exit_code, "at most 999999" in found.stderr) == (2, True)
    assert "1 or more" in run(*line, "0").stderr


@pytest.mark.parametrize("program", ["x^400", "x^400*y + y", "x^400*sqrt(y)"])
@pytest.mark.parametrize("command", ["diff", "influence"])
def test_changes_that_no_double_holds(command: str, program: str) -> None:
    point = "x=10000, y=2" if "y" in program else "x=10000"
    found = run(command, program, "--at", point)
    assert (found.exit_code, "inf" in found.stdout.split("What that means")[-1].replace("influence", "")) == (0, False)
    assert "no value there" not in found.stdout and "too large for a number" in " ".join(found.stdout.split())


@pytest.mark.parametrize("answer", ["2xy", "2*xy", "2yx", "xy + yx", "5xyy"])
def test_a_product_without_its_sign_is_not_called_wrong(answer: str) -> None:
    english = run("check", "x^2*y", "--wrt", "x", "--answer", answer)
    korean = run("check", "x^2*y", "--wrt", "x", "--answer", answer, "--lang", "ko")
    assert english.exit_code == korean.exit_code == 2
    assert "is read as one name" in english.stderr and "For the product write `" in english.stderr
    assert "이름 하나로 읽히는데" in korean.stderr
    assert run("check", "x^2*y", "--wrt", "x", "--answer", "2*x*y").exit_code == 0


def test_names_that_are_no_product_of_the_problems_are_strangers() -> None:
    assert "The problem has no xz" in run("check", "x^2*y", "--wrt", "x", "--answer", "2*xz").stdout


@pytest.mark.parametrize("gap", ["1e-6", "1e-9", "1e-12"])
def test_two_different_numbers_look_different(gap: str) -> None:
    lines = run("check", "sin(x)^2", "--answer", f"sin(2x) + {gap}").stdout.splitlines()
    truth, claimed = next(line for line in lines if line.strip().startswith("x = ")).split()[-2:]
    assert truth != claimed and abs(float(truth) - float(claimed)) < 1e-4


@pytest.mark.parametrize("relation", ["x^2 + y^2 = 25", "x*y + sin(y) = 1"])
def test_implicit_says_where_school_level_is_not_kept(relation: str) -> None:
    def says(*more: str) -> bool:
        found = run("implicit", relation, *more)
        assert found.exit_code == 0
        return "told at university level" in " ".join(found.stdout.split())
    assert says("--level", "school", "--order", "2")
    assert not says("--level", "school") and not says("--order", "2")


def test_a_square_that_nobody_declared_has_a_letter_for_its_size() -> None:
    shown = chainrule.diff("x@x", wrt="x").to_text("en")
    assert "x: n×n" in shown and "✓" in shown
    assert "m×m" in chainrule.diff("A@A + n*A", wrt="A", shapes={"n": ()}).to_text("en"), "n is a name already"
