"""Reading: the shape of trees, what is refused and where the caret stands, limits, and texts at random."""
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import within

from chainrule import limits
from chainrule.errors import ChainruleError, ReadingError, TooLargeError, UnsupportedError
from chainrule.reading import read, read_point, read_problem, read_template
from chainrule.rules import NAMES
from chainrule.tree import Added, Multiplied, walk

SIGNS = {"Multiplied": "*", "Divided": "/", "Raised": "^"}


def shape(tree):
    """The tree with every parenthesis: (a+b-c), (a*b*c), (a/b), (a^b), (-a), f(a, b)."""
    said = []
    for node in walk(tree):
        count = len(node.args)
        args = said[len(said) - count:]
        del said[len(said) - count:]
        kind = type(node).__name__
        if kind == "Added":
            text = "".join(s + a for s, a in zip(node.note, args, strict=True))
            said.append(f"({text[1:]})")
        elif kind in SIGNS:
            said.append(f"({SIGNS[kind].join(args)})")
        elif kind == "Negated":
            said.append(f"(-{args[0]})")
        elif kind == "Called":
            said.append(f"{node.note}({', '.join(args)})")
        else:
            said.append(node.note)
    return said[0]


def output(text):
    return shape(read(text).definitions[-1].tree)


@pytest.mark.parametrize(("text", "wanted"), [
    ("x", "x"), ("3", "3"), ("0.50", "0.50"), (".5", ".5"), ("1e-7", "1e-7"), ("1E2", "1E2"),
    ("  x  ", "x"),
    ("a+b-c", "(a+b-c)"), ("(a+b)+c", "((a+b)+c)"), ("a+(b+c)", "(a+(b+c))"), ("a - -b", "(a-(-b))"),
    ("a*b*c", "(a*b*c)"), ("a*b/c", "((a*b)/c)"), ("a/b*c", "((a/b)*c)"), ("a*(b*c)", "(a*(b*c))"),
    ("a/b/c", "((a/b)/c)"), ("a/b*c*d/e", "(((a/b)*c*d)/e)"), ("a+b*c-d/e", "(a+(b*c)-(d/e))"),
    ("-x^2", "(-(x^2))"), ("-x*y", "(-(x*y))"), ("-x/y", "(-(x/y))"), ("(-x)*y", "((-x)*y)"),
    ("-x+y", "((-x)+y)"),
    ("x*-y", "(x*(-y))"), ("x*-y*z", "(x*(-y)*z)"), ("x/-y^2", "(x/(-(y^2)))"), ("--x", "(-(-x))"),
    ("+x", "x"),
    ("x^y^z", "(x^(y^z))"), ("(x^y)^z", "((x^y)^z)"), ("2^-x", "(2^(-x))"), ("2^-x*y", "((2^(-x))*y)"),
    ("2^-x^2", "(2^(-(x^2)))"), ("x**2", "(x^2)"), ("x²", "(x^2)"), ("-x²", "(-(x^2))"),
    ("x⁻¹", "(x^(-1))"),
    ("x¹⁰y", "((x^10)*y)"), ("e⁻ˣ", "(e^(-x))"), ("e²ˣ", "(e^(2*x))"), ("2^x²", "(2^(x^2))"),
    ("2x", "(2*x)"), ("2x+1", "((2*x)+1)"), ("2x^2", "(2*(x^2))"), ("2x*y", "(2*x*y)"),
    ("2x/3", "((2*x)/3)"),
    ("2(x+1)(x-1)", "(2*(x+1)*(x-1))"), ("(a)(b)", "(a*b)"), ("3sin(x)", "(3*sin(x))"),
    ("x²(y+1)", "((x^2)*(y+1))"),
    ("x^2(y+1)", "((x^2)*(y+1))"), ("2e^x", "(2*(e^x))"), ("2 e^x", "(2*(e^x))"), ("e^x", "(e^x)"),
    ("e^(2x)", "(e^(2*x))"),
    ("x sin(x)", "(x*sin(x))"), ("2πx", "(2*pi*x)"), ("π(x+1)", "(pi*(x+1))"), ("2pi x", "(2*pi*x)"),
    ("pi r^2", "(pi*(r^2))"),
    ("1/2(t-o)^2", "((1/2)*((t-o)^2))"), ("1/(2x)", "(1/(2*x))"), ("(1/2)x", "((1/2)*x)"),
    ("x/2*y", "((x/2)*y)"),
    ("sin x", "sin(x)"), ("sin 2x", "sin((2*x))"), ("sin 2πx", "sin((2*pi*x))"),
    ("sin x + 1", "(sin(x)+1)"),
    ("sin x cos x", "(sin(x)*cos(x))"), ("sin 2x cos x", "(sin((2*x))*cos(x))"), ("2 sin x", "(2*sin(x))"),
    ("ln |x|", "ln(abs(x))"), ("ln sin x", "ln(sin(x))"),
    ("sin^2 x", "(sin(x)^2)"), ("sin^2(x)", "(sin(x)^2)"), ("sin²(x)", "(sin(x)^2)"),
    ("sin² x + cos² x", "((sin(x)^2)+(cos(x)^2))"),
    ("sin^-1 x", "arcsin(x)"), ("tan⁻¹(x)", "arctan(x)"), ("sinh^(-1)(x)", "arsinh(x)"),
    ("sin (x)", "sin(x)"),
    ("√x", "sqrt(x)"), ("√(x+1)", "sqrt((x+1))"), ("√(x+1)^2", "(sqrt((x+1))^2)"), ("2√x", "(2*sqrt(x))"),
    ("√x/2", None),
    ("|x|", "abs(x)"), ("2|x-1|", "(2*abs((x-1)))"), ("|x|y", "(abs(x)*y)"),
    ("||x|-1|", "abs((abs(x)-1))"), ("|x|^2", "(abs(x)^2)"),
    ("log(x)", "ln(x)"), ("log(x, 2)", "log(x, 2)"), ("ln(x)", "ln(x)"), ("max(x, y, z)", "max(x, y, z)"),
    ("asin(x)", "arcsin(x)"), ("exp(x)", "exp(x)"), ("σ(x)", "sigmoid(x)"), ("(x-μ)/σ", "((x-mu)/sigma)"),
    ("gamma(x)", "gamma(x)"),
    ("gamma*x", "(gamma*x)"), ("beta x²", None), ("lambda*x", "(lambda*x)"),
    ("a·b×c⋅d", "(a*b*c*d)"), ("x÷y", "(x/y)"), ("x−y", "(x-y)"), ("（ｘ＋１）＾２", "((x+1)^2)"),
    ("x\u00a0+ y", "(x+y)"),
    ("w_{31}*w₃₁*w_31", "(w_31*w_31*w_31)"), ("x_i + xᵢ", "(x_i+x_i)"), ("x' + x′", "(x'+x')"),
    ("θ+theta", "(theta+theta)"),
    ("손실^2", "(손실^2)"), ("bc", "bc"), ("wx+b", "(wx+b)"), ("pass", "pass"), ("X+x", "(X+x)"),
    ("\ufeffx", "x"),
    ("손실", "손실"), ("007", "007"), ("x # note", "x"), ("ｓｉｎ（ｘ）", "sin(x)"),
])
def test_shapes(text, wanted):
    if wanted is None:
        with pytest.raises(ReadingError):
            read(text)
    else:
        assert output(text) == wanted
        assert output(wanted) == wanted, "the written shape reads back as itself"


def test_numbers_keep_their_spelling_and_their_value():
    for spelled in ("3", "0.50", ".5", "1e-7", "1E2", "5."):
        tree = read_template(spelled)
        assert tree.note == spelled and tree.value == Fraction(spelled)


def test_programs():
    program = read("# a gate\nq = x + y; f = q*z  # the output\n")
    assert [(d.name, shape(d.tree)) for d in program.definitions] == [("q", "(x+y)"), ("f", "(q*z)")]
    assert [program.source[slice(*d.span)].strip() for d in program.definitions] == ["q = x + y", "f = q*z"]
    assert [d.name for d in read("u = x+1\r\nu^2\r\n").definitions] == ["u", None]
    assert [d.name for d in read("f(x, y) = x*y; f + 1").definitions] == ["f", None]
    assert [d.name for d in read("w_{31} = x; σ = 2x; w₃₁*σ").definitions] == ["w_31", "sigma", None]
    assert read("ｑ＝x；q^2").definitions[0].name == "q"


def test_points():
    point = read_point("x=-2, y = pi/2; z=1/3\nw_{1}=2^0.5, m=max(1, 2)")
    assert {name: shape(tree) for name, tree in point.items()} == {
        "x": "(-2)", "y": "(pi/2)", "z": "(1/3)", "w_1": "(2^0.5)", "m": "max(1, 2)"}
    for text in ("", "x", "x=1,,y=2", "x=1, x=2", "x=y", "x=nan", "e=1", "x=", "x=2,5", "=3", "x=1=2",
    "x=(1",
                 "x=9^9^9", "x+1=2"):
        with pytest.raises(ChainruleError):
            read_point(text)
    with pytest.raises(ReadingError) as caught:
        read_point("x=2,5")
    assert caught.value.facts["better"] == "2.5"


def test_problems():
    text = "# seed\nq = x + y\nf = q*z\nat x=-2, y=5\nat z=-4\nwrt x, y\n"
    problem = read_problem(text)
    assert problem.wrt == ("x", "y") and list(problem.at or {}) == ["x", "y", "z"]
    assert [d.name for d in problem.program.definitions] == ["q", "f"]
    assert read_problem("x^2").at is None and read_problem("x^2").wrt == ()
    assert read_problem("at = x; wrt = at^2").program.definitions[1].name == "wrt"
    broken = "f = x^2\nat x=1+*2\n"
    with pytest.raises(ReadingError) as caught:
        read_problem(broken)
    assert caught.value.line == 2 and broken[slice(*caught.value.span)] == "+*"


@pytest.mark.parametrize(("text", "blamed"), [
    ("2x+", "+"), ("(x+1", "("), ("x+1)", ")"), ("sigmod(x)", "sigmod"), ("sin(x,y)", "sin(x,y)"),
    ("1.2.3", "1.2.3"),
    ("a = x\nb = a + 1/2x\nb", "1/2x"), ("x <= 2", "<="), ("y = x; y = 2", "y"),
    ("ｘ ＋ sigmod(x)", "sigmod"),
    ("w₃₁ + 2 3", "2 3"), ("w₃₁²¹ & y", "&"), ("x + 😀", "😀"), ("2 + x y", "x y"), ("x²  ³", "³"),
    ("𝑥 + q\u200b", "\u200b"),
    ("a = b; b = a; a", "a"), ("x + 9^9^9", "^9"), ("e^2x", "e^2x"), ("x; y", "x"),
])
def test_the_caret_stands_under_the_mistake(text, blamed):
    with pytest.raises(ChainruleError) as caught:
        read(text)
    start, end = caught.value.span
    assert caught.value.source == text and text[start:end] == blamed


def test_what_is_refused_for_now_says_so():
    for text in ("x!", "A @ x", r"\mathbf{w}x", "f(x)=x; f'(2)"):
        with pytest.raises(UnsupportedError):
            read(text)


def test_did_you_mean():
    for typed, meant in (("sigmod(x)", "sigmoid"), ("Cos(x)", "cos"), ("arctang(x)", "arctan")):
        with pytest.raises(ReadingError) as caught:
            read(typed)
        assert caught.value.facts["better"] == meant
        assert meant in caught.value.say_hint("en") and meant in caught.value.say_hint("ko")


def test_every_function_can_be_called():
    for name, rule in NAMES.items():
        arguments = ", ".join(["x", "y", "z"][:max(rule.arity[0], 1)])
        assert output(f"{name}({arguments})").startswith(rule.name + "(")


def test_large_and_flat_is_read():
    assert len(read("+".join(["x"] * 50_000)).definitions[0].tree.args) == 50_000
    assert isinstance(read("*".join(["x"] * 20_000)).definitions[0].tree, Multiplied)
    assert isinstance(read("+".join(["x/y"] * 20_000)).definitions[0].tree, Added)
    for text in ("/".join("x" * 1000), "^".join("x" * 190),
    "(" * 190 + "x" + ")" * 190, "1+2*(" * 190 + "x" + ")" * 190):
        read(text)


@pytest.mark.parametrize("text", [
    "(" * 100_000, "(" * 90_000 + "x" + ")" * 90_000, "x" * 20_000_000, "9" * 1_000_000, "9" * 300_000,
    "-" * 100_000 + "x",
    "sin " * 50_000, "^".join("x" * 5_000),
    "|" * 100_000, "√" * 100_000, "9^9^9^9", "10^(10^(10^10))", "1e999999999",
    "(9^9^2)^(9^9^2)", "x^99999999999", "exp(exp(exp(9)))", "x" + "₁" * 200_000, "x+" * 150_000 + "x",
    "2(" * 1_000 + "x",
    "(1/3)^(10^8)", "((2^1000)^1000)^1000",
], ids=lambda text: text[:12])
def test_too_large_is_refused_at_once(text):
    with pytest.raises(TooLargeError):
        within(50_000, lambda: read(text))


def test_ordinary_constants_are_not_too_large():
    for text in ("2^1000", "1.05^365", "(1+0.05/365)^365", "10^-30*x", "x^1000000", "exp(100)",
    "6.02e23^2", "0^0", "2^x^9",
                 "(x+9)^(9^9)", "1e308", "gamma(20)"):
        read(text)


def test_too_many_definitions(monkeypatch):
    monkeypatch.setattr(limits, "DEFINITIONS", 10)
    with pytest.raises(TooLargeError):
        read("\n".join(f"a{i} = x" for i in range(11)))


def test_a_large_program_is_read_line_by_line():
    text = "\n".join(f"t{i + 1} = sin(t{i})*t{i}" for i in range(20_000))
    assert len(within(80 * 20_000, lambda: read(text)).definitions) == 20_000


PIECES = st.sampled_from([
    *"xyzeπθσ0123456789.+-*/^()|=,;:#'\"_ {}[]<>!&%$@\\²³⁻ˣ₁√·×÷−가나を½①\u200b\u0301\ud800😀\n\t", "**",
    "sin", "sin ", "ln ",
    "max(", "log(", "1e", "2.5", "exp(", "for ", "w_{1}", "x_1y", "(x+1)", "≤", "==", "at ", "wrt ",
    "9^9^9", "=3", "１", "＋"])


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_pieces_at_random_are_read_or_refused(text):
    for reader in (read, read_point, read_problem):
        try:
            reader(text)
        except ChainruleError as error:
            assert error.source == text
            assert error.span is None or 0 <= error.span[0] <= error.span[1] <= len(text)
            for language in ("en", "ko"):
                (error.say(language) + error.say_hint(language) + error.say_expected(language)).encode()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_text_at_random_is_read_or_refused(text):
    for reader in (read, read_point, read_problem):
        try:
            reader(text)
        except ChainruleError as error:
            assert error.source == text


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\f", "\v"])
def test_every_end_of_a_line_ends_a_line(end):
    program = read(f"u = x^2{end}f = u*x{end}")
    assert [d.name for d in program.definitions] == ["u", "f"]
    with pytest.raises(ReadingError) as caught:
        read(f"u = x^2{end}f = u*(")
    assert caught.value.span[0] >= len(f"u = x^2{end}f = u*")
