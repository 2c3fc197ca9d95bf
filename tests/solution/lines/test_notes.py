"""Notes: every claim about a derivative gets its verdict, and no true one is called false."""
from __future__ import annotations

import pytest

from chainrule.errors import TooLargeError
from chainrule.solution.lines import notes
from chainrule.solution.lines.notes import checked_notes

# A text, and the line and verdict of each claim: t true, f false, w true on a part, n not checkable.
MARKDOWN = [
    (r"$\frac{d}{dx}\sin(5x) = 5\cos(5x)$", "1t"),
    (r"$\frac{d}{dx} e^{x^2} = e^{x^2}$", "1f"),
    ("$y = (3x+1)^4$, $u = 3x+1$\n\n$$\\frac{dy}{du} = 4u^3$$\n\n$$\\frac{dy}{dx} = 12(3x+1)^3$$", "3t 5t"),
    ("$y = (3x+1)^4$\n\n$$\\frac{dy}{dx} = 4(3x+1)^3$$", "3f"),
    ("$y=\\sin u$ where $u = x^2$:\n\n$$\\begin{aligned}\n\\frac{dy}{dx} &= \\cos u\\cdot\\frac{du}{dx} \\\\\n"
     "&= 2x\\cos(x^2) \\\\\n&= 2\\cos(x^2)\n\\end{aligned}$$", "4t 5t 6f"),
    (r"$(2^x)' = x\,2^{x-1}$ 이다.", "1f"),
    (r"$\left(\sqrt{1-x^2}\right)' = \frac{-x}{\sqrt{1-x^2}}$", "1t"),
    ("$f(x) = \\frac{x}{x^2+1}$\n\n$f'(0) = 1$ 이고 $f'(1) = 0$ 이며 $f'(2) = 1$ 이다.", "3t 3t 3f"),
    ("$f(x) = x^3 - 3x$ 에서 $f'(x) = 0$ 이 되는 점을 찾자.", "1n"),
    (r"$y' = 2y$ 인 미분방정식", "1n"),
    (r"$\lim_{h\to 0}\frac{f(x+h)-f(x)}{h} = f'(x)$", "1n"),
    (r"$(fg)' = f'g + fg'$, $(fg)' = f'g'$, $\left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g^2}$", "1t 1f 1t"),
    (r"$\frac{d}{dx} f(g(x)) = f'(g(x))g'(x)$ but not $\frac{d}{dx} f(g(x)) = f'(x)g'(x)$", "1t 1f"),
    (r"$\frac{dL}{dw} = \frac{dL}{dy}\cdot\frac{dy}{dw}$", "1t"),
    (r"$\frac{d}{dx}\ln|x| = \frac{1}{x}$, $\frac{d}{dx}|x| = 1$", "1t 1w"),
    (r"$\frac{d}{dx}\log x = \frac{1}{x\ln 10}$, $\frac{d}{dx}\log x = \frac1x$", "1t 1t"),
    (r"$\frac{d}{dx} x^n = n x^{n-1}$, $\frac{d}{dx} a^x = a^x\ln a$, $\frac{d}{dx}\log_a x = \frac{1}{x \ln a}$",
     "1t 1t 1t"),
    ("$z = x^2y + y^3$\n\n$$\\frac{\\partial z}{\\partial x} = 2xy, \\qquad "
     "\\frac{\\partial z}{\\partial y} = x^2 + 3y^2$$", "3t 3t"),
    ("$z = x^2y$\n\n$\\frac{\\partial^2 z}{\\partial x \\partial y} = 2x$, $\\frac{\\partial^2 z}{\\partial x^2} = 2x$",
     "3t 3f"),
    ("$f(x,y) = x^2 y$: $f_x = 2xy$, $f_y(x, y) = 2xy$, $f_x(1, 2) = 4$", "1t 1f 1t"),
    ("$w = xy$, $x = \\cos t$, $y = \\sin t$\n\n$\\frac{dw}{dt} = \\frac{\\partial w}{\\partial x}\\frac{dx}{dt} + "
     "\\frac{\\partial w}{\\partial y}\\frac{dy}{dt} = -\\sin^2 t + \\cos^2 t$", "3t 3t"),
    ("| 함수 | 도함수 |\n|---|---|\n| $\\sin 3x$ | $3\\cos 3x$ |\n| $x^2 e^x$ | $2xe^x$ |\n| 상수 | 없음 |", "3t 4f"),
    ("| $f(x)$ | $f'(x)$ | $f''(x)$ |\n|:--|--|--|\n| $x^3$ | $3x^2$ | $6x$ |\n| `sin(x)` | `cos(x)` | `sin(x)` |",
     "3t 3t 4t 4f"),
    ("| expression | derivative |\n|---|---|\n| $|x|$ | $x/|x|$ |", "3t"),
    ("`d/dx sin(x^2) = 2x*cos(x^2)` and `dy/dx = 3x` and `x = 3`", "1t 1n"),
    ("```python\n# d/dx x^2 = 3x\n```\n\n    d/dx x^2 = 3x\n\n<!-- $\\frac{d}{dx}x^2 = 3x$ -->", ""),
    ("---\ntitle: $\\frac{d}{dx}x^2 = 3x$\n---\n\n$\\frac{d}{dx}x^2 = 2x$", "5t"),
    ("> $\\frac{d}{dx}\\tan x = \\sec^2 x$\n>\n> $$\\frac{d}{dx}\\cot x = \\csc^2 x$$", "1t 3f"),
    ("- $y = \\ln u$\n- $u = x^2+1$\n- $\\dfrac{dy}{dx} = \\dfrac{2x}{x^2+1}$", "3t"),
    ("$\\sigma(x)=\\frac{1}{1+e^{-x}}$\n\n$$\\frac{d\\sigma(x)}{dx}=\\frac{e^{-x}}{1+e^{-x}}=(1-\\sigma(x))\\sigma(x)$$",
     "3f 3t"),
    ("$L=(wx+b-y)^2$ 에서 {x=4, w=1, b=-3, y=3}일 때\n\n$$\\frac{dL}{dw}=2(wx+b-y)x\\\\=2\\cdot(-2)\\cdot4\\\\=-16$$",
     "3t 3t 3t"),
    ("$f(x)=x^2$\n\n$y = f(x)$, $\\left.\\frac{dy}{dx}\\right|_{x=3} = 6$, $\\frac{dy}{dx}\\Big|_{x=1} = 3$", "3t 3f"),
    ("$x^2 + y^2 = 25$ 를 미분하면 $2x + 2y\\frac{dy}{dx} = 0$ 이므로 $\\frac{dy}{dx} = -\\frac{x}{y}$", "1t 1t"),
    ("$x^2 + y^2 = 25$, $y' = \\frac{x}{y}$, $y'' = -\\frac{25}{y^3}$, $\\frac{d}{dx}(x^2+y^2) = 2x + 2yy'$",
     "1f 1t 1t"),
    ("$x^3 + y^3 = 6xy$ gives $\\frac{dy}{dx} = \\frac{2y - x^2}{y^2 - 2x}$ and not $y' = \\frac{2y-x^2}{y^2}$",
     "1t 1f"),
    ("$\\frac{d}{dx}(x^2 y) = 2xy + x^2\\frac{dy}{dx}$", "1t"),
    ("$y = e^{ix}$ 이면 $y' = ie^{ix}$, $y' = i\\cos x - \\sin x$", "1t 1n"),
    ("$y = x^2$\n\n# 다음 절\n\n$y = \\int_0^x f(t)dt$ 이면 $\\frac{dy}{dx} = f(x)$", "5n"),
    ("$\\frac{dy}{dx} = 3.0x^2$ for $y = x^3$; $y'(2) = 12.00$, $y'(\\sqrt{2}) \\approx 6$", "1t 1t 1t"),
    ("\\(y = \\cos x\\) gives \\[ y'' = -y, \\quad y''' = \\sin x \\]", "1t 1t"),
    ("```math\n\\frac{d}{dx}\\cosh x = \\sinh x\n```", "2t"),
    ("$\\frac{d}{dx}(x^2+1)^3 \\cdot x$ 와 $\\frac{d}{dx}(x+1)(x-1) = 2x$", "1t"),
    ("$h(x) = f(x)g(x)$ 이면 $h' = f'g + fg'$", "1t"),
    ("$F = f \\circ g$ 이면 $F'(x) = f'(g(x))\\,g'(x)$, $F'(x) = f'(x)\\,g'(x)$", "1t 1n"),
    ("$u = x^2$ 이면 $y = u^3$, $y' = 3u^2 u'$, $y' = 3u^2$", "1t 1f"),
    ("Let $\\mathrm{loss} = (t - o)^2$. Then $\\frac{\\partial \\mathrm{loss}}{\\partial o} = -2(t-o)$.", "1t"),
    ("$y = \\sqrt{\\tan x}$\n\n$x^2 + xy + y^2 = 7$, $y' = -\\frac{2x+y}{x+2y}$", "3t"),
    ("$x = a\\cos\\theta$, $y = b\\sin\\theta$, $\\frac{dy}{dx} = \\frac{dy/d\\theta}{dx/d\\theta} = "
     "-\\frac{b}{a}\\cot\\theta$", "1t 1t"),
    ("$\\tanh'(x) = 1 - \\tanh^2 x$, $\\sigma'(z) = \\sigma(z)(1-\\sigma(z))$, $\\tanh'(x) = 1/\\cosh x$", "1t 1t 1f"),
    ("$f(x) = e^{2x}$: $f^{(3)}(x) = 8e^{2x}$, $f^{(4)}(x) = 8e^{2x}$, $D_x(x^3) = 3x^2$", "1t 1f 1t"),
    ("$(f \\circ g)'(x) = f'(g(x))g'(x)$, $(fg)'(x) = f'(x)g'(x)$, $\\frac{dL}{dL}=1$", "1t 1f 1t"),
    ("$u = \\ln x$, $f = \\frac{u}{x}$, $\\frac{df}{dx} = \\frac{\\partial f}{\\partial u} \\frac{du}{dx} + "
     "\\frac{\\partial f}{\\partial x}$", "1t"),
    ("$z=wx+b$, $a=\\sigma(z)$, $L=\\frac12(a-t)^2$. {w=0.5, x=1, b=0.2, t=1}\n\n"
     "$\\frac{\\partial L}{\\partial w} \\approx -0.3318 \\cdot 0.2217 "
     "\\cdot 1 \\approx -0.0736$, $\\frac{\\partial L}{\\partial w} = -0.09$", "3t 3t 3n"),
    ("$V = \\frac43\\pi r^3$, so $\\frac{dV}{dt} = 4\\pi r^2\\frac{dr}{dt}$", "1t"),
    ("| derivative | formula |\n|--|--|\n| $\\frac{d}{dx}x^3$ | $3x^2$ |\n| $\\frac{d}{dx}\\sin x$ | $-\\cos x$ |",
     "3t 4f"),
    ("| 함수 | 식 | 도함수 |\n|--|--|--|\n| tanh | $\\tanh x$ | $1-\\tanh^2 x$ |\n| 로그 | $\\ln x$ | $x$ |", "3t 4f"),
    ("$x^2+y^2=25$\n\n# 다음\n\n$y' = 2y$ 의 해", "5n"),
    ("$y = x^2$, $\\frac{dy}{dx} = 2x \\text{ (where }x \\neq 0\\text{)}$", "1t"),
    ("$$\\begin{aligned} u &= x^2 && \\text{square} \\\\ \\frac{du}{dx} &= 2x && \\text{power} \\\\ &= 3x && "
     "\\text{simplify, where }u = x^2 \\end{aligned}$$", "1t 1f"),
    ("$\\frac{\\partial}{\\partial x} x^TAx = 2Ax$, $\\frac{\\partial L}{\\partial W} = \\delta x^{\\top}$, "
     "$\\frac{d}{dx}(\\mathbf{a}\\cdot\\mathbf{x}) = \\mathbf{a}$", "1n 1n 1n"),
    ("$y = f(x) = x^2 + 1$, $f'(x) = 2x$, $y' = 2x$, $f'(x) = x$, $y'(3) = 6$", "1t 1t 1f 1t"),
    ("$z = f(x, y) = x^2y$, $f_x = 2xy$, $\\frac{\\partial z}{\\partial y} = x^2$, $f_y = 2x$", "1t 1t 1f"),
    ("$u = x^2$, $f = \\sin(u)$, $(f \\circ u)'(x) = f'(u) \\cdot u'(x) = 2x\\cos(x^2)$"
     ", $f'(u) = \\cos u$", "1t 1t 1t"),
    ("$D(x) = x^2$, $v = \\frac{ds}{dt} = 9.8t$, $s = 4.9t^2$", "1t"),
]
LATEX = [
    (r"""\section{Products}
Let $f(x) = x^2\sin x$. % f'(x) = x
Then
\begin{equation}
  f'(x) = 2x\sin x + x^2\cos x.
\end{equation}
\begin{align*}
  \frac{d}{dx} e^{3x} &= 3e^{3x}, & \frac{d}{dx}\ln x &= x \\
  (\tan x)' &= 1 + \tan^2 x
\end{align*}
\begin{verbatim}
$\frac{d}{dx} x = 2$
\end{verbatim}
""", "5t 8t 8f 9t"),
    (r"""\[ \begin{split} \frac{d}{dx}\left[(x^2+1)^3\right] &= 3(x^2+1)^2 \\
   &\quad \cdot 2x \\ &= 6x(x^2+1)^2 \end{split} \]""", "1t 2t"),
    (r"""\begin{tabular}{ll}
\toprule
Function & Derivative \\
\midrule
$x^n$ & $nx^{n-1}$ \\
$\sin 3x$ & $\cos 3x$ \\
\bottomrule
\end{tabular}
$y = x^2$, $dy = 2x\,dx$, $\frac{dy}{dx} = 3x$
""", "5t 6f 9f"),
    (r"""\begin{gather}
y = \arctan(2x) \\
\frac{dy}{dx} = \frac{2}{1+4x^2} \\
\frac{dy}{dx} = \frac{1}{1+4x^2}
\end{gather}
\end{document} $\frac{d}{dx}x = 3$""", "3t 4f"),
]


def verdicts(text: str, *, tex: bool = False) -> str:
    """2t 3f: the line and verdict of every claim."""
    letters = {"true": "t", "false": "f", "true_where": "w", "not_checkable": "n"}
    return " ".join(f"{c.line}{letters[c.weighed.found]}" for c in checked_notes(text, "notes", tex).claims)


@pytest.mark.parametrize("text, wanted", MARKDOWN)
def test_markdown(text: str, wanted: str) -> None:
    assert verdicts(text) == wanted


@pytest.mark.parametrize("text, wanted", LATEX)
def test_latex(text: str, wanted: str) -> None:
    assert verdicts(text, tex=True) == wanted


@pytest.mark.parametrize("text, quoted", [
    ("A student wrote $\\frac{d}{dx}\\sin 2x = \\cos 2x$.", True),
    ("잘못된 풀이: $(x^2\\sin x)' = 2x\\cos x$", True),
    ("$\\frac{d}{dx}\\sin 2x = \\cos 2x$ (오답)", True),
    ("## 자주 하는 실수\n\n$(e^{2x})' = e^{2x}$", True),
    ("| 함수 | 틀린 답 |\n|--|--|\n| $x^2$ | $x$ |", True),
    ("The answer is $\\frac{d}{dx}\\sin 2x = \\cos 2x$.", False),
])
def test_what_the_text_calls_wrong_is_only_noticed(text: str, quoted: bool) -> None:
    story = checked_notes(text, "notes", tex=False)
    assert [(c.weighed.found, c.quoted) for c in story.claims] == [("false", quoted)]
    assert bool(story.slips) != quoted


def test_the_mistake_and_what_is_right_are_told() -> None:
    claim, = checked_notes(r"$\frac{d}{dx} e^{x^2} = e^{x^2}$", "notes", tex=False).claims
    assert claim.mistakes[0] == "chain_factor_forgotten"
    assert claim.weighed.right is not None


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "LARGEST", 100)
    with pytest.raises(TooLargeError):
        checked_notes("$x$ " * 100, "notes", tex=False)
    monkeypatch.setattr(notes, "LARGEST", 10_000)
    monkeypatch.setattr(notes, "MOST", 10)
    with pytest.raises(TooLargeError):
        checked_notes("$x = 1$ " * 100, "notes", tex=False)
