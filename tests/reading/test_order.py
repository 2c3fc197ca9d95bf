"""Definitions in any order: the output is the last-written value that nothing uses."""
import pytest

from chainrule import diff
from chainrule.errors import ChainruleError
from chainrule.reading import read, read_problem


@pytest.mark.parametrize(("text", "names"), [
    ("y = u^5, u"[:7] + "; u = 2x+1", "u y"), ("L = (y-t)^2\ny = s(z)\nz = w*x + b", "z y L"),
    ("u = x^2; v = 3x; f = u + v", "u v f"), ("f = u + v; v = 3u; u = x^2", "u v f"), ("y = a(x+1); a(t) = t^2", "a y"),
    ("h(x) = g(f(x)); g(u) = u^3; f(x) = x + 1", "g f h"), ("E = sum((y_i - 1)^2, i, 1, 2); y_1 = x; y_2 = 2x",
                                                            "y_1 y_2 E"),
    ("f = sinx; sinx = 2t", "sinx f"), ("a = b; b = x; a^2", "b a"), ("$y = u^5$, $u = 2x + 1$", "u y"),
    ("w_2 = w₁ + 1; w_{1} = x^2; f = w_2^2", "w_1 w_2 f"), ("f(x) = a*x; a = t^2; f(3)", "a f"),
    ("f = log_a(x); a = t + 2", "a f"), ("y = u'^2; u' = 3t", "u' y"), ("L = loss^2; loss = 2x", "loss L"),
    ("d/dt y; y = x^2; x = 3t", "x y"), ("err(x) + 1; err: function", "")])
def test_lines_are_put_in_order(text: str, names: str) -> None:
    program = read(text)
    assert [d.name for d in program.definitions if d.name] == names.split()


def test_the_rest_is_named_and_never_refused() -> None:
    assert read("q = 3w; L = y^2; y = 2w").spare == ("q",)
    assert read("u = x^2; v = 3x; f = u + 1").spare == ("v",)
    assert read("g(x) = x^2; f = 3x").spare == ("g",)
    assert not read("g(x) = x^2; a = x; f = g(a)").spare
    page = diff("u = x^2; v = 3x; f = u + 1", "x")
    assert "Not used by f: v." in page.to_text("en") and "쓰이지 않는 값: v" in page.to_text("ko")
    assert "Not used" not in diff("u = x^2; v = 3x; f = u + 1", "x", of="v").to_text("en")


def test_circles() -> None:
    for text, way in (("a = b; b = a", "a → b → a"), ("y = u + 1; u = v; v = u^2; y", "u → v → u")):
        with pytest.raises(ChainruleError) as caught:
            read(text)
        assert caught.value.facts["way"] == way
    with pytest.raises(ChainruleError) as caught:
        read("; ".join(f"a{k} = a{(k + 1) % 300}" for k in range(300)))
    assert len(caught.value.say("en")) < 200


def test_problem_files_too() -> None:
    found = read_problem("at t=1\ny = u^2\nu = 3t\nwrt t\n")
    assert [d.name for d in found.program.definitions] == ["u", "y"]
    read_problem("at cost=2, x=1\ncost*x\nwrt x")


def test_long_programs_backwards() -> None:
    lines = [f"a{k} = a{k + 1} + 1" for k in range(3000)]
    assert len(read("\n".join(lines)).definitions) == 3000
