"""Which of the bars in `||x|-1|` open and which close: the one way to pair them, where there is one."""
from __future__ import annotations

from collections.abc import Sequence

from ...rules import NAMES
from ..names import ROOTS, SOFT

_OPENERS, _CLOSERS = frozenset("({"), frozenset(")}")
_SIGNS = frozenset("+-−–")
_BINARY = frozenset("*/^=<>·×⋅∗∙•÷∕,") | {"**", "<=", ">=", "==", "!=", "≤", "≥", "≠", "_", "if", "else", "and"}
MOST = 64  # bars of one group that are paired by looking at all ways
# Per depth: (how implausible, in how many ways, the roles of one of them).
_Ways = dict[tuple[int, bool], tuple[int, int, tuple[bool, ...]]]


def roles(texts: Sequence[str], first: int) -> tuple[dict[int, bool], int | None]:
    """For each bar from token `first` on whether it opens, and a bar that can be taken in two ways (None: there is
    none). Bars that cannot be paired are left out."""
    found: dict[int, bool] = {}
    groups: list[list[int]] = [[]]
    unclear: int | None = None
    for at in range(first, len(texts)):
        text = texts[at]
        if text == "|":
            groups[-1].append(at)
        elif text in _OPENERS:
            groups.append([])
        elif text in _CLOSERS or not text:
            bars = groups.pop() if len(groups) > 1 or not text else []
            count = _pair(texts, first, bars, found)
            if count > 1 and unclear is None:
                unclear = bars[0]
    return found, unclear


def _pair(texts: Sequence[str], first: int, bars: list[int], found: dict[int, bool]) -> int:
    """Add the roles of one group's bars; the answer is in how many equally plausible ways they could be paired."""
    if not bars or len(bars) > MOST or len(bars) % 2:
        return 0
    ways: _Ways = {(0, False): (0, 1, ())}
    for at in bars:
        ways = _step(texts, first, at, ways)
    ended = [way for (depth, _), way in ways.items() if depth == 0]
    if not ended:
        return 0
    least = min(cost for cost, _, _ in ended)
    best = [way for way in ended if way[0] == least]
    found.update(zip(bars, best[0][2], strict=True))
    return sum(count for _, count, _ in best)


def _before_operand(text: str) -> bool:
    """Whether an operand must follow a token, so that a bar behind it opens."""
    return text == "" or text in _OPENERS or text in _BINARY or text in _SIGNS or text in ROOTS or (
        text in NAMES and text not in SOFT)


def _step(texts: Sequence[str], first: int, at: int, ways: _Ways) -> _Ways:
    before, after = texts[at - 1] if at > first else "", texts[at + 1]
    expects = _before_operand(before)
    ends = after == "" or after in _CLOSERS or after in _BINARY
    stepped: _Ways = {}
    for (depth, opened), (cost, count, taken) in ways.items():
        must_open = opened if before == "|" else expects
        for opens in (True, False):
            if (opens and ends) or (not opens and (must_open or depth == 0)):
                continue
            odd = opens and not must_open and after in _SIGNS  # x|-y| is rarely a product
            key = depth + (1 if opens else -1), opens
            new = cost + odd, count, (*taken, opens)
            known = stepped.get(key)
            if known is not None and known[0] == new[0]:
                new = new[0], known[1] + count, known[2]
            if known is None or new[0] <= known[0]:
                stepped[key] = new
    return stepped
