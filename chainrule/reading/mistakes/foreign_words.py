"""Words and characters that mean something elsewhere and nothing in an expression."""
from __future__ import annotations

# Characters that never belong into plain text, and the row that says so.
CHARACTERS: dict[str, str] = {
    **dict.fromkeys(["<", ">", "<=", ">=", "==", "!=", "≤", "≥", "≠", "≈", "≡", "∈", "~="], "comparison"),
    **dict.fromkeys(["&", "&&", "~", "¬", "∨"], "logic"),
    **dict.fromkeys('"\'`“”‘’«»', "quotes"),
    **dict.fromkeys("∫∮∂∇∑∏∞∆", "leibniz"),
    **dict.fromkeys("[]{}⟨⟩", "brackets"),
    **dict.fromkeys(":?→±∓…;", "colon"),
    **dict.fromkeys("‖∥", "norm"),
    "\\": "latex", "$": "dollar", "%": "percent", ".": "dot", "@": "matrix", "!": "factorial",
    "_": "underscore",
}

# Functions of other programs and other countries, and how they are written here.
FOREIGN: dict[str, str] = {
    "tg": "tan(x)", "ctg": "cot(x)", "cotg": "cot(x)", "sen": "sin(x)", "arctg": "arctan(x)", "arcctg": "arccot(x)",
    "sh": "sinh(x)", "ch": "cosh(x)", "th": "tanh(x)", "cosec": "csc(x)", "lg": "log10(x)", "ld": "log2(x)",
    "pow": "x^2", "power": "x^2", "sqr": "x^2", "square": "x^2", "root": "x^(1/3)", "nthroot": "x^(1/3)",
    "mod": "x - 2*floor(x/2)", "frac": "x - floor(x)", "Piecewise": "piecewise(x^2, x > 0, 0)", "Heaviside": "step(x)",
    "Sum": "sum(x_i, i, 1, 3)", "Rational": "1/2", "Integer": "2", "Float": "0.5", "Symbol": "x", "Function": "f(x)",
    "softmax": "exp(x)/(exp(x) + exp(y))",
    "elu": "x if x > 0 else exp(x) - 1", "silu": "x*sigmoid(x)", "swish": "x*sigmoid(x)",
}
OPERATIONS = frozenset(("Derivative", "derivative", "diff", "Integral", "integral", "integrate", "lim", "limit"))
PROGRAMMING = frozenset((
    "abort", "breakpoint", "callable", "chr", "compile", "delattr", "dict", "dir", "eval", "exec", "execfile", "exit",
    "file", "getattr", "globals", "hasattr", "help", "id", "input", "isinstance", "issubclass", "iter", "lambdify",
    "len", "list", "locals", "map", "memoryview", "next", "object", "open", "ord", "os", "parse_expr", "print",
    "expand", "factor", "nsolve", "plot", "property", "quit", "simplify", "solve", "srepr",
    "range", "raw_input", "reload", "repr", "require", "self", "setattr", "str", "super",
    "symbols", "sympify", "sys", "system", "tuple", "type", "vars", "zip"))

WORDS = frozenset((
    "and", "as", "assert", "async", "await", "class", "def", "del", "elif", "else", "except", "exec",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield"))
MODULES = frozenset((
    "np", "numpy", "math", "cmath", "torch", "tf", "jnp", "jax", "F", "nn", "sp", "sympy", "scipy", "Math", "mpmath"))
