"""The whole of chainrule on one screen: what is typed → question → facts → what is shown."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import OptionError
from ..language import Text
from ..notation.names import spelled
from ..numbers.point import numbers
from ..reading import Syntax, read, read_point
from ..reading.relations import read_relation
from ..reading.shaped_marks import marked
from ..solution.question import Form, Level, Mode, Notation, Question, Steps, View
from ..tree import Program, Typed
from .answered import answered
from .explained import Explained
from .variables import listed, name_of

NO_VARIABLES = Text("No variable of differentiation was named.", "미분할 변수가 없습니다.")
NOT_A_POINT = Text('A point is text such as "x=3, y=1/2", or a dictionary.',
                   '점은 "x=3, y=1/2" 같은 글이나 사전으로 주어야 합니다.')
NO_SHAPES = Text("Directions and such assumptions belong to vectors and matrices; nothing here has a shape. Of numbers "
                 "an equation can be assumed: y1 + y2 = 1.",
                 "방향과 이런 가정은 벡터와 행렬에 쓰는 것인데, 이 식에는 벡터나 행렬이 없습니다. 수에 대해서는 "
                 "y1 + y2 = 1 같은 등식을 가정할 수 있습니다.")
SYNTAXES = ("auto", "plain", "latex")
SYNTAX_NAMES = Text("The syntax is auto, plain or latex, not {syntax}.",
                    "문법은 auto, plain, latex 가운데 하나여야 합니다. 받은 값: {syntax}")


def diff(source: str | Program | Typed | Any, wrt: str | Sequence[str] | Any | None = None,
         then: str | Sequence[str] = (), order: int = 1, at: Mapping[Any, Any] | str | None = None,
         syntax: Syntax = "auto", of: str | Sequence[str] | None = None,
         open: str | Sequence[str] | None = None, steps: Steps = "gates", mode: Mode = "paths",
         notation: Notation = "leibniz", picture: bool = False, level: Level = "university",
         form: Form = "short", shapes: Mapping[str, Any] | str | None = None, assume: str | Sequence[str] = (),
         along: str | None = None, against: str | None = None, explain: bool = True) -> Explained:
    """Differentiate an expression and keep everything that explains it.

    source   text ("(x+y)*z", or a program "q = x+y; f = q*z"), a Program (such as `trace` makes of a Python function,
             whose several outputs are then all differentiated unless `of` names one), or an ordinary SymPy expression
    wrt      the variable, several of them ("x, y" or a list: a gradient), or None for every input; an intermediate
             value may be one
    then     variables to differentiate by after that, in turn: wrt="x", then="y" gives ∂²f/∂y∂x
    order    how many times to differentiate by wrt; 2 with several variables gives their Hessian matrix
    at       a point: {"x": 2, "y": 0.5}, or "x=2, y=pi/2"
    of       the value of the program that is differentiated, where it is not the last one; several of them give a
             Jacobian matrix, an explanation for each output in its `parts`
    syntax   how text is written: "plain", "latex", or "auto", which is LaTeX where it holds a backslash command or a $
    open     which blocks are taken apart into their gates: names of definitions, or of functions such as sigmoid;
             "all", "none". In a program with several definitions each is one node otherwise, its derivation told apart
    steps    "gates", or "terms": a term without an inner function, such as 3x^2 or 2wx, is one node
    mode     "paths", or one sweep line by line: "reverse", "forward"
    picture  whether the explanation shows the graph: as a tree, a Mermaid chart in Markdown, TikZ in LaTeX
    shapes   shapes of vectors and matrices: {"W": (3, 2), "x": (2,)}, or "W: 3x2, x: 2"; sizes may be letters. A point
             with lists says shapes too: at={"W": [[1, 2], [3, 4]], "x": [1, 2]}
    assume   what else is known of them, for tidying: "A symmetric", "t one-hot", "p probability"; of numbers an
             equation, "y1 + y2 = 1"
    along    the name of a vector: the derivative of values with shapes along it, Jv
    against  the name of a vector of the output's shape: what comes back from it, uᵀJ
    level    "university": the chain rule on the graph; "school": the working of a school book, for one variable
    notation "leibniz", or "prime": f'(u) in place of df/du, where there is one variable
    form     "short", the answer as short as it can be written, with the steps to it; "tidy", like terms gathered only;
             "raw", as the sweep found it
    explain  False: nothing is told or compared with numbers until that is asked for, by `verify()`, `to_text()` …;
             `answer` and `function()` are then ready in the time of one sweep

    An operator d/dx in front of a LaTeX formula names the variable; `wrt` may repeat it.

    Raises a ChainruleError for input that cannot be read, is ambiguous or too large, for an unknown variable, and
    for a point at which the function or its derivative is undefined.
    """
    if syntax not in SYNTAXES:
        raise OptionError("usage", SYNTAX_NAMES, facts={"syntax": syntax})
    by, after = listed(wrt), listed(then)
    if wrt is not None and not by:
        raise OptionError("usage", NO_VARIABLES)
    if at is not None and not isinstance(at, str | Mapping):
        raise OptionError("usage", NOT_A_POINT)
    point = read_point(at) if isinstance(at, str) else at
    known = {v for v in (*by, *after, *(point or ())) if isinstance(v, str)}
    blocks = None if open is None else tuple(b.strip() for b in (open.split(",") if isinstance(open, str) else open))
    program, symbols = shaped_program_of(source, syntax, shapes, known, point) or program_of(source, syntax, known)
    if program.shaped is not None:
        return answered(with_facts(assume, Question(
            program, of=(of,) if isinstance(of, str) else tuple(dict.fromkeys(of or ())),
            wrt=None if wrt is None else tuple(map(str, by)), then=tuple(map(str, after)), order=order,
            at=None if point is None else {spelled(str(name)): value for name, value in point.items()},
            along=along, against=against, view=View(blocks, steps, mode, notation, picture, level, form))),
            symbols, compare=explain)
    if along is not None or against is not None:
        raise OptionError("usage", NO_SHAPES)
    question = Question(
        program,
        of=(of,) if isinstance(of, str) else tuple(dict.fromkeys(of or ())),
        wrt=None if wrt is None else tuple(name_of(v, symbols) for v in by),
        then=tuple(name_of(v, symbols) for v in after),
        order=order,
        at=None if point is None else numbers(point, symbols),
        assumed=tuple(_equation(fact, syntax) for fact in _facts(assume)),
        view=View(blocks, steps, mode, notation, picture, level, form),
    )
    if explain:
        return answered(question, symbols)
    from .unexplained import Unexplained  # few ask for less
    return Unexplained(question, symbols)


def shaped_program_of(source: Any, syntax: Syntax, shapes: Any, known: set[str], point: Mapping[Any, Any] | None
            ) -> tuple[Program, dict[str, Any]] | None:
    """The program that was typed, if anything says that there are vectors or matrices in it."""
    if not isinstance(source, str):
        return None
    lists = any(not isinstance(value, str) and hasattr(value, "__len__") for value in (point or {}).values())
    if shapes is None and not lists and not marked(source):
        return None
    from ..reading.shaped import read_shaped
    return read_shaped(source, syntax, shapes, known, point), {}


def with_facts(assume: str | Sequence[str], question: Question) -> Question:
    """A question about vectors and matrices with what is assumed of them."""
    program = question.program
    assert program.shaped is not None
    facts = (*program.shaped.facts, *_facts(assume))
    return replace(question, program=replace(program, shaped=replace(program.shaped, facts=facts)))


def _facts(assume: str | Sequence[str]) -> list[str]:
    """What is assumed, one by one."""
    facts = assume.split(",") if isinstance(assume, str) else assume
    return [fact.strip() for fact in facts if fact.strip()]


def _equation(fact: str, syntax: Syntax) -> tuple[Typed, Typed, Typed]:
    """An assumption about numbers. Raises OptionError for one about vectors or matrices, which are not there."""
    if "=" not in fact:
        raise OptionError("usage", NO_SHAPES)
    return read_relation(fact, syntax)


def program_of(source: Any, syntax: Syntax, known: set[str]) -> tuple[Program, dict[str, Any]]:
    """The program that was typed, and the caller's own symbols by name where SymPy came in."""
    if isinstance(source, str):
        return read(source, syntax, known), {}
    if isinstance(source, Program):
        return source, {}
    from ..reading.from_sympy_matrices import program_of as program_of_sympy
    return program_of_sympy(source)
