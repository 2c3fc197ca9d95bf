"""Notes between the chapters: signs that need a word, where the answer holds, the outcome of the check."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..derivation.claims import Claim
from ..derivation.conditions import Condition
from ..graph.naming import free
from ..graph.relations import TURNED
from ..language import Language, Text
from ..notation.boxes import ATOM, Apply, Box, Name, Num, Op, Ratio, Row, relation
from ..notation.write import write
from ..numbers.check import POINTS, Check
from ..rules import RULES
from ..solution.stage import Story
from .chapters import MORE
from .page import Block, Note, Parts, boxes, listed, sentence
from .symbols import Symbols
from .telling import Telling

CHECKED = Text("checked numerically at {count}", "수치 미분으로 확인 ({count})")
ELSEWHERE = Text("checked numerically at {count}, but not at the given one: the formula cannot be compared there",
                 "수치 미분으로 확인 ({count}). 주어진 점에서는 식을 수치와 비교할 수 없어 확인하지 못함")
CHECKED_FOR_ANY = Text("checked numerically at {count}, with smooth functions put in for {names}",
                       "수치 미분으로 확인 ({count}, {names} 대신 매끄러운 함수를 넣음)")
COUNT = Text("{points} points", "점 {points}개")
LARGE = Text("{points} points, since the function is large", "점 {points}개(식이 커서 줄였다)")
LARGE_ONE = Text("1 point, since the function is large", "점 1개(식이 커서 줄였다)")
FEW = Text("{points} points, the only ones tried where the numbers can be compared",
           "점 {points}개: 시험한 점 가운데 수치를 비교할 수 있는 점은 이뿐이다")
ONE = Text("1 point, the only one tried where the numbers can be compared",
           "점 1개: 시험한 점 가운데 수치를 비교할 수 있는 점은 이뿐이다")
NOTHING_KNOWN = Text("Nothing is known about the function {names}, so its derivative stays a symbol.",
                     "함수 {names}에 대해 알려진 것이 없으므로 도함수를 기호로 남긴다.")
NOTHING_KNOWN_OF = Text("Nothing is known about the functions {names}, so their derivatives stay symbols.",
                        "함수 {names}에 대해 알려진 것이 없으므로 도함수를 기호로 남긴다.")
RENAMED = Text("A symbol whose name cannot be written in a formula is called {names} here.",
               "식에 쓸 수 없는 이름의 기호는 여기서 {names}로 적는다.")
SPARE = Text("Not used by {f}: {names}.", "{f}의 값을 구하는 데 쓰이지 않는 값: {names}.")
NOT_IN_POINT = Text("The point names {names}, which does not occur in the expression.",
                    "점에 적은 이름 가운데 식에 나오지 않는 것: {names}.")
JOINED = Text("{name} was read as one name; for a product write {product}.",
              "{name} 전체를 이름 하나로 읽었다. 곱이라면 {product}처럼 적는다.")
NOT_THERE = Text("{names} does not occur in the expression, so the derivative with respect to it is 0.",
                 "식에 나오지 않는 변수: {names}. 이 변수에 대한 도함수는 0이다.")
UNCHECKED = Text("could not be checked numerically: {why}", "수치 미분으로 확인하지 못함: {why}")
WRONG = Text("WRONG: the numeric derivative disagrees (relative difference {error:.2g}). This is a bug in chainrule; "
             "do not use the answer.",
             "틀림: 수치 미분과 맞지 않는다 (상대 오차 {error:.2g}). chainrule의 버그이므로 이 답을 쓰지 말 것.")
HOLDS = Text("Holds where ", "다음 조건에서 성립한다: ")
WITHIN = Text("{condition} (if {cases})", "{condition} ({cases}인 경우)")
HELD = Text("In {ratio} what stands behind the bar is held constant: it is the local partial. Without the bar, {total} "
            "counts every change that passes through it too.",
            "{ratio} 기호는 세로줄 뒤의 변수를 상수로 보고 미분한 국소 미분이다. 세로줄이 없는 {total} 기호는 그 "
            "변수를 "
            "거치는 변화까지 모두 센 것이다.")
BY_PLACE = Text("In {f} the digits below say with respect to which input of {name} it is differentiated, counted from "
                "the first.",
                "{f}: 아래 첨자는 함수 {name}의 몇 번째 입력으로 미분했는지를 나타낸다.")
TAKEN = Text("{name} is taken as a variable of its own; it stands for {formula}.",
             "{name} 자체를 변수로 본다. 원래 값은 {formula}이다.")
AGREES = Text("The formula that was given says {claim}: this agrees.", "주어진 식의 오른쪽은 {claim}: 답과 같다.")
DISAGREES = Text("The formula that was given says {claim}: this does not agree with the numeric derivative.",
                 "주어진 식의 오른쪽은 {claim}: 수치 미분의 결과와 다르다.")
UNDECIDED = Text("The formula that was given says {claim}; whether this agrees could not be checked.",
                 "주어진 식의 오른쪽은 {claim}: 답과 같은지 확인하지 못했다.")
NO_PRIMES = Text("Primes belong to functions of one variable; here ∂ says with respect to which variable is "
                 "differentiated.",
                 "프라임 표기는 변수가 하나인 함수에만 쓴다. 여기서는 어느 변수로 미분하는지 ∂ 기호로 적는다.")
SYMMETRIC = Text("In the other order, {other}, the result is the same; it was checked too.",
                 "미분하는 순서를 바꾼 {other} 역시 같다. 이것도 확인하였다.")
LISTED = 12  # names in one sentence


def bar_notes(telling: Telling, blocks: Iterable[Block]) -> list[Block]:
    """What the bar in ∂f/∂x|u means, once."""
    barred = sorted((box for box in boxes(blocks) if isinstance(box, Ratio) and box.held), key=repr)
    if not barred:
        return []
    ratio = barred[0]
    whole = Ratio(ratio.of, ratio.wrt, ratio.curly)
    return [Note(telling.sentence(HELD, ratio=ratio, x=ratio.wrt[0], total=whole))]


def function_notes(telling: Telling, blocks: Iterable[Block]) -> list[Note]:
    """What step and sign are, where an answer is written with them."""
    graph = telling.stage.graph
    if not any(op == "unknown" or op in RULES and RULES[op].remark is not None for op in set(graph.ops)):
        return []
    used = {box.function for box in boxes(blocks) if isinstance(box, Apply)}
    letter = Name(free(("u", "t", "s", "a"), set(telling.symbols.names.values())))
    facts: dict[str, Box] = {"positive": Row((letter, Op(">"), Num("0"))), "negative": Row((letter, Op("<"), Num("0")))}
    told = [Note(telling.sentence(remark, f=Apply(name, (letter,)), **facts))
            for name in sorted(used & RULES.keys(), reverse=True) if (remark := RULES[name].remark) is not None]
    unknown = {graph.unknown(i).name for i, op in enumerate(graph.ops) if op == "unknown"}
    for function in sorted(used):
        name, _, digits = function.rpartition("_")
        if name in unknown and digits.isdigit():
            told.append(Note(telling.sentence(BY_PLACE, f=Name(function), name=Name(name))))
            break
    return told


def opening_notes(story: Story, telling: Telling) -> list[Note]:
    """What must be known before the first line: functions about which nothing is known, names that do nothing."""
    idle, unknown = story.idle, telling.stage.unknown
    told = [(NOTHING_KNOWN if len(unknown) == 1 else NOTHING_KNOWN_OF, unknown, "warn"),
            (RENAMED, idle.renamed, "warn"), (SPARE, idle.values, "plain"),
            (NOT_IN_POINT, idle.point, "warn"), (NOT_THERE, idle.wrt, "warn")]
    f = telling.symbols.label(telling.stage.output)
    joined = [Note(telling.sentence(JOINED, name=Name(name), product="*".join(name)), "warn")
              for name in idle.joined[:LISTED]]
    return [*(Note(telling.sentence(text, names=_listed(names), f=f), mood) for text, names, mood in told if names),
            *joined]


def _listed(names: Sequence[str]) -> Parts:
    """Names with commas between; of very many the first."""
    parts = listed([Name(name) for name in names[:LISTED]])
    return parts if len(names) <= LISTED else (*parts, ", …")


def cut_notes(story: Story, telling: Telling) -> list[Note]:
    """Which intermediate values were taken as variables, and what they stand for."""
    found = []
    for cut in story.cuts:
        leaves = {i: (Name(label), ATOM) for i, label in cut.labels.items() if i != cut.node}
        found.append(Note(telling.sentence(TAKEN, name=Name(cut.name), formula=write(cut.graph, cut.node, leaves))))
    return found


def notation_note(telling: Telling) -> list[Note]:
    """Why there are no primes where they were asked for."""
    stage = telling.stage
    return [Note((telling.say(NO_PRIMES),))] if stage.notation == "prime" and stage.depends_on > 1 else []


def symmetry_note(story: Story, telling: Telling) -> list[Note]:
    """That the mixed derivative is the same in the other order."""
    stage = telling.stage
    if not stage.symmetric or len(stage.variables) > 1 or stage.check is None or stage.check.status != "checked":
        return []
    other = Ratio(Name(story.output_name), (Name(stage.variables[0]), Name(stage.wrt[0])), True)
    return [Note(telling.sentence(SYMMETRIC, other=other))]


def claim_note(story: Story, telling: Telling) -> list[Note]:
    """Whether the derivative that the text itself gave is right."""
    if story.claim is None:
        return []
    node, check = story.claim
    text = {"checked": AGREES, "wrong": DISAGREES, "unchecked": UNDECIDED}[check.status]
    kind = "good" if check.status == "checked" else "warn"
    return [Note(telling.sentence(text, claim=telling.symbols.in_inputs(node)[0]), kind)]


def condition_note(telling: Telling) -> list[Note]:
    """Where the answer holds."""
    conditions, symbols, most = telling.stage.conditions, telling.symbols, telling.lines // 2
    parts: list[str | Box] = []
    upper = _upper_bounds(conditions[:most])
    for c in conditions[:most]:
        if c in upper.values():
            continue
        said: Parts = (claim(symbols, c) if c not in upper else _between(symbols, c, upper[c]),)
        if c.within:
            said = telling.sentence(WITHIN, condition=said[0], cases=listed([claim(symbols, w) for w in c.within]))
        parts += [", " if parts else telling.say(HOLDS), *said]
    if len(conditions) > most:
        parts.append(f" (… {telling.say(MORE, count=len(conditions) - most)})")
    return [Note(tuple(parts))] if parts else []


def _upper_bounds(conditions: Sequence[Condition]) -> dict[Condition, Condition]:
    """The lower bounds that have an upper one for the same formula: x > 0 and x < 1 are 0 < x < 1."""
    upper = {c.left: c for c in reversed(conditions) if c.relation in ("<", "<=") and not c.within}
    found: dict[int, Condition] = {}
    for c in conditions:
        if c.relation in (">", ">=") and not c.within and c.left in upper:
            found.setdefault(c.left, c)
    return {lower: upper[left] for left, lower in found.items()}


def _between(symbols: Symbols, low: Condition, high: Condition) -> Box:
    """-1 < x < 1."""
    return Row((symbols.condition(low.right)[0], relation(TURNED[low.relation]), symbols.condition(low.left)[0],
                relation(high.relation), symbols.condition(high.right)[0]))


def claim(symbols: Symbols, said: Claim | Condition) -> Box:
    """x ≠ 0."""
    return Row((symbols.condition(said.left)[0], relation(said.relation), symbols.condition(said.right)[0]))


def check_note(check: Check, language: Language, unknown: Sequence[str] = ()) -> Note:
    """The outcome of a numeric check; `unknown` are the functions about which nothing is known."""
    if check.status == "checked":
        enough = COUNT if check.wanted == POINTS else LARGE if check.points > 1 else LARGE_ONE
        counted = enough if check.points >= check.wanted else FEW if check.points > 1 else ONE
        text = CHECKED_FOR_ANY if unknown else ELSEWHERE if check.given is False else CHECKED
        count = counted.say(language, points=check.points)
        return Note(sentence(text, language, count=count, names=_listed(unknown)), "good", here=text is ELSEWHERE)
    if check.status == "wrong":
        return Note((WRONG.say(language, error=check.error),), "warn")
    return Note((UNCHECKED.say(language, why=check.why or ""),), "warn")
