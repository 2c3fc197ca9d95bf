"""What a traced function cannot do: said with what to use instead, and with the place in the user's own code."""
from __future__ import annotations

import linecache
import sys
from itertools import islice
from types import FrameType

from ...errors import ReadingError
from ...language import Text, preferred

NO_VALUE = Text("The argument has no value while the function is traced, so a condition on it is neither true nor "
                "false.",
                "함수를 추적하는 동안에는 인자에 값이 없으므로 조건이 참인지 거짓인지 알 수 없습니다.")
USE_WHERE = Text("In place of if, use chainrule.math.where(x > 0, a, b); in place of max and min, chainrule.math.max "
                 "and chainrule.math.min.",
                 "if 대신 chainrule.math.where(x > 0, a, b)를, max와 min 대신 chainrule.math.max와 "
                 "chainrule.math.min을 써 주세요.")
NOT_A_NUMBER = Text("The argument has no value while the function is traced, so it cannot be made into a plain number.",
                    "함수를 추적하는 동안에는 인자에 값이 없으므로 보통의 수로 바꿀 수 없습니다.")
USE_OURS = Text("In place of the functions of math, use those of chainrule.math (chainrule.math.sin) or of NumPy "
                "(numpy.sin).",
                "math의 함수 대신 chainrule.math의 함수(chainrule.math.sin)나 NumPy의 함수(numpy.sin)를 써 주세요.")
USE_FLOOR = Text("Use chainrule.math.floor or chainrule.math.ceil.",
                 "chainrule.math.floor나 chainrule.math.ceil을 써 주세요.")
NO_PARTS = Text("Every argument is a single number; it has no components.",
                "인자는 모두 수 하나이므로 성분이 없습니다.")
ONE_EACH = Text("Give every component an argument of its own: lambda x_1, x_2: x_1*x_2",
                "성분마다 인자를 따로 두십시오: lambda x_1, x_2: x_1*x_2")
NOT_SINGLE = Text("Only single numbers can be traced, not {what}.",
                  "수 하나씩만 추적할 수 있습니다. 받은 것: {what}")
NOT_FINITE = Text("The number {value} is not finite.", "유한한 수가 아닙니다: {value}")
WITH_MODULUS = Text("A power with a modulus, pow(x, n, m), has no derivative.",
                    "나머지를 구하는 거듭제곱 pow(x, n, m)에는 도함수가 없습니다.")
OTHER_TRACE = Text("The value belongs to another trace, or to one that has ended.",
                   "이 값은 다른 추적에 속하거나 이미 끝난 추적에 속합니다.")
PASS_IT = Text("Pass it to the function as an argument.", "함수의 인자로 넘겨 주세요.")
NO_RULE = Text("numpy.{name} cannot be traced in this way.", "numpy.{name} 함수는 이렇게 추적할 수 없습니다.")
ARITY = Text("The function {name} does not take {count} inputs.", "함수 {name}의 입력은 {count}개일 수 없습니다.")

OURS = ("chainrule", "numpy")  # whose lines are not the user's


def refuse(text: Text, hint: Text | None = None, kind: str = "disallowed", **facts: object) -> ReadingError:
    """The refusal of what the running line of the user's does; the hint is also in the traceback."""
    source, span = place(sys._getframe(1))
    error = ReadingError(kind, text, facts=facts, source=source, span=span, hint=hint)
    if hint is not None:
        error.add_note(error.say_hint(preferred()))
    return error


def place(frame: FrameType | None) -> tuple[str, tuple[int, int] | None]:
    """The user's line that is running, and the range of the expression in it; nothing where Python does not know."""
    while frame is not None and str(frame.f_globals.get("__name__", "")).partition(".")[0] in OURS:
        frame = frame.f_back
    if frame is None:
        return "", None
    code = frame.f_code
    first, last, start, end = next(islice(code.co_positions(), frame.f_lasti // 2, None), (None,) * 4)
    if first is None or start is None or end is None:
        return "", None
    line = linecache.getline(code.co_filename, first, frame.f_globals).rstrip()
    indent = len(line) - len(line.lstrip())
    left = _signs(line, start)
    right = _signs(line, end) if last == first else len(line)
    if not indent <= left < right <= len(line):
        return "", None
    return line[indent:], (left - indent, right - indent)


def _signs(line: str, offset: int) -> int:
    """How many signs stand in so many bytes of a line."""
    return len(line.encode()[:offset].decode(errors="ignore"))
