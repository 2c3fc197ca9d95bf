"""What is too large; all of it is refused before any arithmetic, as a table: the code and the test."""
from __future__ import annotations

from ... import limits
from .row import Mistake, row

ROWS: dict[str, Mistake] = {
    "sum_long": row("too_large", "Written out, this sum or product has more than {limit} signs.",
        "풀어 쓴 합이나 곱의 길이가 기호 {limit}개를 넘습니다.", "sum(x^i, i, 1, 99999999)",
        "sum(sum(x_i + x_j, i, 1, 999), j, 1, 999)"),
    "long_text": row("too_large", "The text has more than {limit} characters.",
        "글자 수가 {limit}자를 넘습니다."),
    "long_line": row("too_large", "One line has more than {limit} characters.",
        "한 줄의 글자 수가 {limit}자를 넘습니다."),
    "many_definitions": row("too_large", "There are more than {limit} definitions.",
        "정의가 {limit}개를 넘습니다."),
    "many_tokens": row("too_large", "One expression has more than {limit} signs.",
        "한 식에 들어 있는 기호가 {limit}개를 넘습니다."),
    "deep": row("too_large", "The expression is nested more than {limit} levels deep.",
        "식이 {limit}단계보다 깊게 겹쳐 있습니다.", "(" * 300 + "x", "-" * 300 + "x",
        "^".join("x" * 300), "sin(" * 300 + "x"),
    "long_chain": row("too_large", "More than {limit} divisions follow one another.",
        "나눗셈이 {limit}번 넘게 이어집니다.", "/".join("x" * (limits.CHAIN + 2))),
    "long_name": row("too_large", "A name has more than {limit} characters.",
        "이름이 {limit}자를 넘습니다.", "a" * 65, "a" * 99 + "(x)"),
    "long_number": row("too_large", "A number has more than {limit} digits.",
        "수의 자릿수가 {limit}자리를 넘습니다.", "9" * 401, "0." + "1" * 500 + "*x"),
    "literal_exponent": row("too_large", "The number `{number}` is beyond 1e{limit} or 1e-{limit}.",
        "수 `{number}`의 크기가 다룰 수 있는 범위(1e-{limit}에서 1e{limit}까지)를 벗어납니다.", "1e309", "1e400*x",
        "x + 1e-5000", "1e99999999999"),
    "exponent": row("too_large", "The exponent is beyond {limit}.",
        "지수의 크기가 {limit}을 넘습니다.", "x^1000001", "x^-2000000", "x^1e9", "2x^1000000.5"),
    "tower": row("too_large", "The value of this power is too large to compute.",
        "이 거듭제곱의 값은 너무 커서 계산할 수 없습니다.", "9^9^9", "2^2^2^2^2^2", "x + 10^10^10",
        "(9^9)^(9^9)", "exp(exp(exp(exp(9))))", "9**9**9**9", "2^-9^9^9", "(1/2)^(10^9)", "9⁹^9^9",
        "sin(10^(10^5))"),
}
