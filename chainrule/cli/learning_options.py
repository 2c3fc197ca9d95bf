"""What can be typed after the commands that act on a gradient."""
from __future__ import annotations

from ..drawing.formats import NETWORK_VIEWS
from ..language import Text
from ..numbers.methods import METHODS
from ..render.formats import FORMATS
from ..rules.losses import LOSSES, PENALTIES
from .option import FILE, HELP, LANG, NAME, NUMBER, SHAPE, VERSION, Command, Option, choice

BIASES = ("each", "layer", "none")
CHARTS = ("loss", "path", "line")
DRAWN = ("svg", "png")
_PROGRAM = (Text("PROGRAM", "프로그램"),
            Text('An expression or a program: "L = (w*x + b - y)^2". A lone - reads standard input.',
                 '식이나 프로그램: "L = (w*x + b - y)^2". -만 쓰면 표준 입력에서 읽습니다.'))
_POINT = Option("--at", Text(
    'The values of the variables: "x=4, w=1".', '변수의 값: "x=4, w=1".'), Text("POINT", "점"))
_FROM = Option("--from", Text(
    "Read a problem file (*.chain): definitions, `at` and `wrt` lines; - is standard input.",
    "문제 파일(*.chain)을 읽습니다. 정의와 `at`, `wrt` 줄을 담습니다. -는 표준 입력입니다."), FILE)
_OF = Option("--of", Text("The value of the program that is meant (the last one).",
                          "프로그램의 어느 값인지(기본은 마지막 값)."), NAME)
_SYNTAX = choice("--syntax", Text(
    "How the program is written (auto: LaTeX where it holds a backslash command or a $).",
    "프로그램의 표기법(기본 auto: 역슬래시 명령이나 $가 있으면 LaTeX)."), "auto", "plain", "latex")
_SHOWN = (
    choice("--detail", Text("How much is said (normal).", "얼마나 자세히 설명할지(기본 normal)."),
           "brief", "normal", "full"),
    LANG,
    choice("--format", Text("The form of the output (text); svg and png are a picture.",
                            "출력 형식(기본 text). svg와 png는 그림입니다."), *FORMATS, *DRAWN),
    Option("--output", Text("Write to this file, whole or not at all.",
                            "이 파일에 씁니다. 다 쓰지 못하면 파일을 남기지 않습니다."), FILE),
    Option("--force", Text("Let --output replace a file.", "--output이 이미 있는 파일을 바꾸게 합니다.")),
    Option("--standalone", Text("With --format latex: a whole document.",
                                "--format latex와 함께: 완전한 문서로 만듭니다.")),
    Option("--width", Text("The width of the text in columns (that of the terminal, or 80).",
                           "글의 너비(기본은 터미널의 너비 또는 80칸)."), NUMBER, least=40),
    Option("--ascii", Text("Formulas in ASCII signs only.", "식을 ASCII 문자만으로 적습니다.")),
    VERSION,
    HELP,
)
INFLUENCE = Command(
    Text("chainrule influence [OPTIONS] PROGRAM | --from FILE | -",
         "chainrule influence [옵션] 프로그램 | --from 파일 | -"),
    Text("What each variable does to the output at a point: its value, its gradient, the predicted change and the true "
         "one. With --target: how far one variable must move.",
         "점에서 변수마다 출력에 미치는 영향을 보입니다. 값, 기울기, 예측한 변화, 실제 변화를 적습니다. --target을 "
         "쓰면 변수 하나를 얼마나 바꾸어야 하는지 구합니다."),
    (
        Option("--wrt", Text("The variables (every input): one or several (w,b); repeatable.",
                             "변수(기본은 모든 입력 변수). 여럿이면 w,b처럼 적거나 여러 번 씁니다."), NAME),
        _POINT,
        Option("--by", Text("By how much each variable is raised (1).", "변수를 얼마나 늘릴지(기본 1)."), NUMBER,
               number=True),
        Option("--target", Text('The value that is wanted: "l=21". --wrt says which variable moves.',
                                '바라는 값: "l=21". 움직일 변수는 --wrt로 정합니다.'), Text("VALUE", "값")),
        _OF, _FROM, _SYNTAX, *_SHOWN,
    ),
    _PROGRAM,
    ('chainrule influence "f = w*x + b" --at "w=-2, x=5, b=3"',
     'chainrule influence --from samples/adjust_b.chain --wrt b --target "l=21"'),
)
NETWORK = Command(
    Text("chainrule network [OPTIONS] SIZES", "chainrule network [옵션] 크기"),
    Text("A small neural network as an ordinary program; with weights and samples its outputs, loss, gradients, one "
         "weight in full, and all weights updated.",
         "작은 신경망을 보통의 프로그램으로 적습니다. 가중치와 표본이 있으면 출력, 손실, 기울기를 구하고, 가중치 "
         "하나를 "
         "자세히 풀고, 모든 가중치를 갱신합니다."),
    (
        Option("--activation", Text("The activation of every layer, or one for each: sigmoid,softmax (sigmoid).",
                                    "모든 층의 활성화 함수, 또는 층마다 하나씩: sigmoid,softmax(기본 sigmoid)."), NAME),
        choice("--loss", Text("The loss (half_squared_error).", "손실 함수(기본 half_squared_error)."), *LOSSES),
        choice("--bias", Text("A bias for each unit, one for each layer, or none (each).",
                              "편향을 노드마다(each), 층마다 하나씩(layer) 두거나 두지 않습니다(none). 기본 each."),
               *BIASES),
        choice("--penalty", Text("Regularisation: a term with the squares (l2) or the sizes (l1) of the weights.",
                                 "정칙화 항: 가중치의 제곱(l2) 또는 절댓값(l1)의 합."), *PENALTIES),
        Option("--strength", Text("The factor of the regularisation (0.01).", "정칙화 항의 계수(기본 0.01)."), NUMBER,
               number=True),
        Option("--weights", Text("A file with the weights: JSON, or .npz with W1, b1, W2 …",
                                 "가중치 파일: JSON, 또는 W1, b1, W2 … 배열이 든 .npz."), FILE),
        Option("--seed", Text("Draw the weights at random.", "가중치를 무작위로 정합니다."), NUMBER, least=0),
        Option("--at", Text('Weights, inputs and targets by name: "w11=0.15, x1=0.05, t1=0.01".',
                            '이름으로 적은 가중치, 입력, 목푯값: "w11=0.15, x1=0.05, t1=0.01".'), Text("POINT", "점")),
        Option("--data", Text("Samples, comma-separated, with the columns x1, x2 …, t1, t2 …",
                              "쉼표로 나눈 표본 파일. 열의 이름은 x1, x2 …, t1, t2 …입니다."), FILE),
        Option("--wrt", Text("The weights that are told in full (the first one).",
                             "자세히 풀 가중치(기본은 첫째 가중치)."), NAME),
        Option("--rate", Text("The learning rate of the update (0.5).", "갱신의 학습률(기본 0.5)."), NUMBER,
               number=True),
        choice("--as", Text("The program of one sample in numbers, or of whole batches with matrices W1, b1 … (auto: "
                            "numbers up to 10 units a layer).",
                            "표본 하나를 수로 적거나(scalars), 배치 전체를 W1, b1 … 행렬로 적습니다(matrices). 기본 "
                            "auto: 노드가 10개를 넘는 층이 없으면 수."), "auto", "scalars", "matrices"),
        Option("--batch", Text("Of matrices: how many samples X and T have (n).",
                               "행렬로 적을 때 X와 T의 표본 수(기본은 n)."), NUMBER, least=2),
        Option("--program", Text("The program alone, for other commands to read.",
                                 "다른 명령이 읽을 프로그램만 적습니다.")),
        choice("--view", Text("What a picture shows (units): every unit and every weight, or each layer as a column "
                              "(layers).",
                              "그림에 무엇을 그릴지(기본 units): 노드와 가중치를 모두(units), 또는 층마다 한 "
                              "기둥으로(layers)."),
               *NETWORK_VIEWS),
        *_SHOWN,
    ),
    (Text("SIZES", "크기"), Text("The sizes of the layers, the inputs first: 2-3-1.", "층의 크기. 입력부터 "
                                                                                    "적습니다: 2-3-1.")),
    ('chainrule network 2-2-2 --seed 1 --at "x1=0.05, x2=0.1, t1=0.01, t2=0.99" --wrt w31',
     "chainrule network 3-4-2 --activation tanh,softmax --loss cross_entropy --program"),
)
LEARN = Command(
    Text("chainrule learn [OPTIONS] PROGRAM | --from FILE | -", "chainrule learn [옵션] 프로그램 | --from 파일 | -"),
    Text("Make a loss small by gradient descent: one update in full, the way as a table and in pictures, and why it "
         "fails where it does.",
         "경사 하강법으로 손실을 줄입니다. 한 번의 갱신을 자세히 적고, 지나온 길을 표와 그림으로 보이고, 잘 되지 "
         "않으면 그 까닭을 적습니다."),
    (
        Option("--wrt", Text("What is learned: one variable or several (w,b); repeatable. Without it, and without "
                             "--seed, what --at gives.",
                             "학습할 변수. 여럿이면 w,b처럼 적거나 여러 번 씁니다. --wrt와 --seed가 없으면 --at에 적은 "
                             "변수를 학습합니다."), NAME),
        _POINT, SHAPE,
        Option("--rate", Text("The learning rate (0.1).", "학습률(기본 0.1)."), NUMBER, number=True),
        Option("--steps", Text("How many steps (100).", "걸음 수(기본 100)."), NUMBER, least=1),
        choice("--method", Text("The rule of the update (gradient).", "갱신 규칙(기본 gradient)."), *METHODS),
        Option("--data", Text("Samples, comma-separated: the first line names the columns. The loss is then the mean "
                              "over the rows.",
                              "쉼표로 나눈 표본 파일. 첫 줄에는 열의 이름을 적습니다. 손실은 표본에 대한 평균이 "
                              "됩니다."), FILE),
        Option("--seed", Text("Draw the learned values that the point does not give, between -1 and 1.",
                              "점에 없는 학습할 값을 -1과 1 사이에서 무작위로 정합니다."), NUMBER, least=0),
        Option("--every", Text("Which steps the table shows: every n-th.", "표에 몇 걸음마다 보일지."), NUMBER,
               least=1),
        choice("--chart", Text("With --format svg or png: the loss, the path of two parameters over contour lines, or "
                               "the line through the samples, which moves (loss).",
                               "--format svg, png와 함께: 손실(loss), 등고선 위의 경로(path), 표본에 맞추어 움직이는 "
                               "선(line). 기본 loss."), *CHARTS),
        _OF, _FROM, _SYNTAX, *_SHOWN,
    ),
    _PROGRAM,
    ('chainrule learn "L = (w*x + b - y)^2" --wrt w --at "w=1, x=4, b=-3, y=3" --rate 0.01',
     'chainrule learn "L = (w*x + b - y)^2" --wrt w,b --data points.csv --at "w=0, b=0" --chart line --output fit.svg'),
)
