"""What people mistype, as a table: the kind, the words, the hint, and examples that the tests try."""
from __future__ import annotations

from dataclasses import dataclass

from ..errors import ChainruleError, ReadingError, TooLargeError, UnsupportedError
from ..language import Text
from . import limits
from .tokens import Span


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row. Words in {braces} are facts; `examples` are texts that must be refused by this very row."""

    kind: str
    text: Text
    examples: tuple[str, ...]
    hint: Text | None = None
    expected: Text | None = None


def _row(kind: str, en: str, ko: str, *examples: str, hint: tuple[str, str] | None = None,
         expected: Text | None = None) -> Mistake:
    return Mistake(kind, Text(en, ko), examples, Text(*hint) if hint else None, expected)


OPERAND = Text("a number, a name or `(`", "수, 이름 또는 `(`")
OPERATOR = Text("an operator such as `+` or `*`", "`+`, `*`와 같은 연산 기호")
CLOSING = Text("`)`", "`)`")
ARGUMENT = Text("`(` and an argument", "`(`와 인수")
TRY = ("Did you mean `{better}`?", "혹시 `{better}` 아닌가요?")
WRITE = ("Write `{better}`.", "`{better}` 형태로 써 주세요.")

MISTAKES: dict[str, Mistake] = {
    "empty": _row("empty", "There is nothing to read.", "읽을 식이 없습니다.", "", "  \n ", "# x^2",
        ";;", expected=OPERAND),
    "unfinished": _row("syntax", "Something is missing after `{sign}`.",
        "`{sign}` 뒤에 올 식이 빠졌습니다.", "2x+", "x*", "x^", "-", "sin(", "a = x; a -", "x + (",
        expected=OPERAND),
    "nothing_before": _row("syntax", "Something is missing before `{sign}`.",
        "`{sign}` 앞에 올 식이 빠졌습니다.", "*x", "/", "^2", "(*x)", "²", expected=OPERAND),
    "two_operators": _row("syntax", "Between `{before}` and `{sign}` something is missing.",
        "`{before}`와 `{sign}` 사이에 식이 빠졌습니다.", "x+*y", "x*/y", "x^*2", expected=OPERAND),
    "unclosed": _row("syntax", "This parenthesis is never closed.", "괄호가 닫히지 않았습니다.", "(x+1",
        "sin(x", "max(x, y", "2*(x+(y)", expected=CLOSING),
    "unopened": _row("syntax", "This parenthesis was never opened.",
        "여는 괄호 없이 닫는 괄호만 있습니다.", "x+1)", "(x))", "sin(x))"),
    "empty_group": _row("syntax", "These parentheses are empty.", "괄호 안이 비어 있습니다.", "()",
        "2*()", expected=OPERAND),
    "bars": _row("syntax", "The bars `|` do not pair up.", "절댓값 기호 `|`의 짝이 맞지 않습니다.",
        "|x", "||", "x|", "(|x)|", "|x+1", "|(x|)", hint=("Write `abs(x)`.", "`abs(x)`로 써 주세요.")),
    "empty_argument": _row("syntax", "One of the arguments is empty.", "비어 있는 인수가 있습니다.",
        "max(,x)", "max(x,)", "max(x,,y)", expected=OPERAND),
    "comma": _row("syntax", "A comma stands only between the arguments of a function.",
        "쉼표는 함수의 인수 사이에만 쓸 수 있습니다.", "x, y", "(x, y)", "x,", "(x+1, 2)"),
    "lone_comma": _row("syntax", "A comma alone is not an expression.",
        "쉼표만으로는 식이 되지 않습니다.", ",", ", x", "(,)"),
    "decimal_comma": _row("syntax", "A comma cannot be read as a decimal point.",
        "쉼표는 소수점으로 쓸 수 없습니다.", "2,5", "2,5*x", "x^(0,5)", hint=TRY),
    "arity": _row("arity", "The function `{name}` takes {wants}; here it has {count}.",
        "함수 `{name}`의 인수는 {wants}여야 하는데, 여기서는 {count}개입니다.", "max()", "sin()",
        "sin(x,y)", "ln(x, y)", "log(x, y, z)"),
    "unknown_function": _row("unknown_function", "There is no function called `{name}`.",
        "다음 이름의 함수는 없습니다: `{name}`.", "locals()", "frobnicate(x)", "exit()"),
    "misspelled": _row("unknown_function", "There is no function called `{name}`.",
        "다음 이름의 함수는 없습니다: `{name}`.", "sigmod(x)", "sqr(x)", "Sin(x)", "arcsine(x)",
        "SQRT(x)", hint=TRY),
    "function_alone": _row("syntax", "The function `{name}` has no argument.",
        "함수 `{name}`의 인수가 없습니다.", "sin", "sqrt", "2*cos", "sin*x", "exp + 1", "√", "√ + 1",
        expected=ARGUMENT),
    "function_power": _row("syntax", "A power of `{name}` needs an argument behind it.",
        "`{name}`의 거듭제곱 뒤에 인수가 필요합니다.", "sin^2", "sin²", "cos^2 + 1",
        hint=("Write `{name}(x)^2`.", "`{name}(x)^2`로 써 주세요."), expected=ARGUMENT),
    "function_exponent": _row("syntax", "The power of `{name}` is not a whole number above 1.",
        "`{name}`의 지수가 1보다 큰 자연수가 아닙니다.", "sin^(x)", "sin^x(y)", "sin^-2 x",
        "cos^0.5(x)", "sin^1 x",
        hint=("Write the power behind: `{name}(x)^2`.", "지수를 뒤에 써 주세요: `{name}(x)^2`.")),
    "no_inverse": _row("syntax", "There is no inverse function of `{name}` here.",
        "`{name}`의 역함수는 다루지 않습니다.", "sqrt^-1 x", "ln^-1(x)"),
    "name_call": _row("ambiguous", "`{name}(…)` can be a product or a function.",
        "`{name}(…)`는 곱으로도 함수로도 읽을 수 있습니다.", "x(y+1)", "2 x(y+1)", "f(x)", "w0(x)",
        "loss = x; loss(x+1)",
        hint=("For a product write `{better}`.", "곱이라면 `{better}` 형태로 써 주세요.")),
    "own_function": _row("unsupported", "Functions of your own cannot be called yet.",
        "직접 정의한 함수의 호출은 아직 지원하지 않습니다.", "f(x) = x^2; f(3)", "g(t)=t; y=g(x)"),
    "side_by_side": _row("ambiguous", "Two names stand side by side.", "이름 두 개가 나란히 있습니다.",
        "x y", "2x y", "x^n y", "x² y z",
        hint=("For a product write `{better}`.", "곱이라면 `{better}` 형태로 써 주세요.")),
    "sentence": _row("syntax", "This looks like a sentence; only an expression can be read.",
        "문장으로 보입니다. 식만 써 주세요.", "x^2를 미분", "사회과학원 어학연구소",
        "sin(x)를 미분해 줘", "x의 제곱 미분"),
    "bare_argument": _row("ambiguous", "It is unclear where the argument of `{name}` ends.",
        "`{name}`의 인수가 어디까지인지 분명하지 않습니다.", "sin x y", "sin x^2", "ln x/2", "sin 2x y",
        "√2x", "√x²", "cos x(y)", "sin x 2",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "bare_sign": _row("syntax", "The argument of `{name}` needs parentheses here.",
        "여기서는 `{name}`의 인수를 괄호로 묶어야 합니다.", "sin -x", "√-x", "ln +x",
        expected=ARGUMENT),
    "after_division": _row("ambiguous",
        "A product without a sign right after a division can be read in two ways.",
        "나눗셈 바로 뒤에 곱셈 기호를 생략하면 두 가지로 읽을 수 있습니다.", "1/2x", "x/2(y+1)",
        "1/2sin(x)", "a/b/2x", "1/2 x", "x*1/2(y)", "2x/3y", "x/(2)(y+1)^2",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "after_exponent": _row("ambiguous", "It is unclear whether `{name}` belongs to the exponent.",
        "`{name}`까지 지수인지 분명하지 않습니다.", "e^2x", "x^2y", "2^3x^2",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "subscript_letter": _row("ambiguous", "It is unclear where the subscript of `{name}` ends.",
        "`{name}`의 아래 첨자가 어디까지인지 분명하지 않습니다.", "x_1y", "2w_3x",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "two_numbers": _row("syntax", "Two numbers stand side by side.", "두 수가 나란히 있습니다.", "3 4",
        "1 000 000.00", "2 .5", "x^2 3",
        hint=("For a product write `{better}`.", "곱이라면 `{better}` 형태로 써 주세요.")),
    "number_behind": _row("ambiguous", "A number stands behind with no sign between.",
        "수가 기호 없이 뒤에 붙어 있습니다.", "x 2", "(x+1)2", "sin(x) 2", "x² 2",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "malformed_number": _row("syntax", "`{number}` is not a number.",
        "`{number}` 같은 수는 없습니다.", "1.2.3", "1..2", "x + 1.2.3.4", "1e2.5"),
    "broken_exponent": _row("syntax", "`{number}` is neither a number nor clearly a product.",
        "`{number}` 부분이 수인지 곱인지 분명하지 않습니다.", "1e", "2e + x", "1E", "3e*x",
        hint=("Write `{first}` or `{second}`.", "`{first}` 또는 `{second}` 형태로 써 주세요.")),
    "comparison": _row("relation", "A comparison `{sign}` is not an expression.",
        "비교 기호 `{sign}`가 있는 식은 미분할 수 없습니다.", "x <= 2", "x≤2", "x < y", "x == y",
        "x != 2", "x ≥ y", "x≠y", ">x", "x ≈ y"),
    "lone_value": _row("relation",
        "`{name} = …` only fixes a value; there is nothing to differentiate.",
        "`{name} = …`는 값을 정할 뿐이므로 미분할 식이 없습니다.", "x = 3", "x = -pi/2", "y = 2^0.5",
        hint=("A point is given separately: `at x=3`.", "점의 값은 따로 정합니다: `at x=3`.")),
    "nothing_right": _row("relation", "The right side of `=` is missing.",
        "`=`의 오른쪽이 비어 있습니다.", "x = ", "f(x) =", "q = x+y; f =", expected=OPERAND),
    "nothing_left": _row("relation", "The left side of `=` is missing.", "`=`의 왼쪽이 비어 있습니다.",
        "= 3", "= x + y", "="),
    "two_equals": _row("relation", "One line has room for one `=` only.",
        "한 줄에는 `=`를 한 번만 쓸 수 있습니다.", "x = y = 2", "f = x = y", "a = (b = x)"),
    "equation": _row("relation", "On the left of `=` only a new name may stand.",
        "`=`의 왼쪽에는 새 이름 하나만 쓸 수 있습니다.", "x + y = 3", "2x = 4", "y^2 = x", "(x) = 2",
        "3 = x", "f(2) = x", "f(x+1) = x", "x, = 1", "f(x,) = x",
        hint=("A definition looks like `f = x^2`.", "정의는 `f = x^2`처럼 씁니다.")),
    "bare_line": _row("syntax", "Only the last line may be without a name.",
        "이름 없는 식은 마지막 줄에만 쓸 수 있습니다.", "x;y", "x+1\ny = x", "a = x; b; a",
        hint=("Give it a name: `{better}`.", "이름을 붙여 주세요: `{better}`.")),
    "twice": _row("relation", "The name `{name}` is defined twice.",
        "이름 `{name}`의 정의가 두 번 나옵니다.", "a = x; a = y; a", "w_{1} = x; w_1 = y",
        "f(x) = x; f = x"),
    "itself": _row("relation", "The definition of `{name}` uses `{name}` itself.",
        "`{name}`의 정의에 `{name}` 자신이 쓰였습니다.", "a = a + 1", "x = y; f = f*x"),
    "forward": _row("relation", "The name `{name}` was used on an earlier line, before its definition.",
        "이름 `{name}`의 정의보다 앞 줄에서 이 이름을 먼저 썼습니다.", "a = b; b = x; a", "f(x)=x^2; x = t",
        hint=("Move the definition up.", "정의를 앞 줄로 옮겨 주세요.")),
    "constant_defined": _row("relation", "`{name}` is a constant and cannot be defined anew.",
        "상수 `{name}`의 뜻은 다시 정의할 수 없습니다.", "e = 3; e*x", "pi = 3", "π = x",
        "e(x) = x"),
    "function_defined": _row("relation", "`{name}` is a function here and cannot be a name of yours.",
        "`{name}` 같은 함수 이름은 다른 뜻으로 정의할 수 없습니다.", "sin = 3", "ln = 3*x",
        "sin(x) = x", "max = x; max*2"),
    "logic": _row("syntax", "`{sign}` is logic, not arithmetic.",
        "`{sign}`는 논리 기호이므로 식에 쓸 수 없습니다.", "x & y", "x && y", "~x", "&& x"),
    "dot": _row("disallowed", "A dot stands only inside a number.", "점은 수 안에서만 쓸 수 있습니다.",
        "x.y", "x..y", "x.diff(x)", ".", "pickle.loads(x)"),
    "quotes": _row("disallowed", "Quotation marks have no place in an expression.",
        "식에는 따옴표를 쓸 수 없습니다.", '""', "'x'", '"x"', "max(“x”)", "`x`"),
    "word": _row("disallowed", "`{name}` is a word of a programming language, not of mathematics.",
        "`{name}` 같은 프로그래밍 언어의 낱말은 식에 쓸 수 없습니다.", "import os", "not x",
        "x in y", "x is y", "x if y else z", "for i in x", "lambda x", "x and y"),
    "underscore": _row("disallowed", "A name cannot begin with `_`.",
        "이름은 `_`로 시작할 수 없습니다.", "__builtins__", "_x", "x + _", "2_000"),
    "leibniz": _row("syntax", "`{sign}` is not read here; type only the function itself.",
        "`{sign}`는 읽지 않습니다. 미분할 함수만 써 주세요.", "∫ x dx", "∂f/∂x", "∑ x", "∇f",
        "x + ∞", "∏ x"),
    "factorial": _row("unsupported", "The factorial is not supported.", "계승 `!`은 지원하지 않습니다.",
        "x!", "(x+1)!", "!"),
    "percent": _row("syntax", "Percent and remainder `%` are not read.",
        "퍼센트와 나머지 기호 `%`는 쓸 수 없습니다.", "x % 2", "5%", "% x",
        hint=("For a hundredth write `/100`.", "백분율은 `/100`으로 써 주세요.")),
    "brackets": _row("syntax", "Only round parentheses group.", "묶을 때는 소괄호만 쓸 수 있습니다.",
        "[x]", "{x + 1}", "x^{2}", "2*[x+1]", "x]",
        hint=("Write `(` and `)`.", "`(`와 `)`로 써 주세요.")),
    "latex": _row("unsupported", "LaTeX input is not read yet.", "LaTeX 입력은 아직 지원하지 않습니다.",
        r"\sin x", r"\frac{x}{2}", "$x^2$", r"\input{x}", r"2 + \alpha",
        hint=( "Write it plainly, as in `(x+1)/2`.", "`(x+1)/2`처럼 일반 표기로 써 주세요.")),
    "matrix": _row("unsupported", "Matrices are not supported yet.", "행렬은 아직 지원하지 않습니다.",
        "A @ x"),
    "colon": _row("syntax", "`{sign}` has no meaning in an expression.",
        "식에서는 `{sign}`를 쓸 수 없습니다.", "x : y", "x ? 1 : 2", "file:x", "x → y", "x ± 1"),
    "digit": _row("character", "The digit `{sign}` is not one of 0 to 9.",
        "숫자는 0부터 9까지만 쓸 수 있습니다: `{sign}`.", "٣*x", "x + ३", "x٣"),
    "character": _row("character", "The character `{sign}` cannot be read.",
        "읽을 수 없는 문자입니다: `{sign}`.", "x + 😀", "👩🏽", "x ☻ y", "½x", "x + ①", "x\u0302"),
    "invisible": _row("character", "There is an invisible character here: {sign}.",
        "보이지 않는 문자가 있습니다: {sign}.", "\u200b", "x\u200b+1", "x\x00", "x\x1b[31m", "x\u202ey",
        "x\ud800", hint=( "Delete it and type the text anew.", "그 문자를 지우고 다시 입력해 주세요.")),
    "superscript": _row("syntax", "The exponent `{sign}` cannot be read.",
        "지수 `{sign}`를 읽을 수 없습니다.", "x⁻", "x²⁻", "xˣʸ", "x² ³", "x⁺",
        hint=("Write it as `x^2`.", "`x^2`처럼 써 주세요.")),
    "point_form": _row("relation", "A value is given as `x=3`.", "값은 `x=3`처럼 써 주세요.", "at x",
        "at x=1, y", "at 3", "at x+1=2", "at x=1,,", "at"),
    "point_name": _row("relation", "`{name}` cannot be given a value.",
        "`{name}`에는 값을 줄 수 없습니다.", "at e=1", "at sin=2"),
    "point_twice": _row("relation", "`{name}` has two values.", "`{name}`의 값이 두 번 주어졌습니다.",
        "at x=1, x=2", "at x=1\nat x=2"),
    "point_variable": _row("relation", "The value of `{name}` must be a number; it contains a name.",
        "`{name}`의 값은 수여야 합니다. 이름은 쓸 수 없습니다.", "at x=y", "at x=2t", "at x=nan"),
    "wrt_form": _row("relation", "Here names are listed, as in `wrt x, y`.",
        "여기에는 `wrt x, y`처럼 이름만 적습니다.", "wrt x+1", "wrt 2", "wrt x y", "wrt", "wrt x,",
        "wrt e"),
    "wrt_twice": _row("relation", "`wrt` is given twice.", "`wrt` 줄이 두 번 나옵니다.",
        "wrt x\nwrt y"),
    "long_text": _row("too_large", "The text has more than {limit} characters.",
        "글자 수가 {limit}자를 넘습니다."),
    "long_line": _row("too_large", "One line has more than {limit} characters.",
        "한 줄의 글자 수가 {limit}자를 넘습니다."),
    "many_definitions": _row("too_large", "There are more than {limit} definitions.",
        "정의가 {limit}개를 넘습니다."),
    "many_tokens": _row("too_large", "One expression has more than {limit} signs.",
        "한 식에 들어 있는 기호가 {limit}개를 넘습니다."),
    "deep": _row("too_large", "The expression is nested more than {limit} levels deep.",
        "식이 {limit}단계보다 깊게 겹쳐 있습니다.", "(" * 300 + "x", "-" * 300 + "x",
        "^".join("x" * 300), "sin(" * 300 + "x"),
    "long_chain": _row("too_large", "More than {limit} divisions follow one another.",
        "나눗셈이 {limit}번 넘게 이어집니다.", "/".join("x" * (limits.CHAIN + 2))),
    "long_name": _row("too_large", "A name has more than {limit} characters.",
        "이름이 {limit}자를 넘습니다.", "a" * 65, "a" * 99 + "(x)"),
    "long_number": _row("too_large", "A number has more than {limit} digits.",
        "수의 자릿수가 {limit}자리를 넘습니다.", "9" * 401, "0." + "1" * 500 + "*x"),
    "literal_exponent": _row("too_large", "The number `{number}` is beyond 1e{limit} or 1e-{limit}.",
        "수 `{number}`의 크기가 다룰 수 있는 범위(1e-{limit}에서 1e{limit}까지)를 벗어납니다.", "1e401",
        "x + 1e-5000", "1e99999999999"),
    "exponent": _row("too_large", "The exponent is beyond {limit}.",
        "지수의 크기가 {limit}을 넘습니다.", "x^1000001", "x^-2000000", "x^1e9", "2x^1000000.5"),
    "tower": _row("too_large", "The value of this power is too large to compute.",
        "이 거듭제곱의 값은 너무 커서 계산할 수 없습니다.", "9^9^9", "2^2^2^2^2^2", "x + 10^10^10",
        "(9^9)^(9^9)", "exp(exp(exp(exp(9))))", "9**9**9**9", "2^-9^9^9", "(1/2)^(10^9)", "9⁹^9^9",
        "sin(10^(10^5))"),
}

# Characters that never belong into plain text, and the row that says so.
CHARACTERS: dict[str, str] = {
    **dict.fromkeys(["<", ">", "<=", ">=", "==", "!=", "≤", "≥", "≠", "≈", "≡", "∈", "~="], "comparison"),
    **dict.fromkeys(["&", "&&", "~", "¬", "∧", "∨"], "logic"),
    **dict.fromkeys('"\'`“”‘’«»', "quotes"),
    **dict.fromkeys("∫∮∂∇∑∏∞∆", "leibniz"),
    **dict.fromkeys("[]{}⟨⟩", "brackets"),
    **dict.fromkeys(":?→±∓…;", "colon"),
    "\\": "latex", "$": "latex", "%": "percent", ".": "dot", "@": "matrix", "!": "factorial",
    "_": "underscore",
}
WORDS = frozenset((
    "and", "as", "assert", "async", "await", "class", "def", "del", "elif", "else", "except", "exec",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield"))


def refuse(key: str, source: str, span: Span | None, **facts: object) -> ChainruleError:
    """The error of one row, ready to be raised."""
    row = MISTAKES[key]
    family = (TooLargeError if row.kind == "too_large" else UnsupportedError if row.kind == "unsupported"
              else ReadingError)
    short = {name: _short(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return family(row.kind, row.text, facts=short, source=source, span=span, hint=row.hint,
                  expected=row.expected)


def _short(fact: str) -> str:
    """A piece of the user's text that fits into a sentence and can be printed."""
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in fact)
    return shown if len(shown) <= 4 * limits.SHOWN else shown[:limits.SHOWN] + "…"


def counted(low: int, high: int | None) -> Text:
    """How many arguments a function takes, in words."""
    if high is None:
        return Text(f"at least {low}" + (" argument" if low == 1 else " arguments"), f"{low}개 이상")
    if low == high:
        return Text(f"{low} argument" + ("" if low == 1 else "s"), f"{low}개")
    return Text(f"{low} to {high} arguments", f"{low}~{high}개")
