"""What can be typed after `chainrule`: every command and option with its words in both languages."""
from __future__ import annotations

from collections.abc import Sequence

from ..drawing.formats import PICTURES, VIEWS
from ..language import Language, Text
from ..notation.columns import padded
from ..notation.columns import width as columns
from ..render.formats import FORMATS
from .batch_options import BATCH
from .check_options import CHECK
from .learning_options import INFLUENCE, LEARN, NETWORK
from .option import (
    FILE,
    HELP,
    INSTALL,
    LANG,
    NAME,
    NUMBER,
    SHAPE,
    SHOW_COMPLETION,
    VERSION,
    Command,
    Option,
    choice,
)
from .plot_options import PLOT

_FORMAT = choice("--format", Text(
    "The form of the output (text).", "출력 형식(기본 text)."), *FORMATS)

DIFF = Command(
    Text("chainrule diff [OPTIONS] EXPRESSION | --from FILE | -",
         "chainrule diff [옵션] 식 | --from 파일 | -"),
    Text("Explain a derivative by the chain rule: intermediate variables, a local derivative on every edge, "
         "their product along each path, the sum over the paths.",
         "도함수를 연쇄 법칙으로 설명합니다. 중간 변수를 두고, 간선마다 국소 미분을 적고, "
         "경로를 따라 곱하고, 경로끼리 더합니다."),
    (
        Option("--wrt", Text(
            "Differentiate with respect to this variable, an input or an intermediate value; several with commas (x,y) "
            "or repeated. Without it: every input.",
            "이 변수에 대하여 미분합니다. 중간 변수도 됩니다. 여럿이면 쉼표로 잇거나(x,y) 여러 번 씁니다. 없으면 모든 "
            "입력 변수로 미분합니다."), NAME),
        Option("--of", Text(
            "The value of the program that is differentiated (the last one); repeatable: a Jacobian matrix.",
            "프로그램에서 미분할 값(기본은 마지막 값). 여러 번 쓰면 야코비 행렬을 구합니다."), NAME),
        Option("--order", Text(
            "The order of the derivative (1).", "미분하는 횟수(기본 1)."), NUMBER, least=1),
        Option("--then", Text(
            "After that, differentiate with respect to this variable; repeatable.",
            "이어서 이 변수에 대하여 한 번 더 미분합니다. 여러 번 쓸 수 있습니다."), NAME),
        Option("--at", Text(
            'A point at which everything is computed in numbers too: "x=-2, y=5".',
            '이 점에서 수로도 계산합니다: "x=-2, y=5".'), Text("POINT", "점")),
        SHAPE,
        Option("--assume", Text(
            'What else is known, for shorter answers: "A symmetric", "t one-hot", "p probability", or of numbers an '
            'equation, "y1 + y2 = 1"; repeatable.',
            '답을 짧게 정리할 때 쓸 가정: "A symmetric"(대칭), "t one-hot"(원-핫), "p probability"(합이 1), 수라면 '
            '"y1 + y2 = 1" 같은 등식. 여러 번 쓸 수 있습니다.'), Text("FACT", "가정")),
        Option("--along", Text(
            "The derivative of values with shapes along a vector of this name: J v.",
            "이 이름의 벡터 방향으로 미분합니다: J v."), NAME),
        Option("--against", Text(
            "What comes back from a vector of this name, of the output's shape: J transposed times u.",
            "출력과 크기가 같은 이 이름의 벡터에서 되돌아오는 값을 구합니다: J의 전치에 u를 곱한 것."), NAME),
        Option("--from", Text(
            "Read a problem file (*.chain): definitions, `at` and `wrt` lines; - is standard input.",
            "문제 파일(*.chain)을 읽습니다. 정의와 `at`, `wrt` 줄을 담습니다. -는 표준 입력입니다."), FILE),
        choice("--syntax", Text(
            "How the expression is written (auto: LaTeX where it holds a backslash command or a $).",
            "식의 표기법(기본 auto: 역슬래시 명령이나 $가 있으면 LaTeX)."), "auto", "plain", "latex"),
        Option("--open", Text(
            "Take blocks apart into their gates: names of definitions or functions (u,sigmoid), all, or none; "
            "repeatable. Without it each definition of a program is one node.",
            "블록을 게이트로 엽니다. 정의나 함수의 이름(u,sigmoid), all, none 가운데 하나. 여러 번 쓸 수 있습니다. "
            "없으면 프로그램의 정의마다 노드 하나입니다."), NAME),
        choice("--steps", Text(
            "What is one node (gates): every operation, or a term without an inner function, such as 3x^2 (terms).",
            "무엇을 노드 하나로 볼지(기본 gates): 연산마다(gates), 또는 3x^2처럼 속함수가 없는 항마다(terms)."),
            "gates", "terms"),
        choice("--mode", Text(
            "How the derivative is found (paths): path by path, or by a sweep backward or forward, line by line.",
            "도함수를 구하는 방식(기본 paths): 경로마다(paths), 거꾸로(reverse) 또는 앞으로(forward) 한 줄씩."),
            "paths", "reverse", "forward"),
        choice("--notation", Text(
            "df/dx, or f'(x) for functions of one variable (leibniz).",
            "도함수의 표기(기본 leibniz): df/dx, 또는 변수가 하나일 때 f'(x)(prime)."), "leibniz", "prime"),
        choice("--level", Text(
            "The chain rule on the graph (university), or for one variable the working of a school book (school).",
            "설명의 수준(기본 university): 계산 그래프 위의 연쇄 법칙(university), 또는 변수가 하나일 때 교과서의 "
            "풀이(school)."),
            "university", "school"),
        choice("--form", Text(
            "How the answer is written (short): as the sweep found it (raw), like terms gathered (tidy), or as short "
            "as it can be (short).",
            "답을 쓰는 꼴(기본 short): 훑어 얻은 그대로(raw), 동류항만 정리(tidy), 가장 짧게(short)."),
            "raw", "tidy", "short"),
        Option("--picture", Text(
            "Show the graph too: a tree, in Markdown a Mermaid chart, in LaTeX TikZ.",
            "그래프도 그립니다. 글에서는 트리, Markdown에서는 Mermaid, LaTeX에서는 TikZ입니다.")),
        choice("--detail", Text(
            "How much is said (normal).", "얼마나 자세히 설명할지(기본 normal)."), "brief", "normal", "full"),
        LANG,
        _FORMAT,
        Option("--output", Text(
            "Write to this file, whole or not at all.",
            "이 파일에 씁니다. 다 쓰지 못하면 파일을 남기지 않습니다."), FILE),
        Option("--force", Text(
            "Let --output replace a file.", "--output이 이미 있는 파일을 바꾸게 합니다.")),
        Option("--standalone", Text(
            "With --format latex: a whole document.", "--format latex와 함께: 완전한 문서로 만듭니다.")),
        Option("--width", Text(
            "The width of the text in columns (that of the terminal, or 80).",
            "글의 너비(기본은 터미널의 너비 또는 80칸)."), NUMBER, least=40),
        Option("--ascii", Text("Formulas in ASCII signs only.", "식을 ASCII 문자만으로 적습니다.")),
        VERSION,
        HELP,
    ),
    (Text("EXPRESSION", "식"),
     Text('What is differentiated: "(x+y)*z", or with definitions "u = x^2; f = sin(u)". '
          "A lone - reads standard input. It may start with a minus sign.",
          '미분할 식: "(x+y)*z", 또는 정의와 함께 "u = x^2; f = sin(u)". -만 쓰면 표준 입력에서 읽습니다. '
          "빼기 기호로 시작해도 됩니다.")),
    ('chainrule diff "(x+y)*z" --wrt x',
     'chainrule diff "sigmoid(w*x+b)" --wrt w --at "w=2, x=-1, b=0.5"',
     "chainrule diff '\\frac{x}{1+e^{-x}}' --wrt x",
     'chainrule diff "q = W*x; L = norm(q)^2" --shape "W: 3x2, x: 2"',
     'chainrule diff "-x^2" --lang ko --format latex --output note.tex'),
)
_WRITTEN = ("--lang", "--format", "--output", "--force", "--standalone", "--width", "--ascii", "--version", "--help")
_SHARED = ("--order", "--then", "--at", "--syntax", "--level", "--form", "--detail", *_WRITTEN)
IMPLICIT = Command(
    Text("chainrule implicit [OPTIONS] RELATION", "chainrule implicit [옵션] 관계식"),
    Text("Differentiate a variable that a relation determines: dy/dx = -(dF/dx)/(dF/dy), explained on one graph.",
         "관계식으로 정해지는 변수를 미분합니다. dy/dx = -(dF/dx)/(dF/dy)를 계산 그래프 하나로 설명합니다."),
    (
        Option("--of", Text("The dependent variable (y).", "종속변수(기본 y)."), NAME),
        Option("--wrt", Text("The variable to differentiate by; the other one where there are two.",
                             "미분할 변수. 변수가 둘이면 나머지 하나입니다."), NAME),
        *(option for option in DIFF.options if option.sign in _SHARED),
    ),
    (Text("RELATION", "관계식"),
     Text('An equation such as "x^2 + y^2 = 25", or an expression that is meant to be 0.',
          '"x^2 + y^2 = 25" 같은 등식, 또는 값이 0이라는 뜻의 식.')),
    ('chainrule implicit "x^2 + y^2 = 25" --of y --wrt x',
     'chainrule implicit "x*y + sin(y) = 1" --wrt x --then x --lang ko'),
)
RULES = Command(
    Text("chainrule rules [OPTIONS]", "chainrule rules [옵션]"),
    Text("List every rule: its local derivatives, why they are so, and what its gate does to a gradient.",
         "모든 규칙을 보여 줍니다: 국소 미분, 그 까닭, 게이트가 기울기에 하는 일."),
    tuple(option for option in DIFF.options if option.sign in _WRITTEN),
)
_GRAPH = ("--wrt", "--at", "--shape", "--from", "--syntax", "--open", "--steps", "--lang", "--output", "--force")
GRAPH = Command(
    Text("chainrule graph [OPTIONS] EXPRESSION | --from FILE | -", "chainrule graph [옵션] 식 | --from 파일 | -"),
    Text("Draw the dependency graph: variables left, gates as circles, blocks as boxes; with --at the values above the "
         "wires and the gradients below, without it a local partial on every edge.",
         "의존 그래프를 그립니다. 왼쪽에 변수, 원은 게이트, 상자는 블록입니다. --at이 있으면 선 위에 값, 아래에 "
         "기울기를 적고, "
         "없으면 간선마다 국소 미분을 적습니다."),
    (
        *(option for option in DIFF.options if option.sign in _GRAPH),
        Option("--of", Text("The value of the program that is drawn (the last one).",
                            "프로그램에서 그릴 값(기본은 마지막 값)."), NAME),
        choice("--view", Text(
            "What is drawn (graph): every value, or of a network its layers, each with its units, and the weights "
            "between them (layers).",
            "무엇을 그릴지(기본 graph): 모든 값(graph), 또는 신경망의 층마다 노드를 모으고 그 사이의 가중치를 한데 "
            "묶은 것(layers)."),
            *VIEWS),
        choice("--format", Text("The form of the picture (text).", "그림의 형식(기본 text)."),
                *PICTURES),
        Option("--standalone", Text("With --format tikz: a whole document, a page of the picture's size.",
                                    "--format tikz와 함께: 그림 크기의 쪽 하나로 된 완전한 문서로 만듭니다.")),
        VERSION,
        HELP,
    ),
    DIFF.argument,
    ('chainrule graph "(x+y)*z" --at "x=-2, y=5, z=-4"',
     'chainrule graph "sigmoid(w*x+b)" --wrt w --format svg --output graph.svg'),
)
_SHOW = ("--wrt", "--of", "--order", "--then", "--at", "--shape", "--from", "--syntax", "--open", "--steps", "--mode",
         "--notation", "--level", "--form", "--detail", "--lang")
SHOW = Command(
    Text("chainrule show [OPTIONS] EXPRESSION | --from FILE | - | --serve PORT",
         "chainrule show [옵션] 식 | --from 파일 | - | --serve 포트"),
    Text("Open the explanation as a page in the browser: the graph with a player, live numbers, both languages.",
         "설명을 웹 페이지로 열어 봅니다. 그래프를 한 단계씩 넘겨 보고, 입력값을 바꾸어 볼 수 있으며, 두 언어로 "
         "되어 있습니다."),
    (
        *(option for option in DIFF.options if option.sign in _SHOW),
        Option("--serve", Text(
            "Serve a page with a box to type in at this port of this machine only (0: any free one).",
            "입력 상자가 있는 페이지를 이 컴퓨터의 이 포트에서만 제공합니다(0: 빈 포트 아무거나)."), NUMBER, least=0),
        VERSION,
        HELP,
    ),
    DIFF.argument,
    ('chainrule show "(x+y)*z" --at "x=-2, y=5, z=-4"', "chainrule show --serve 8000"),
)
_LESSON = ("--at", *_WRITTEN)
LESSON = Command(
    Text("chainrule lesson [OPTIONS] [NAME]", "chainrule lesson [옵션] [이름]"),
    Text("Show a short lesson with worked examples; without a name, the list of all.",
         "예제가 있는 짧은 강의를 보여 줍니다. 이름이 없으면 목록을 보여 줍니다."),
    (
        Option("--with", Text("A function of your own, told at the end in the way of the lesson.",
                              "직접 고른 함수. 강의 끝에서 그 함수로도 설명합니다."), Text("EXPRESSION", "식")),
        *(option for option in DIFF.options if option.sign in _LESSON),
    ),
    (Text("NAME", "이름"), Text("The lesson: derivative, chain-rule, backpropagation …",
                              "강의 이름: derivative, chain-rule, backpropagation 등.")),
    ("chainrule lesson", "chainrule lesson chain-rule --lang ko",
     'chainrule lesson product-rule --with "x^2*ln(x)"'),
)
GUIDE = Command(
    Text("chainrule guide [OPTIONS] [TOPIC]", "chainrule guide [옵션] [주제]"),
    Text("Show a page of the manual; without a topic, the list of all.",
         "안내서의 글 하나를 보여 줍니다. 주제가 없으면 목록을 보여 줍니다."),
    (
        LANG,
        choice("--format", Text("The form of the page (text).", "글의 형식(기본 text)."), "text", "markdown"),
        *(option for option in DIFF.options if option.sign in ("--output", "--force")),
        VERSION,
        HELP,
    ),
    (Text("TOPIC", "주제"), Text("The page: start, reading, options …", "글의 주제: start, reading, options 등.")),
    ("chainrule guide", "chainrule guide reading --lang ko"),
)
PROGRAM = Command(
    Text("chainrule [OPTIONS] COMMAND …", "chainrule [옵션] 명령 …"),
    Text("Derivatives explained as sums over paths of products of local derivatives, in Korean and English.",
         "도함수를 국소 미분의 경로별 곱과 그 합으로, 한국어와 영어로 설명합니다."),
    (LANG, INSTALL, SHOW_COMPLETION, VERSION, HELP),
    examples=('chainrule diff "(x+y)*z" --wrt x', "chainrule diff --help"),
)
COMMANDS = {"batch": BATCH, "check": CHECK, "diff": DIFF, "graph": GRAPH, "guide": GUIDE, "implicit": IMPLICIT,
            "influence": INFLUENCE, "learn": LEARN, "lesson": LESSON, "network": NETWORK, "plot": PLOT, "rules": RULES,
            "show": SHOW}


def help_page(command: Command, language: Language, width: int) -> str:
    """What --help shows."""
    def say(text: Text) -> str:
        return text.say(language)

    lines = [say(Text("Usage: ", "사용법: ")) + say(command.usage), "", *_wrap(say(command.words), width, 0)]
    if command is PROGRAM:
        lines += ["", say(Text("Commands:", "명령:")),
                  *_rows([(name, say(each.words)) for name, each in COMMANDS.items()], width)]
    if command.argument:
        name, words = command.argument
        lines += ["", say(Text("Arguments:", "인자:")), *_rows([(say(name), say(words))], width)]
    options = [(", ".join(reversed(each.signs)) + (f" {say(each.value)}" if each.value else ""), say(each.words))
               for each in command.options]
    lines += ["", say(Text("Options:", "옵션:")), *_rows(options, width)]
    if command.examples:
        lines += ["", say(Text("Examples:", "예:")), *(f"  {example}" for example in command.examples)]
    return "\n".join(lines) + "\n"


def _rows(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Signs on the left, words on the right; a sign too long for its column stands on a line of its own."""
    indent, lines = 22, list[str]()
    for sign, words in rows:
        wrapped = _wrap(words, width, indent)
        if columns(sign) <= indent - 4:
            wrapped[0] = padded(f"  {sign}", indent) + wrapped[0].lstrip()
        else:
            wrapped.insert(0, f"  {sign}")
        lines += wrapped
    return lines


def _wrap(words: str, width: int, indent: int) -> list[str]:
    lines = [" " * indent]
    for word in words.split():
        gap = " " if lines[-1].strip() else ""
        if gap and columns(lines[-1]) + 1 + columns(word) > width:
            lines.append(" " * indent + word)
        else:
            lines[-1] += gap + word
    return lines
