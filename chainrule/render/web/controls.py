"""What a page is moved with: the player, the inputs, the buttons that make a picture larger or smaller."""
from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ...language import Language, Text
from ...notation.boxes import Box, Live, Name, Num, Op, Ratio, Row
from ...notation.mathml import write

TRY = Text("Change the inputs: the numbers are computed anew, in the picture and in the text.",
           "입력값을 바꾸면 그림과 글의 수를 모두 다시 계산합니다.")
PICTURE_ONLY = Text("Change the inputs: the numbers of the picture are computed anew.",
                    "입력값을 바꾸면 그림의 수를 모두 다시 계산합니다.")
STILL = Text("Some function of this graph is not known to the page, so its numbers stay as they are.",
             "이 그래프에는 웹 페이지가 계산하지 못하는 함수가 있어 수를 바꿀 수 없습니다.")
CHOSEN = Text("No point was given; the numbers in the picture belong to the inputs below.",
              "점을 주지 않았으므로, 그림에는 아래 입력값에 대한 수를 적었습니다.")
TOLD_FOR = Text("The text below is still about {point}.", "아래 설명에 나오는 수는 {point}일 때의 값입니다.")
REFUSED = Text("This is not a number. Write 0.5, 1e-3 or 1/3.", "수가 아닙니다. 0.5, 1e-3, 1/3처럼 써 주세요.")
FIRST, LAST = Text("To the start", "처음으로"), Text("To the end", "끝으로")
BACK, NEXT = Text("Back", "이전"), Text("Next", "다음")
LARGER, SMALLER = Text("Larger picture", "그림 크게"), Text("Smaller picture", "그림 작게")
USUAL = Text("Picture in its usual size", "그림 원래 크기로")
STEP = Text("step", "걸음")
VALUE = Text("value of {name}", "{name}의 값")
OTHERS = Text("Other variables ({count})", "다른 변수 ({count})")
SHOWN = 6  # inputs that stand there at once
ANSWERS = 6


def player(data: Mapping[str, Any], language: Language, *, told: bool) -> str:
    """Under the picture; `told` says whether the numbers of the text are computed anew too."""
    buttons = "".join(
        f'<button type="button" data-go="{go}" aria-label="{escape(words.say(language))}">{sign}</button>'
        for go, words, sign in (("first", FIRST, "|◀"), ("back", BACK, "◀"), ("next", NEXT, "▶"), ("last", LAST, "▶|")))
    live = bool(data["live"])
    path = _path(len(data["path"]), language) if live and data.get("path") else ""
    remark = escape(((TRY if told else PICTURE_ONLY) if live else STILL).say(language))
    if data["chosen"]:
        remark += " " + escape(CHOSEN.say(language))
    moved = "" if told else f'<p class="note warn moved" hidden>{escape(TOLD_FOR.say(language, point=point(data)))}</p>'
    return (f'<div class="player">{buttons}<output aria-live="polite"></output>{_sizes(language)}</div>'
            f'\n{path}{_inputs(data, language)}\n<p class="answers">{_answers(data)}</p>\n'
            f'<p class="note warn refused" role="alert" hidden>{escape(REFUSED.say(language))}</p>\n'
            f'{moved}<p class="hint">{remark}</p>')


def alone(language: Language) -> str:
    """Under a picture without numbers that move."""
    return f'<div class="player">{_sizes(language)}</div>'


def _sizes(language: Language) -> str:
    buttons = "".join(
        f'<button type="button" data-zoom="{way}" aria-label="{escape(words.say(language))}">{sign}</button>'
        for way, words, sign in (("in", LARGER, "+"), ("out", SMALLER, "−"), ("usual", USUAL, "0")))
    return f'<span class="sizes">{buttons}</span>'


def point(data: Mapping[str, Any]) -> str:
    """x = -2, y = 5."""
    named = [f"{name} = {_plain(value)}" for name, value in data["point"].items()]
    return ", ".join(named[:12]) + (", …" if len(named) > 12 else "")


def _plain(value: float) -> str:
    return repr(value).removesuffix(".0")


def _path(count: int, language: Language) -> str:
    """A slider that goes along a way, step by step."""
    words = escape(STEP.say(language), quote=True)
    return (f'<div class="inputs"><label><span>{words} <output data-walked>0</output></span>'
            f'<input type="range" min="0" max="{count - 1}" step="1" value="0" data-walk aria-label="{words}"></label>'
            "</div>\n")


def _inputs(data: Mapping[str, Any], language: Language) -> str:
    """The variables that were asked for; the others behind a button, but where all of them are few."""
    names = list(data["point"])
    asked = {one["name"] for one in data["parts"][data["drawn"]]["asked"]}
    first = [name for name in names if name in asked][:SHOWN] or names[:SHOWN]
    others = [name for name in names if name not in first]
    shown = f'<div class="inputs">{"".join(_input(data, name, language) for name in first)}</div>'
    if not others:
        return shown
    words = escape(OTHERS.say(language, count=len(others)))
    rest = "".join(_input(data, name, language) for name in others)
    return f'{shown}\n<details class="others"><summary>{words}</summary><div class="inputs">{rest}</div></details>'


def _input(data: Mapping[str, Any], name: str, language: Language) -> str:
    value = data["point"][name]
    low, high = data.get("ranges", {}).get(name) or (-max(5.0, 2 * abs(value)), max(5.0, 2 * abs(value)))
    label = escape(VALUE.say(language, name=name), quote=True)
    off = "" if data["live"] else " disabled"
    same = f'data-name="{escape(name, quote=True)}" aria-label="{label}"{off}'
    shown = _plain(value)
    return (f"<label><span>{write(Name(name))}</span>"
            f'<input type="text" inputmode="text" autocomplete="off" value="{shown}" {same}>'
            f'<input type="range" min="{low:g}" max="{high:g}" step="any" value="{shown}" {same}></label>')


def _answers(data: Mapping[str, Any]) -> str:
    """The value and the derivatives at the inputs as they are."""
    part = data["drawn"]
    of = data["parts"][part]
    boxes: list[tuple[Box, str]] = [(Name(of["name"]), f'v{of["output"]}')]
    boxes += [(Ratio(Name(of["name"]), (Name(one["name"]),), one["curly"]), f'd{one["id"]}')
              for one in of["asked"][:ANSWERS]]
    return " ".join(write(Row((box, Op("="), Live(Num("–"), f"{part}:{known}")))) for box, known in boxes)
