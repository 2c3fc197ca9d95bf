"""Functions about which nothing is known, and functions by cases: their derivatives are made from their notes."""
from __future__ import annotations

from ..language import Text
from .rule import Rule

ROWS = (
    Rule("unknown", Text("unknown function", "알려지지 않은 함수"), (),
         (Text("nothing is known about the function, so its derivative keeps a name of its own",
               "함수의 식을 모르므로 도함수는 기호로 남긴다"),),
         Text("scales", "크기를 바꾼다"), arity=(1, None), callable=False),
    Rule("cases", Text("function by cases", "구간별 함수"), (),
         (Text("the gradient goes to the case that holds, and to no other", "성립하는 경우로만 기울기를 보낸다"),),
         Text("routes", "한쪽으로만 보낸다"), arity=(1, None), analytic=True, callable=False, sign="{"),
    Rule("compared", Text("comparison", "비교"), (), (Text("a condition has no slope", "조건에는 기울기가 없다"),),
         Text("blocks", "기울기를 막는다"), arity=(2, None), callable=False),
)
