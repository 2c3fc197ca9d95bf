"""The probes by kind: what is typed after `chainrule`. The first of each kind is run by the gate, all by
`python -m tests.probes`."""
from __future__ import annotations


def _rows(count: int) -> str:
    return "piecewise(" + ", ".join(f"x^{k % 5 + 1}, x > {count - k}" for k in range(count)) + ", 0)"


def _cases(count: int) -> str:
    return r"\begin{cases} " + r" \\ ".join(f"x^{k % 5 + 1} & x > {count - k}" for k in range(count)) + r" \end{cases}"


def _complete(count: int) -> str:
    return "; ".join(["a0 = x", *(f"a{k} = " + "*".join(f"a{j}" for j in range(k)) for k in range(1, count))])


PROBES: dict[str, tuple[tuple[str, ...], ...]] = {
    "values": (
        ("diff", "besselj(0,x)+floor(x^x^x^x)"), ("diff", "polygamma(3,-exp(exp(3x)))"),
        ("diff", "besselj(1,x)+floor(exp(exp(exp(9x))))"), ("diff", "polygamma(2,x)", "--at", "x=-1e20-0.5"),
        ("diff", "2^gamma(z^y)"), ("diff", "x^gamma(z^y)"), ("diff", "arctan(x^x)^gamma(z^y)", "--wrt", "q"),
        ("diff", "ceil(gamma(gamma(gamma(9x)))) + x"), ("diff", "gamma(gamma(gamma(9x)))"),
        ("diff", "floor(exp(exp(exp(x))))*zq"), ("diff", "loggamma(exp(exp(5x)))"), ("diff", "digamma(-exp(exp(3x)))"),
        ("diff", "sin(exp(exp(exp(2x))))*floor(x)"), ("diff", "besselk(x^x^x, x)"), ("diff", "erfi(exp(exp(x)))"),
        ("diff", "Ei(-exp(exp(exp(x))))"), ("diff", "floor(x^x^x^x)^floor(x^x^x)"), ("diff", "polylog(x, exp(exp(x)))"),
        ("diff", "x^(10^5)*floor(x^x^x)"), ("diff", "besselj(10^9, x)"), ("diff", "legendre(exp(exp(x)), x)")),
    "implicit": (
        ("implicit", "2^e^e^e^y=x"), ("implicit", "y^y^y^y^y=x"), ("implicit", "gamma(gamma(gamma(9y)))=x"),
        ("implicit", "x^2+y^2=25", "--order", "20"), ("implicit", "x^3+y^3=6x*y", "--order", "10"),
        ("implicit", "sin(x*y)=x", "--order", "15"), ("implicit", "x^2+y^2=25", "--order", "6", "--at", "x=3, y=4")),
    "cases": (
        ("diff", _rows(300)), ("diff", _rows(200)), ("diff", _cases(1000)), ("diff", _cases(5000))),
    "pictures": (
        ("graph", _complete(60), "--format", "svg"), ("graph", _complete(40), "--format", "svg"),
        ("diff", _complete(40), "--format", "html"), ("diff", "x^" * 149 + "x", "--format", "html"),
        ("graph", _complete(60), "--format", "tikz")),
    "orders": (
        ("diff", "prod(x+i,i,1,100)", "--order", "20"), ("diff", "x^x", "--order", "20"),
        ("diff", "exp(sin(x))", "--order", "20"),
        ("diff", "sin(x*y)*exp(x/y)", "--wrt", "x", *(("--then", "y") * 20)), ("diff", "tan(x)", "--order", "20"),
        ("diff", "sqrt(1+x^2)", "--order", "20"), ("diff", "x^x^x", "--order", "10"),
        ("diff", "\n".join(["a0 = x", *(f"a{k} = a{k-1}*x + sin(a{k-1})" for k in range(1, 2000))]), "--order", "2")),
    "matrices": (
        ("diff", "*".join(f"x{k}" for k in range(100)), "--order", "2"),
        ("diff", "ln(" + "+".join(f"exp(x_{k})" for k in range(300)) + ")", "--order", "2"),
        ("diff", "prod(x_i,i,1,1000)", "--order", "2"), ("diff", "sum(x_i^2,i,1,1000)", "--order", "2"),
        ("diff", "*".join(f"x{k}" for k in range(40)), "--order", "2")),
    "programs": (
        ("diff", "\n".join(["a0 = x", *(f"a{k} = a{k-1}*x + sin(a{k-1})" for k in range(1, 2000))]),
         "--detail", "full"),
        ("diff", "+".join(f"abs(x-{k})" for k in range(40)), "--at", "x=3"), ("diff", "sum(x_i^2,i,1,1000)")),
}
