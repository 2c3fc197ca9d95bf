"""A program with vectors and matrices made at random, written in each dialect, is read back as the same operations."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainrule.graph.build import build
from chainrule.reading.shaped import read_shaped
from chainrule.rules.shape import Shape
from chainrule.tree import Added, Arranged, Called, Divided, Multiplied, Negated, Numeral, Typed, Variable

SIZES = (2, 3, 4)
LEAVES = {f"{letter}{columns}": (rows, columns) for letter, rows in zip("ABC", SIZES, strict=True) for columns in SIZES}
COLUMNS = {f"{letter}1": (rows, 1) for letter, rows in zip("xyz", SIZES, strict=True)}
NAMES: dict[str, Shape | tuple[()]] = {**LEAVES, **COLUMNS, "c": ()}
ENTRYWISE = ("sin", "exp", "tanh")
NUMBERS = ("trace", "det", "total", "norm")


@st.composite
def value(draw: st.DrawFn, shape: Shape, depth: int = 3) -> Typed:
    """A tree of operations with this shape."""
    names = [name for name, own in {**LEAVES, **COLUMNS}.items() if own == shape]
    rows, columns = shape
    kinds = ["leaf"] * bool(names) + ["turned"] * (1 not in shape)
    if depth:
        kinds += ["product", "sum", "entrywise", "scaled", "function", "minus", "quotient"]
        kinds += ["inverse"] * (rows == columns)
    kind = draw(st.sampled_from(kinds))
    part = value(shape, depth - 1)
    if kind == "leaf":
        return Variable(note=draw(st.sampled_from(names)))
    if kind == "turned":
        return Arranged(Variable(note=next(name for name, own in LEAVES.items() if own == (columns, rows))),
                        note=("transpose",))
    if kind == "product":
        inner = draw(st.sampled_from(SIZES))
        return Arranged(draw(value((rows, inner), depth - 1)), draw(value((inner, columns), depth - 1)),
                        note=("matmul",))
    if kind == "scaled":
        return Multiplied(draw(number(depth - 1)), draw(part))
    if kind in ("inverse", "minus", "function"):
        inside = draw(part)
        return Arranged(inside, note=("inverse",)) if kind == "inverse" else Negated(inside) if kind == "minus" else \
            Called(inside, note=draw(st.sampled_from(ENTRYWISE)))
    head = {"sum": Added, "entrywise": Multiplied, "quotient": Divided}[kind]
    return head(draw(part), draw(part), note=draw(st.sampled_from(("++", "+-"))) if kind == "sum" else None)


@st.composite
def number(draw: st.DrawFn, depth: int = 2) -> Typed:
    """A number made of values with shapes, or a plain one."""
    kind = draw(st.sampled_from(("c", "2", *NUMBERS * bool(depth))))
    if kind == "c":
        return Variable(note="c")
    if kind == "2":
        return Numeral(note="2")
    size = draw(st.sampled_from(SIZES))
    return Arranged(draw(value((size, size), depth - 1)), note=(kind,))


Signs = dict[str, Callable[..., str]]


def signs(product: str, entrywise: str, over: str, turned: str, inverse: str, called: Callable[[str], str]) -> Signs:
    """How a dialect writes the operations."""
    return {
        "matmul": lambda a, b: f"({a}{product}{b})", "transpose": lambda a: f"{a}{turned}",
        "inverse": lambda a: inverse.format(a), "entrywise": lambda a, b: f"({a}{entrywise}{b})",
        "over": lambda a, b: over.format(a, b), "called": lambda name, a: f"{called(name)}({a})"}


DIALECTS: dict[str, tuple[Signs, str, str]] = {
    "numpy": (signs(" @ ", " * ", "({} / {})", ".T", "np.linalg.inv({})", {
        "trace": "np.trace", "det": "np.linalg.det", "total": "np.sum", "norm": "np.linalg.norm",
        **{name: f"np.{name}" for name in ENTRYWISE}}.__getitem__), "m = A2.T\n", "plain"),
    "matlab": (signs("*", " .* ", "({} ./ {})", "'", "inv({})", {
        "trace": "trace", "det": "det", "total": "sum", "norm": "norm", **dict(zip(ENTRYWISE, ENTRYWISE, strict=True))
    }.__getitem__), "m = A2'\n", "plain"),
    "latex": (signs(" ", r" \odot ", r"({} \oslash {})", r"^\top", "({})^{{-1}}", {
        "trace": r"\operatorname{tr}", "det": r"\det", "total": r"\operatorname{sum}", "norm": r"\operatorname{norm}",
        **{name: "\\" + name for name in ENTRYWISE}}.__getitem__), "", "latex"),
}


def written(tree: Typed, dialect: str) -> str:
    """The text of a tree, every operation in parentheses."""
    own, latex = DIALECTS[dialect][0], dialect == "latex"
    parts = [written(arg, dialect) for arg in tree.args]
    match tree:
        case Variable() | Numeral():
            return f"{tree.note[0]}_{tree.note[1:]}" if latex and len(tree.note) > 1 else tree.note
        case Added():
            return f"({parts[0]} {tree.note[1]} {parts[1]})"
        case Negated():
            return f"(-{parts[0]})"
        case Divided():
            return own["over"](*parts)
        case Multiplied():
            scaled = isinstance(tree.args[0], Numeral) or tree.args[0].note == "c" or tree.args[0].note is not None \
                and tree.args[0].note[0] in NUMBERS
            star = " " if latex else " * "
            return f"({parts[0]}{star}{parts[1]})" if scaled else own["entrywise"](*parts)
        case Called():
            return own["called"](tree.note, parts[0])
    name = tree.note[0]
    return own["called"](name, parts[0]) if name in NUMBERS else own[name](*parts)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=value((3, 2), 3))
def test_what_is_written_is_read_back(dialect: str, tree: Typed) -> None:
    _, mark, syntax = DIALECTS[dialect]
    text = f"{mark}f = {written(tree, dialect)}"
    used = {name: shape for name, shape in NAMES.items() if f"'{name}'" in str(tree) or mark and name == "A2"}
    program = read_shaped(text, syntax, {
        f"{name[0]}_{name[1:]}" if syntax == "latex" and name[1:] else name: shape for name, shape in used.items()})
    back = program.definitions[-1].tree
    assert str(back).replace("_", "") == str(tree).replace("_", "")
    assert build(program).graph.shape(build(program).output) == (3, 2)
