"""What can be typed after `chainrule check`."""
from __future__ import annotations

from ..language import Text
from ..render.formats import FORMATS
from .option import FILE, HELP, LANG, NAME, SHAPE, VERSION, Command, Option, choice

USAGES = Text("chainrule check PROBLEM --answer ANSWER, chainrule check --solution FILE, or chainrule check FILE …",
              "chainrule check 문제 --answer 답, chainrule check --solution 파일, chainrule check 파일 … 가운데 하나")
CHECK = Command(
    Text("chainrule check [OPTIONS] PROBLEM --answer ANSWER | --claim CLAIM | --solution FILE | FILE …",
         "chainrule check [옵션] 문제 --answer 답 | --claim 주장 | --solution 파일 | 파일 …"),
    Text("Check an answer, a claim, a solution line by line, or every derivative in files of notes. The exit status is "
         "1 where something is wrong.",
         "답, 주장, 풀이의 각 줄, 노트 파일에 있는 모든 도함수를 확인합니다. 틀린 것이 있으면 종료 상태는 1입니다."),
    (
        Option("--answer", Text("The derivative that a student gave.", "학생이 쓴 도함수."), Text("ANSWER", "답")),
        Option("--claim", Text('A claim to be checked: "D(sin(x), x) = cos(x)".',
                               '확인할 주장: "D(sin(x), x) = cos(x)".'), Text("CLAIM", "주장")),
        Option("--solution", Text(
            "Check a solution line by line: the first wrong line, and whether the rest follows from it; - is standard "
            "input.",
            "풀이를 한 줄씩 확인합니다. 처음으로 틀린 줄과 그 뒤가 거기서 이어진 것인지 알려 줍니다. "
            "-는 표준 입력입니다."),
            FILE),
        Option("--wrt", Text("The variable of the derivative.", "미분하는 변수."), NAME),
        Option("--at", Text('The point that the claim is about: "x=2".', '주장이 말하는 점: "x=2".'),
               Text("POINT", "점")),
        SHAPE,
        choice("--syntax", Text(
            "How answer, claim or solution are written (auto: LaTeX where there is a backslash command or a $).",
            "답, 주장, 풀이의 표기법(기본 auto: 역슬래시 명령이나 $가 있으면 LaTeX)."), "auto", "plain", "latex"),
        Option("--reveal", Text("Show the right answer too.", "옳은 답도 보여 줍니다.")),
        choice("--format", Text(
            "The form of the output (text); github: annotations beside the lines of notes.",
            "출력 형식(기본 text). github는 노트의 줄 옆에 붙는 주석입니다."), *FORMATS, "github"),
        Option("--output", Text("Write to this file instead of the terminal.", "터미널 대신 이 파일에 씁니다."), FILE),
        Option("--force", Text("Replace the file if it exists.", "파일이 이미 있으면 바꿉니다.")),
        LANG,
        VERSION,
        HELP,
    ),
    (Text("PROBLEM | FILE …", "문제 | 파일 …"),
     Text("With --answer the expression that was differentiated, else files of notes.",
          "--answer가 있으면 미분한 식, 없으면 노트 파일.")),
    ('chainrule check "sin(x^2)" --wrt x --answer "cos(x^2)"', "chainrule check notes/*.md paper.tex",
     "chainrule check --solution solution.txt --lang ko"),
)
