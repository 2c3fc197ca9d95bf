"""Random formulas: plain and in LaTeX, programs, matrices, relations, points; whole, and damaged."""
from __future__ import annotations

import random

NAMES = ("x", "x", "x", "y", "y", "z", "t", "w", "b", "w_0", "x₁", "θ", "손실", "loss", "a1")
ONE = ("sin", "cos", "tan", "exp", "ln", "log", "sqrt", "cbrt", "abs", "sign", "relu", "sigmoid", "tanh", "softplus",
       "asin",
       "atan", "sinh", "floor", "ceil", "gamma", "erf", "step", "gelu", "leaky_relu", "log2", "cot", "sec", "sinc",
       "Ei",
       "lambertw", "loggamma", "digamma", "cosh", "acos", "atanh", "log10")
TWO = ("max", "min", "hypot", "atan2", "log", "mod", "besselj", "beta", "polylog", "uppergamma")
COUNTS = ("2", "3", "0.5", "1/2", "0", "1", "2", "3", "-1", "1/2", "0.5", "2.50", "10", "-3/7", "1e3", "1e-5", "pi",
          "e", "sqrt(2)", "100",
          "1e30",
          "1e400", "1e-400", "9^9^9", "12345678901234567890", "0.1")
ODD = ("\u200b", "\u202e", "\u2066", "\ufeff", "\u0301", "ａ", "х", "е", "ⅹ", "−", "×", "÷", "√", "²", "₁", "½", "·",
       "∘", "′", "'",
       "\\", "{", "}", "$", "%", "#", "&", "~", "\"", "`", "@", "?", "§", "😀", "ㅤ", "\t", "\n", "\r\n", "\u2028",
       "\x1b[31m", "\x07",
       "\ud800", "<", ">", "==", "!=", "<=", "=", ";", ",", "(", ")", "[", "]", "|", "!", "**", "^", "_", ".", "..",
       "1.", "0x1f",
       "--", "at x=1", "wrt x", "if", "else", "and", "d/dx", "∂/∂x", "f'(x)", "sinx", "lgo(x)", "NaN", "inf", "i",
       "None")
SHAPED = (("W*x", "W: 3x2, x: 2"), ("q = W*x; L = norm(q)^2", "W: 3x2, x: 2"), ("x'*A*x", "A: n x n, x: n"),
          ("sum(sigmoid(W*x + b))", "W: 2x3, x: 3, b: 2"), ("softmax(W*x)", "W: 2x2, x: 2"),
          ("tr(A*B)", "A: 2x3, B: 3x2"),
          ("det(A)*x", "A: 2x2"), ("norm(x)^2 + a", "x: 3"), ("A^-1*b", "A: 2x2, b: 2"),
          ("dot(u, v)/norm(u)", "u: 3, v: 3"),
          ("sum(X .* Y)", "X: 2x2, Y: 2x2"), ("ln(det(A))", "A: n x n"), ("relu(W*x)'*v", "W: m x n, x: n, v: m"))
RELATIONS = ("x^2 + y^2 = 25", "x*y + sin(y) = 1", "x^3 + y^3 = 6x*y", "e^(x*y) = x + y", "y^2 = x^3 - x",
             "ln(x*y) = y",
             "x^y = y^x", "abs(x) + abs(y) = 2", "tan(x+y) = x", "x = y", "x^2 = 4", "sqrt(x) + sqrt(y) = 3")


def formula(dice: random.Random, depth: int) -> str:
    """A formula as it is typed."""
    if depth <= 0 or dice.random() < 0.12:
        return dice.choice(NAMES) if dice.random() < 0.7 else dice.choice(COUNTS)
    made = dice.random()
    inner = [formula(dice, depth - 1 - dice.randrange(2)) for _ in range(3)]
    if made < 0.28:
        return f"{dice.choice(ONE)}({inner[0]})"
    if made < 0.34:
        return f"{dice.choice(TWO)}({inner[0]}, {inner[1]})"
    if made < 0.42:
        return dice.choice(("({0})^2", "({0})^(1/2)", "-({0})", "|{0}|", "e^({0})", "({0})^({1})", "1/({0})", "({0})²",
                            "sin^2({0})", "2^({0})", "√({0})", "({0})^-1", "(({0}))")).format(*inner)
    if made < 0.46:
        return dice.choice(("piecewise({0}, x > {2}, {1})", "({0} if y < 1 else {1})", "sum(x_i*i, i, 1, 3) + {0}",
                            "({0} if x >= 0 and y != 2 else {1})", "prod({0}, k, 1, 3)", "f({0})", "g({0}, {1})")
                           ).format(*inner)
    sign = dice.choice(("+", "+", "-", "*", "*", "/", " · ", "^"))
    left, right = (f"({part})" if sign in "*/^" or dice.random() < 0.2 else part for part in inner[:2])
    return f"{left} {sign} {right}" if sign in "+-" else left + sign + right


def latex(dice: random.Random, depth: int) -> str:
    """The same in LaTeX."""
    if depth <= 0 or dice.random() < 0.12:
        return dice.choice(("x", "y", "w_0", "w_{31}", r"\theta", "2", r"\pi", "t", "0.5", r"\varphi", "z"))
    inner = [latex(dice, depth - 1 - dice.randrange(2)) for _ in range(2)]
    return dice.choice((
        r"\frac{%s}{%s}", r"%s + %s", r"\left(%s\right)^{%s}", r"\sqrt{%s} - %s", r"\sin\left(%s\right) %s",
        r"e^{%s} \cdot %s",
        r"\ln(%s) + %s", r"|%s| \times %s", r"\sigma(%s) %s", r"\max(%s, %s)", r"{%s \over %s}", r"\sqrt[3]{%s} + %s",
        r"\begin{cases} %s & x > 0 \\ %s & \text{otherwise} \end{cases}", r"\mathrm{relu}(%s) + %s", r"%s^{%s}",
        r"\tanh %s - %s",
        r"\sum_{i=1}^{3} (%s) i + %s", r"\left|%s\right| %s", r"\log_{2}(%s) + %s",
        r"-\dfrac{%s}{2}(%s)")) % tuple(inner)


def program(dice: random.Random) -> str:
    """Definitions that use those before them, sometimes in another order."""
    names, lines = ["x", "y", "w"], []
    for k in range(dice.randint(1, 6)):
        name = dice.choice(("u", "v", "h", "q", "오차", "z_1", "a", "L")) + (str(k) if dice.random() < 0.8 else "")
        shape = dice.choice(("{0}*{1}", "sin({0}) + {1}", "({0} - {1})^2", "sigmoid({0})*{1}", "{0}/({1}^2 + 1)",
                             "max({0}, {1})",
                             "exp(-{0})", "{0}^{1}", "f({0})", "{0} + {1} + {0}", "abs({0})", "ln({0})",
                             "{0} if {1} > 0 else 1"))
        lines.append(f"{name} = " + shape.format(dice.choice(names[-3:]), dice.choice(names)))
        names.append(name)
    if dice.random() < 0.15:
        dice.shuffle(lines)
    return dice.choice(("; ", "\n", ";")).join(lines)


def damaged(dice: random.Random, text: str) -> str:
    """With signs lost, doubled, moved or put in."""
    for _ in range(dice.randint(1, 3)):
        at, cut = dice.randint(0, len(text)), dice.randint(0, 3)
        put = dice.choice(("", dice.choice(ODD), text[at:at + cut] * 2, dice.choice(ONE)))
        text = text[:at] + put + text[at + cut:]
    return text


def huge(dice: random.Random) -> str:
    """Long, deep, wide or enormous."""
    count = dice.choice((10, 50, 150, 400, 2000))
    return dice.choice((
        "x" * count + " + 1", "sin(" * count + "x" + ")" * count, "+".join(f"x_{k}" for k in range(count)),
        "-" * count + "x",
        r"\frac{1}{" * min(count, 400) + "x" + "}" * min(count, 400), "x^" * count + "2",
        "(" * count + "x" + ")" * count,
        f"x^{10 ** min(count, 400)}", f"{'9' * count}*x", f"exp({'exp(' * min(count, 9)}x{')' * min(count, 9)})",
        "*".join(f"(x+{k})" for k in range(min(count, 150))), "max(" + ", ".join(f"x*{k}" for k in range(count)) + ")",
        "; ".join(f"a{k + 1} = a{k}*x + a{k}" for k in range(min(count, 400))), f"sum(x_i^2, i, 1, {count})",
        f"x_{{{'1' * count}}}",
        "변수" * count + "^2", r"\left(" * min(count, 150) + "x" + r"\right)^2" * min(count, 150), f"1e-{count * 10}*x",
        "|" * count,
        f"gamma({count}*x)^{count}", f"floor(x^{count})", "x/" * count + "y", "1+" * count + "x", f"x{'²' * count}"))


def expression(dice: random.Random) -> str:
    """Any of them."""
    made = dice.random()
    if made < 0.56:
        text = formula(dice, dice.randint(1, 4))
    elif made < 0.72:
        text = latex(dice, dice.randint(1, 4))
    elif made < 0.92:
        text = program(dice)
    elif made < 0.98:
        return huge(dice)
    else:
        text = dice.choice(RELATIONS)
    return damaged(dice, text) if dice.random() < 0.15 else text


def point(dice: random.Random) -> str:
    """Values of the usual names."""
    values = (*COUNTS, "0", "1", "2", "-2", "3.25", "pi/2", "-pi", "ln(2)", "1/3", "sqrt(3)/2")
    known = ("x", "y", "z", "t", "w", "b", "w_0", "x₁", "θ", "손실", "x_1", "x_2", "x_3")
    names = dice.sample(known, dice.randint(1, 6))
    text = dice.choice((", ", ",", "; ")).join(f"{name}={dice.choice(values)}" for name in names)
    return damaged(dice, text) if dice.random() < 0.08 else text
