"""No call exceeds its budget: the work of what could grow is counted, in functions called, and bounded."""
from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from work import within

import chainrule

BUDGETS: list[tuple[str, dict[str, Any], int]] = [
    ("piecewise(" + ", ".join(f"x^{k + 1}, x > {8 - k}" for k in range(8)) + ", 0)", {}, 400_000),
    ("x^x", {"order": 4}, 400_000), ("*".join(f"x{k}" for k in range(6)), {"order": 2}, 400_000),
    ("besselj(0,x)+floor(x^x^x^x)", {}, 500_000), ("ceil(gamma(gamma(gamma(9x)))) + x", {}, 300_000),
    ("polygamma(2, x)", {"at": "x=-1e20-0.5"}, 100_000),
    ("2^gamma(z^y)", {"wrt": "q"}, 200_000), ("sigmoid(sinh(x^2))", {"at": "x=64"}, 200_000),
    ("abs(sin(x)-1/2)*abs(cos(x))", {"at": "x=pi/6", "order": 2}, 400_000),
    ("max(" + ",".join(f"x+{k}*y" for k in range(20)) + ")", {"at": "x=1,y=0"}, 400_000),
    ("a=sin(x);" + "".join(f"b{k}=a*a+{k};a{k}=b{k}*a;" for k in range(40)) + "f=a39", {}, 200_000),
    ("*".join(f"abs(x-{k})" for k in range(20)), {"at": "x=7"}, 600_000),
    ("9^9^9*x", {}, 50_000), ("(" * 199 + "x" + ")" * 199, {}, 100_000)]


@pytest.mark.parametrize(("text", "options", "calls"), BUDGETS, ids=[text[:24] for text, _, _ in BUDGETS])
def test_within(text: str, options: dict[str, Any], calls: int) -> None:
    def told() -> None:
        with suppress(chainrule.ChainruleError):
            chainrule.diff(text, **options).to_text("en")

    within(calls, told)
