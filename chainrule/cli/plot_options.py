"""What can be typed after the command plot."""
from __future__ import annotations

from ..language import Text
from .learning_options import LEARN
from .option import Command, Option

WANTED = Text("--between takes two numbers: --between \"-2, 3\".", "--between에는 두 수를 씁니다: --between \"-2, 3\".")
_SHARED = ("--at", "--of", "--from", "--syntax", "--lang", "--format", "--output", "--force", "--standalone", "--width",
           "--ascii", "--version", "--help")
PLOT = Command(
    Text("chainrule plot [OPTIONS] PROGRAM | --from FILE | -", "chainrule plot [옵션] 프로그램 | --from 파일 | -"),
    Text("Draw a function of one variable with its derivative, and with --at its tangent; one of two variables as "
         "contour lines with the gradient.",
         "변수가 하나인 함수를 도함수와 함께, --at이 있으면 접선까지 그립니다. 변수가 둘이면 등고선과 그래디언트를 "
         "그립니다."),
    (
        Option("--between", Text("The lowest and the highest value that is seen: \"-2, 3\".",
                                 "보일 범위의 두 끝: \"-2, 3\"."), Text("LOW, HIGH", "두 수")),
        *(option for option in LEARN.options if option.sign in _SHARED),
    ),
    LEARN.argument,
    ('chainrule plot "x^3 - 3x" --at x=2', 'chainrule plot "x^2 + 3*y^2" --at "x=1, y=1" --output hills.svg'),
)
