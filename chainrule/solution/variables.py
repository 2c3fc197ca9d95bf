"""Which variables and outputs a question names, held against those that the program has."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import ChainruleError, OptionError, VariableError
from ..graph import cutting
from ..graph.build import Built
from ..language import Text
from ..notation.names import GREEK
from ..reading import read
from ..reading.mistakes.slips import within_one_edit
from ..tree import Variable
from .question import Question

LARGEST_ORDER = 20
ORDER_RANGE = Text("The order must be a whole number from 1 to {largest}.",
                   "미분 차수는 1에서 {largest}까지의 정수여야 합니다.")
ONE_VARIABLE = Text("A higher derivative needs one variable to begin with: name it with wrt (--wrt x).",
                    "고계도함수를 구하려면 먼저 미분할 변수를 하나만 wrt(--wrt x)로 정해야 합니다.")
NOT_A_NAME = Text("`{name}` is not the name of a variable.", "`{name}` 같은 변수 이름은 쓸 수 없습니다.")
NO_SUCH = Text("There is no variable `{name}` in this expression; it has {known}.",
               "이 식에는 `{name}` 변수가 없습니다. 있는 변수: {known}.")
DID_YOU_MEAN = Text("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")
READ_AS_ONE = Text("`{whole}` was read as one name; for a product write `{product}`",
                   "`{whole}` 전체를 이름 하나로 읽었습니다. 곱이라면 `{product}`처럼 적어 주세요")
OUTPUT_ITSELF = Text("`{name}` is what is differentiated, or does not lead to it.",
                     "`{name}`의 값은 미분하는 값 자신이거나, 미분하는 값에 쓰이지 않습니다.")
NO_VALUE = Text("The program defines no value `{name}`.", "`{name}`의 값을 정하는 줄이 없습니다.")
ASKED = Text("The formula asks for the derivative by {asked}; wrt says {said}.",
             "식 앞의 미분 기호는 {asked}에 대한 미분을 뜻하는데, wrt 값은 {said}입니다.")


def check_variable(built: Built, name: str) -> str:
    """The name as it stands in the graph. Raises VariableError for what cannot be a variable or was misread."""
    if name in built.inputs:
        return name
    plain = plain_name(name)
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
    slip = next((n for n in built.inputs if _slipped(plain, n)), None)
    if slip is not None:
        raise VariableError("bad_variable", NO_SUCH, facts={"name": plain, "known": ", ".join(built.inputs),
                                                            "better": slip}, hint=DID_YOU_MEAN)
    return plain


def joined(built: Built, question: Question) -> tuple[str, ...]:
    """The inputs that were probably meant as products of letters, xy and wx, where nothing says that they are names."""
    said = {*(question.wrt or ()), *question.then, *(question.at or ()), *question.program.asked}
    letters = {n for n in built.inputs if len(n) == 1} | {"x", "y", "z"}
    return tuple(n for n in built.inputs if question.program.typed and len(n) == 2 and n.isascii() and n.islower()
                 and n.isalpha() and n[0] != "d" and n not in said and n not in GREEK and letters & set(n))


def _slipped(name: str, other: str) -> bool:
    """Whether one name is the other mistyped: in another case, or, if it has two letters or more, one edit away."""
    letters = sum(c.isalpha() for c in name)
    return name.lower() == other.lower() or letters > 1 and name not in GREEK and within_one_edit(name, other)


def plain_name(name: str) -> str:
    """A variable's name in the spelling of the graph (w_{31} is w_31)."""
    try:
        tree = read(name, known=(name,)).definitions[-1]
    except ChainruleError:
        tree = None
    if tree is None or tree.name is not None or not isinstance(tree.tree, Variable):
        raise VariableError("bad_variable", NOT_A_NAME, facts={"name": name}, source=name, span=(0, len(name)))
    return str(tree.tree.note)


def inputs_of(parts: Sequence[Built]) -> tuple[str, ...]:
    """Every variable that one of the outputs depends on, in the order of the program."""
    graph = parts[0].graph
    return tuple(graph.name(i) for i in graph.inputs([part.output for part in parts]))


def variables(built: Built, wrt: Sequence[str] | None) -> tuple[str, ...]:
    """The names to differentiate by; every input of the output where none was asked for."""
    if wrt is None:
        return inputs_of([built]) or ("x",)
    return tuple(dict.fromkeys(check_variable(built, name) for name in wrt))


def succession(wanted: tuple[str, ...], then: Sequence[str], order: int) -> list[tuple[str, ...]]:
    """The variables of each stage in turn."""
    if not isinstance(order, int) or not 1 <= order <= LARGEST_ORDER or len(then) > LARGEST_ORDER:
        raise OptionError("usage", ORDER_RANGE, facts={"largest": LARGEST_ORDER})
    if len(wanted) != 1 and (order > 1 or then):
        raise OptionError("usage", ONE_VARIABLE)
    return [wanted] * order + [(name,) for name in then]


def turns(built: Built, asked: Sequence[str], wrt: Sequence[str] | None, then: Sequence[str], order: int
          ) -> list[tuple[str, ...]]:
    """The variables of each stage in turn; those of an operator d/dx in front (`asked`) may be said again by wrt, but
    nothing else."""
    if not asked:
        return succession(variables(built, wrt), then, order)
    steps: list[tuple[str, ...]] = [(check_variable(built, name),) for name in asked]
    if wrt is not None or then or order != 1:
        said = succession(variables(built, wrt) if wrt is not None else steps[0], then, order)
        if said != steps:
            raise VariableError("bad_variable", ASKED, facts={"asked": ", ".join(asked),
                                                              "said": ", ".join(n for s in said for n in s)})
    return steps


def output_of(built: Built, name: str) -> Built:
    """The same program with another of its values as the output."""
    plain = plain_name(name)
    found = next((node for node, label in cutting.labels_of(built).items() if label == plain), None)
    if found is None:
        found = next((node for node, label in built.names.items() if label == plain), None)
    if found is None:
        raise VariableError("bad_variable", NO_VALUE, facts={"name": plain})
    return replace(built, output=found, names={**built.names, found: plain}, output_named=True)


def cut(built: Built, wanted: Sequence[str]) -> tuple[Built, tuple[cutting.Cut, ...]]:
    """The graph cut at the intermediate values among the wanted variables."""
    others = [n for n in wanted if n not in built.inputs]
    if not others:
        return built, ()
    labels = cutting.labels_of(built)
    known = {label for node, label in labels.items() if node != built.output}
    inner = [n for n in dict.fromkeys(plain_name(n) for n in others) if n not in built.inputs and n in known]
    return cutting.cut(built, inner) if inner else (built, ())
