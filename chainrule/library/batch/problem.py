"""One problem of many: the keys of its line of JSON, and the question that they ask."""
from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from ...errors import OptionError, ReadingError, TooLargeError
from ...language import LANGUAGES, Language, Text
from ...records import record

if TYPE_CHECKING:
    from ...reading import Syntax
    from ..explained import Explained

Id = str | int | float
LONGEST = 16_000_000  # characters of a line, as of a file with one problem
NOT_JSON = Text("Line {number} is not JSON from character {place} on.",
                "{number}번째 줄이 {place}번째 글자부터 JSON이 아닙니다.")
NOT_TEXT = Text("Line {number} is not text in UTF-8.", "{number}번째 줄의 내용이 UTF-8 텍스트가 아닙니다.")
TOO_LONG = Text("Line {number} has more than {limit} characters.", "{number}번째 줄이 {limit}자를 넘습니다.")
NO_OBJECT = Text("Line {number} is no object.", "{number}번째 줄이 JSON 객체가 아닙니다.")
AS_THIS = Text('A problem is such a line: {{"expression": "x^2", "wrt": "x"}}',
               '문제는 이런 줄로 씁니다: {{"expression": "x^2", "wrt": "x"}}')
TWICE = Text("The key {name} stands there twice.", "{name} 키가 두 번 있습니다.")
UNKNOWN = Text("A problem has no such key: {names}.", "문제에 다음 키는 없습니다: {names}.")
KNOWN = Text("The keys are {known}.", "쓸 수 있는 키: {known}.")
DID_YOU_MEAN = Text("Did you mean {better}?", "{better} 아닌가요?")
NO_EXPRESSION = Text("The problem has no expression.", "문제에 식(expression)이 없습니다.")
WRONG = Text("The value of {name} has to be {wanted}.", "{name} 값으로는 {wanted}만 쓸 수 있습니다.")

A_TEXT = Text("a text", "글")
AN_ID = Text("a text or a number", "글이나 수")
NAMES = Text("a name, or a list of names", "이름 하나, 또는 이름 목록")
WHOLE = Text("a whole number, 1 or more", "1 이상의 정수")
POINT = Text('a text such as "x=2, y=1/3", or an object such as {"x": 2}',
             '"x=2, y=1/3" 같은 글, 또는 {"x": 2} 같은 객체')
SHAPES = Text('a text such as "W: 3x2, x: 2", or an object such as {"W": [3, 2]}',
              '"W: 3x2, x: 2" 같은 글, 또는 {"W": [3, 2]} 같은 객체')
SYNTAX = Text("auto, plain or latex", "auto, plain, latex 가운데 하나")
LANG = Text("en or ko", "en과 ko 가운데 하나")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int | Decimal) and not isinstance(value, bool)


def _is_names(value: Any) -> bool:
    return isinstance(value, str) or isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_table(value: Any) -> bool:
    return isinstance(value, str | dict)


# What may stand in a line: which values a key takes, and how that is said.
KEYS: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "id": (_is_id, AN_ID), "expression": (_is_text, A_TEXT), "wrt": (_is_names, NAMES), "then": (_is_names, NAMES),
    "order": (_is_whole, WHOLE), "at": (_is_table, POINT), "of": (_is_names, NAMES),
    "syntax": (lambda value: value in ("auto", "plain", "latex"), SYNTAX), "shapes": (_is_table, SHAPES),
    "lang": (lambda value: value in LANGUAGES, LANG),
}


@record
class Problem:
    """What a line asks: the arguments of `diff`, and the language of its answer (None: that of all)."""

    expression: str
    wrt: Sequence[str] | str | None = None
    then: Sequence[str] = ()
    order: int = 1
    at: Mapping[str, Any] | str | None = None
    of: Sequence[str] | str | None = None
    syntax: str = "auto"
    shapes: Mapping[str, Any] | str | None = None
    lang: Language | None = None

    def explained(self) -> Explained:
        """The answer. Raises a ChainruleError where there is none."""
        from ..pipeline import diff
        return diff(self.expression, self.wrt, self.then, self.order, self.at, cast("Syntax", self.syntax), self.of,
                    shapes=self.shapes)


def record_of(text: str, number: int) -> dict[str, Any]:
    """The object in a line. Raises a ChainruleError where it is none; decimals stay as they were typed."""
    if len(text) > LONGEST:
        raise TooLargeError("too_large", TOO_LONG, facts={"number": number, "limit": LONGEST})
    if not text.isascii() and any("\udc80" <= sign <= "\udcff" for sign in text):
        raise ReadingError("character", NOT_TEXT, facts={"number": number})
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ReadingError("syntax", NOT_JSON, facts={"number": number, "place": error.pos + 1}, source=text,
                           span=(error.pos, error.pos + 1), hint=AS_THIS) from None
    except (ValueError, RecursionError):  # NaN, a number of thousands of digits, lists in lists in lists
        raise ReadingError("syntax", NOT_JSON, facts={"number": number, "place": 1}, hint=AS_THIS) from None
    if not isinstance(found, dict):
        raise ReadingError("syntax", NO_OBJECT, facts={"number": number}, hint=AS_THIS)
    return found


def id_of(record: Mapping[str, Any], number: int) -> Id:
    """What the line is called: its id, or its number."""
    found = record.get("id", number)
    return float(found) if isinstance(found, Decimal) else found if _is_id(found) else number


def problem_of(record: Mapping[str, Any]) -> Problem:
    """The problem in a record. Raises OptionError for a key or a value that it cannot have. A null says nothing."""
    strange = [name for name in record if name not in KEYS]
    if strange:
        near = get_close_matches(strange[0].casefold(), KEYS, 1, 0.6)
        facts: dict[str, object] = {"names": ", ".join(strange[:10]), "known": ", ".join(KEYS), "better": "".join(near)}
        raise OptionError("usage", UNKNOWN, facts=facts, hint=DID_YOU_MEAN if near else KNOWN)
    given = {name: value for name, value in record.items() if value is not None}
    for name, value in given.items():
        takes, wanted = KEYS[name]
        if not takes(value):
            raise OptionError("usage", WRONG, facts={"name": name, "wanted": wanted})
    if "expression" not in given:
        raise OptionError("usage", NO_EXPRESSION, facts={"name": "expression"}, hint=AS_THIS)
    return Problem(**{name: value for name, value in given.items() if name != "id"})


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, each of whose keys stands there once."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise OptionError("usage", TWICE, facts={"name": name})
        found[name] = value
    return found
