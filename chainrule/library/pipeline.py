"""The whole of chainrule on one screen: text → tree → graph → derivation → values → check → explanation → page."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from ..derivation.sweep import sweep
from ..errors import ChainruleError, DomainError, OptionError, VariableError
from ..graph import build, cutting, naming
from ..graph.evaluate import Number
from ..language import Text
from ..numbers.check import Check
from ..numbers.point import numbers
from ..numbers.verification import verify
from ..reading import Syntax, read
from ..solution import opening
from ..solution.differentiate import stage_of
from ..solution.stage import Stage, Story
from ..solution.view import Mode, Notation, Steps, View
from ..tree import Program, Typed, Variable
from .explained import Explained

if TYPE_CHECKING:
    from ..reading.python import Traced

LARGEST_ORDER = 20
LARGEST_MIXED = 400  # signs of a function whose mixed derivative is also found in the other order
ORDER_RANGE = Text("The order must be a whole number from 1 to {largest}.",
                   "미분 차수는 1에서 {largest}까지의 정수여야 합니다.")
ONE_VARIABLE = Text("A higher derivative needs one variable to begin with: name it with wrt.",
                    "고계도함수를 구하려면 먼저 미분할 변수를 하나만 wrt로 정해야 합니다.")
NOT_A_NAME = Text("`{name}` is not the name of a variable.", "`{name}` 같은 변수 이름은 쓸 수 없습니다.")
NO_SUCH = Text("There is no variable `{name}` in this expression; it has {known}.",
               "이 식에는 `{name}` 변수가 없습니다. 있는 변수: {known}.")
DID_YOU_MEAN = Text("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")
READ_AS_ONE = Text("`{whole}` was read as one name; for a product write `{product}`",
                   "`{whole}` 전체를 이름 하나로 읽었습니다. 곱이라면 `{product}`처럼 적어 주십시오")
NO_VARIABLES = Text("No variable was named to differentiate by.", "미분할 변수가 없습니다.")
NOT_A_POINT = Text('A point is text such as "x=3, y=1/2", or a dictionary.',
                   '점은 "x=3, y=1/2" 같은 글이나 사전으로 주어야 합니다.')
SYNTAXES = ("auto", "plain", "latex")
SYNTAX_NAMES = Text("The syntax is auto, plain or latex, not {syntax}.",
                    "문법은 auto, plain, latex 가운데 하나여야 합니다. 받은 값: {syntax}")
UNKNOWN = Text("Nothing is known about the function `{name}`, so it has no value at a point.",
               "함수 `{name}`의 식을 모르므로 점에서의 값이 없습니다.")
UNKNOWN_HINT = Text("Define it first: {name}(x) = x^2; …", "먼저 {name}(x) = x^2; … 꼴로 정의해 주십시오")
ASKED = Text("The formula asks for the derivative by {asked}; wrt says {said}.",
             "식 앞의 미분 기호는 {asked}에 대한 미분을 뜻하는데, wrt 값은 {said}입니다.")
OUTPUT_ITSELF = Text("`{name}` is what is differentiated, or does not lead to it.",
                     "`{name}`의 값은 미분하는 값 자신이거나, 미분하는 값에 쓰이지 않습니다.")
FIRST_ORDER = Text("A Jacobian matrix has first derivatives only; name one output for a higher one.",
                   "야코비 행렬은 일계도함수로만 이루어집니다. 고계도함수는 출력을 하나만 정해 주십시오.")
NO_VALUE = Text("The program defines no value `{name}`.", "`{name}`의 값을 정하는 줄이 없습니다.")


def diff(source: str | Program | Typed | Any, wrt: str | Sequence[str] | Any | None = None,
         then: Sequence[str] = (), order: int = 1, at: Mapping[Any, Any] | str | None = None,
         syntax: Syntax = "auto", of: str | Sequence[str] | None = None,
         open: str | Sequence[str] | None = None, steps: Steps = "gates", mode: Mode = "paths",
         notation: Notation = "leibniz", picture: bool = False) -> Explained:
    """Differentiate an expression and keep everything that explains it.

    source   text ("(x+y)*z", or a program "q = x+y; f = q*z"), a Program (such as `trace` makes of a Python function,
             whose several outputs are then all differentiated unless `of` names one), or an ordinary SymPy expression
    wrt      the variable, several of them (a gradient), or None for every input; an intermediate value may be one
    then     variables to differentiate by after that, in turn: wrt="x", then=("y",) gives ∂²f/∂y∂x
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
    notation "leibniz", or "prime": f'(u) in place of df/du, where there is one variable

    An operator d/dx in front of a LaTeX formula names the variable; `wrt` may repeat it.

    Raises a ChainruleError for input that cannot be read, is ambiguous or too large, for an unknown variable, and
    for a point at which the function or its derivative is undefined.
    """
    if syntax not in SYNTAXES:
        raise OptionError("usage", SYNTAX_NAMES, facts={"syntax": syntax})
    then = [then] if isinstance(then, str) else list(then)
    if wrt is not None and not _listed(wrt):
        raise OptionError("usage", NO_VARIABLES)
    if at is not None and not isinstance(at, str | Mapping):
        raise OptionError("usage", NOT_A_POINT)
    program, symbols = _program(source, syntax, _known(wrt, then, at))
    view = View(_names(open), steps, mode, notation, picture)
    traced = cast("Traced", program) if type(program) is not Program else None  # that one is a graph already
    built = traced.built() if traced is not None else build.build(program)
    point = numbers(at, symbols) if at is not None else None
    outputs = [of] if isinstance(of, str) else list(dict.fromkeys(of or ()))
    if traced is not None:
        outputs = outputs or list(traced.outputs)
        point = {**numbers(traced.defaults, {}), **point} if point is not None else None
    if len(outputs) > 1:
        if then or order != 1 or len(program.asked) > 1:
            raise OptionError("usage", FIRST_ORDER)
        parts = [output_of(built, name) for name in outputs]
        wrt = wrt if wrt is not None else list(program.asked) or _inputs_of(parts)
        from .jacobian import Jacobian
        return Jacobian(tuple(_explained(program, part, wrt, then, order, point, symbols, view) for part in parts),
                        symbols)
    if outputs:
        built = output_of(built, outputs[0])
    several = len(set(_listed(wrt))) if wrt is not None else len(_inputs_of([built]))
    if order == 2 and several > 1 and not then and not program.asked:
        from .hessian import Hessian
        return Hessian(_explained(program, built, wrt, then, 1, point, symbols, view),
                       rows_of(program, built, wrt, point, symbols, view), symbols)
    return _explained(program, built, wrt, then, order, point, symbols, view)


def _names(given: str | Sequence[str] | None) -> tuple[str, ...] | None:
    """One name, several with commas between them, or a list."""
    if given is None:
        return None
    return tuple(name.strip() for name in (given.split(",") if isinstance(given, str) else given))


def _inputs_of(parts: Sequence[build.Built]) -> list[str]:
    """Every variable that one of the outputs depends on, in the order of the program."""
    graph = parts[0].graph
    return [str(graph.notes[i]) for i in graph.inputs([part.output for part in parts])]


def _explained(program: Program, built: build.Built, wrt: Any, then: Sequence[Any], order: int,
               point: dict[str, Number] | None, symbols: dict[str, Any], view: View) -> Explained:
    """One output, differentiated as often as was asked for."""
    if point is not None:
        refuse_unknown(built)
    built, cuts = _cut(built, [*_listed(wrt), *then, *program.asked], symbols)
    if point is not None and cuts:
        point = cutting.with_values(cuts, point)
    if program.asked:
        steps = _asked(program, built, wrt, then, order, symbols)
    else:
        steps = succession(_variables(built, wrt, symbols), then, order, symbols)
    closed, functions = built, opening.functions(built, view)
    if functions:
        built = opening.opened(built, functions)
    roots = opening.roots(built, len(program.definitions), view, opening.holding(closed, functions))
    stages = [stage_of(built, built.output, built.names, steps[0], (), point, None, roots,
                       opening.answers(closed, steps[0], built) if functions else None, view.notation)]
    for names in steps[1:]:
        before = tuple(n for s in stages for n in s.variables)
        swapped = mixed(built, stages[0].output, names[0], before[0]) if len(steps) == 2 else {}
        stages.append(_next(built, stages[0], stages[-1].derivations[0].final, names, before, point, view, swapped))
    story = Story(tuple(stages), stages[0].names[built.output], len(program.definitions) > 1,
                  _claim(program, built, stages[-1]), cuts, view, opening.typed(closed) if functions else ())
    return Explained(story, symbols)


def _next(built: build.Built, first: Stage, final: int, names: tuple[str, ...], before: tuple[str, ...],
          point: dict[str, Number] | None, view: View, swapped: Mapping[str, int]) -> Stage:
    """A derivative that was found, differentiated once more."""
    output = final if built.graph.args[final] else built.graph.add("copy", (final,))
    name = naming.free(("g", "h", "F", "G", "H"), set(built.inputs) | {first.names[first.output]})
    return stage_of(built, output, {}, names, before, point, name, notation=view.notation, swapped=swapped)


def mixed(built: build.Built, output: int, one: str, other: str) -> dict[str, int]:
    """The mixed derivative by `one` and then by `other`, under the name `one`; nothing where it would be long."""
    graph = built.graph
    if one == other or one not in built.inputs or other not in built.inputs or graph.size(output) > LARGEST_MIXED:
        return {}
    first = sweep(graph, output, (built.inputs[one],)).gradient[built.inputs[one]]
    return {one: sweep(graph, first, (built.inputs[other],)).gradient[built.inputs[other]]}


def rows_of(program: Program, built: build.Built, wrt: Any, point: dict[str, Number] | None,
            symbols: dict[str, Any], view: View) -> tuple[Explained, ...]:
    """The rows of a Hessian matrix: every component of the gradient, differentiated by all variables in one sweep."""
    built, _ = _cut(built, _listed(wrt), symbols)
    names = _variables(built, wrt, symbols)
    first = stage_of(built, built.output, built.names, names, (), point, None)
    rows = []
    for name, derived in zip(names, first.derivations, strict=True):
        others = {k: v for other in names for k, v in mixed(built, first.output, other, name).items()}
        row = _next(built, first, derived.final, names, (name,), point, view, others)
        rows.append(Explained(Story((row,), first.names[first.output], False, view=view), symbols))
    return tuple(rows)


def output_of(built: build.Built, name: str) -> build.Built:
    """The same program with another of its values as the output."""
    plain = _plain_name(name)
    found = next((node for node, label in cutting.labels_of(built).items() if label == plain), None)
    if found is None:
        found = next((node for node, label in built.names.items() if label == plain), None)
    if found is None:
        raise VariableError("bad_variable", NO_VALUE, facts={"name": plain})
    return replace(built, output=found, names={**built.names, found: plain}, output_named=True)


def _cut(built: build.Built, wanted: Sequence[Any], symbols: Mapping[str, Any]
         ) -> tuple[build.Built, tuple[cutting.Cut, ...]]:
    """The graph cut at the intermediate values among the wanted variables."""
    names = [name_of(v, symbols) for v in wanted]
    others = [n for n in names if n not in built.inputs]
    if not others:
        return built, ()
    labels = cutting.labels_of(built)
    known = {label for node, label in labels.items() if node != built.output}
    inner = [n for n in dict.fromkeys(_plain_name(n) for n in others) if n not in built.inputs and n in known]
    return cutting.cut(built, inner) if inner else (built, ())


def _claim(program: Program, built: build.Built, last: Stage) -> tuple[int, Check] | None:
    """What the text says the derivative is, and whether the numbers agree."""
    if program.claimed is None:
        return None
    node = build.add_tree(built.graph, program.claimed, {name: i for i, name in built.names.items()})
    variable = last.derivations[0].variable
    return node, verify(built.graph, last.output, [(variable, (node,))])


def _listed(wrt: Any) -> list[Any]:
    """The variables asked for, one or several; none where it was not said."""
    if wrt is None:
        return []
    return [wrt] if isinstance(wrt, str) or not isinstance(wrt, Sequence) else list(wrt)


def _known(wrt: Any, then: Sequence[Any], at: Any) -> set[str]:
    """The names that the caller uses for variables."""
    return {v for v in (*_listed(wrt), *then, *(at if isinstance(at, Mapping) else ())) if isinstance(v, str)}


def refuse_unknown(built: build.Built) -> None:
    """Refuse numbers for a function about which nothing is known."""
    graph = built.graph
    for node in graph.cone([built.output]):
        if graph.ops[node] == "unknown":
            raise DomainError("undefined_at_point", UNKNOWN, facts={"name": graph.notes[node][0]}, hint=UNKNOWN_HINT)


def _asked(program: Program, built: build.Built, wrt: Any, then: Sequence[Any], order: int,
           symbols: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The variables of an operator d/dx that stood in front; `wrt` may say the same, but nothing else."""
    asked: list[tuple[str, ...]] = [(check_variable(built, name),) for name in program.asked]
    if wrt is not None or then or order != 1:
        said = succession(_variables(built, wrt, symbols) if wrt is not None else asked[0], then, order, symbols)
        if said != asked:
            raise VariableError("bad_variable", ASKED, facts={"asked": ", ".join(program.asked),
                                                              "said": ", ".join(n for s in said for n in s)})
    return asked


def _program(source: Any, syntax: Syntax, known: set[str]) -> tuple[Program, dict[str, Any]]:
    """The program that was typed, and the caller's own symbols by name where SymPy came in."""
    if isinstance(source, str):
        return read(source, syntax, known), {}
    if isinstance(source, Program):
        return source, {}
    from ..reading.from_sympy import program_of
    return program_of(source)


def _variables(built: build.Built, wrt: Any, symbols: Mapping[str, Any]) -> tuple[str, ...]:
    """The names to differentiate by; every input of the output where none was asked for."""
    graph = built.graph
    if wrt is None:
        found = tuple(str(graph.notes[i]) for i in graph.inputs([built.output]))
        return found or ("x",)
    return tuple(dict.fromkeys(check_variable(built, name_of(v, symbols)) for v in _listed(wrt)))


def name_of(variable: Any, symbols: Mapping[str, Any]) -> str:
    """The name of a variable given as text or as the caller's symbol."""
    for name, symbol in symbols.items():
        if symbol == variable and not isinstance(variable, str):
            return name
    return variable if isinstance(variable, str) else str(getattr(variable, "name", variable))


def check_variable(built: build.Built, name: str) -> str:
    """The name as it stands in the graph. Raises VariableError for what cannot be a variable or was misread."""
    if name in built.inputs:
        return name
    plain = _plain_name(name)
    if plain in built.inputs:
        return plain
    if plain in built.names.values():
        raise VariableError("bad_variable", OUTPUT_ITSELF, facts={"name": plain})
    alike = next((n for n in built.inputs if n.replace("_", "") == plain.replace("_", "")), None)
    if alike is not None:
        raise VariableError("bad_variable", NO_SUCH, facts={"name": plain, "known": ", ".join(built.inputs),
                                                            "better": alike}, hint=DID_YOU_MEAN)
    whole = next((n for n in built.inputs if plain in n and n.isalpha() and n.isascii() and 1 < len(n) <= 4), None)
    if whole is not None:
        raise VariableError("bad_variable", NO_SUCH, facts={
            "name": plain, "known": ", ".join(built.inputs), "whole": whole, "product": "*".join(whole)},
            hint=READ_AS_ONE)
    return plain


def _plain_name(name: str) -> str:
    """A variable's name in the spelling of the graph (w_{31} is w_31)."""
    try:
        tree = read(name).definitions[-1]
    except ChainruleError:
        tree = None
    if tree is None or tree.name is not None or not isinstance(tree.tree, Variable):
        raise VariableError("bad_variable", NOT_A_NAME, facts={"name": name}, source=name, span=(0, len(name)))
    return str(tree.tree.note)


def succession(wanted: tuple[str, ...], then: Sequence[Any], order: int, symbols: Mapping[str, Any]
                ) -> list[tuple[str, ...]]:
    """The variables of each stage in turn."""
    if not isinstance(order, int) or not 1 <= order <= LARGEST_ORDER or len(then) > LARGEST_ORDER:
        raise OptionError("usage", ORDER_RANGE, facts={"largest": LARGEST_ORDER})
    if len(wanted) != 1 and (order > 1 or then):
        raise OptionError("usage", ONE_VARIABLE)
    return [wanted] * order + [(name_of(v, symbols),) for v in then]
