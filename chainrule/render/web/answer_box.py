"""The box for an answer under an explanation: its words, its HTML, and the functions that an answer may call."""
from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from ...derivation.partials import template_steps
from ...language import Language, Text
from ...rules import NAMES, RULES, Rule

ASK = Text("Your own answer", "직접 구한 답")
WORDS: dict[str, Text] = {
    "right": Text("Right: it agrees at every point that was tried.", "맞음: 시험한 모든 점에서 일치한다."),
    "right_where": Text("Right on a part only.", "일부에서만 맞음."),
    "wrong": Text("Wrong.", "틀림."),
    "cannot_tell": Text("This cannot be told: there is no point to try.", "판단할 수 없음: 시험할 점이 없다."),
    "seen": Text("At {point} this is {claim}, and the derivative is another.",
                 "{point}에서 이 값은 {claim}이지만 도함수의 값은 다르다."),
    "unread sign": Text("This sign does not fit here: {text}", "이 자리에 맞지 않는 기호: {text}"),
    "unread name": Text("This name is not known: {text}", "알 수 없는 이름: {text}"),
    "unread ends": Text("Something is missing at the end.", "끝에 무언가가 빠졌다."),
    "unread argument": Text("The argument is missing: {text}", "인수가 빠졌다: {text}"),
    "unread two ways": Text("This can be read in two ways; use parentheses: {text}",
                            "두 가지로 읽힌다. 괄호를 써 주세요: {text}"),
}


def words(language: Language) -> dict[str, str]:
    """What the box says, by key."""
    return {key: text.say(language) for key, text in WORDS.items()}


def box(data: Mapping[str, Any], language: Language) -> str:
    """The box; nothing where the page cannot compute."""
    if not data["live"] or not data["asked"]:
        return ""
    asked = data["asked"]
    label = escape(ASK.say(language), quote=True)
    if len(asked) == 1:
        which = f"<span>{escape(asked[0]['symbol'])} =</span>"
    else:
        choices = "".join(f'<option value="{one["id"]}">{escape(one["symbol"])}</option>' for one in asked)
        which = f'<select aria-label="{label}">{choices}</select><span>=</span>'
    return (f'<form class="answer"><strong>{label}</strong> {which}'
            f'<input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="{label}">'
            f'<output aria-live="polite"></output></form>')


def calls() -> str:
    """The functions that an answer may call, for the script: those that it computes, and what the others open into."""
    computed = {name: _function(rule) for name, rule in NAMES.items() if rule.script}
    opened = {name: rule.opened for name, rule in NAMES.items() if not rule.script and rule.opened and _is_known(rule)}
    table = "".join(f"  {json.dumps(name, ensure_ascii=False)}: {body},\n" for name, body in computed.items())
    return f"const CALLS = {{\n{table}}};\nconst OPENED = {json.dumps(opened, ensure_ascii=False)};"


def _is_known(rule: Rule) -> bool:
    """Whether what a function opens into has a formula in turn; the error function has none."""
    inside = (RULES[op] for op, _, _ in template_steps(rule.opened) if op in RULES)
    return all(each.script or not each.callable or each.opened and _is_known(each) for each in inside)


def _function(rule: Rule) -> str:
    most = rule.arity[1]
    letters = "...x" if most is None else ("u", "a, b", "a, b, c")[most - 1]
    return f"({letters}) => {rule.script}"
