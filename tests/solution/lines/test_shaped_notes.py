"""Claims about gradients in notes that say their shapes; without shapes, and in doubt, they are counted as before."""
from __future__ import annotations

import pytest

from chainrule.library.checked_text import check_notes
from chainrule.solution.lines.notes import checked_notes

SAID = "Let $W \\in \\mathbb{R}^{3\\times 2}$ and $x \\in \\mathbb{R}^2$, $q = Wx$, $L = \\|q\\|^2$.\n\n"
PLAIN = "With W ∈ R^{3×2}, x ∈ R^2 let $q = Wx$ and $L = \\|q\\|^2$.\n\n"
# A text below one of these, and the line and verdict of each claim: t true, f false, n not checkable.
CLAIMS = [
    (SAID, r"$\frac{\partial L}{\partial x} = 2W^\top q$", "3t"), (SAID, r"$\nabla_x L = 2W^T W x$", "3t"),
    (SAID, r"$\frac{\partial L}{\partial W} = 2 q x^\top$", "3t"),
    (SAID, r"$\frac{\partial L}{\partial q} = 2q$", "3t"),
    (SAID, r"$\frac{\partial L}{\partial x} = 2 W q$", "3f"), (SAID, r"$\nabla_x L = W^\top W x$", "3f"),
    (SAID, r"$\frac{\partial L}{\partial W} = 2 q q^\top$", "3f"), (PLAIN, r"$\nabla_x L = 2W^T q$", "3t"),
    (PLAIN, r"$\nabla_x L = W^T q$", "3f"), (SAID, r"$\frac{\partial L}{\partial W} = 2 x q^\top$", "3n"),
    (SAID, r"$\nabla_x L = 2 x^\top W^\top W$", "3n"), (SAID, r"$\frac{\partial q}{\partial x} = W^\top$", "3n"),
    (SAID, r"$\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial q} = 2W^\top q$", "3n 3t"),
    (SAID, "\\begin{align}\\nabla_x L &= 2W^\\top q \\\\\n&= 2 W^\\top W x \\\\\n&= 2 W W x\\end{align}", "3t 4t 5f"),
    (SAID, r"Find x where $\nabla_x L = 0$.", "3n"), (SAID, r"$\nabla_x L = 2W^\top v$", "3n"),
    (SAID, "# Another\n\n" + r"$\nabla_x L = W^\top q$", "5n"),
    (SAID, "# Another\n\n" + r"$\nabla_x L = 2W^\top q$", "5t"),
    (SAID, r"$\frac{\partial}{\partial x} \|x\|^2 = 2x$", "3t"), (SAID, r"$\frac{d}{dt} t^3 = 3t^2$", "3t"),
    ("", r"$q = Wx$, $L = \|q\|^2$, $\frac{\partial L}{\partial x} = 2 W q$", "1n"),
    ("", "$A \\in \\mathbb{R}^{n\\times n}$, $\\mathbf{x} \\in \\mathbb{R}^n$. $f(\\mathbf{x}) = \\mathbf{x}^\\top A "
         "\\mathbf{x}$ has $\\nabla_{\\mathbf{x}} f = (A + A^\\top)\\mathbf{x}$, not $\\nabla_{\\mathbf{x}} f = "
         "2A\\mathbf{x}$.", "1t 1f"),
    ("", "$W\\in\\mathbb{R}^{2\\times 3}$, $x\\in\\mathbb{R}^3$, $x = x - \\nabla_x L$, $L = \\|Wx\\|^2$: "
         "$\\nabla_x L = 2W^TWx$", "1t"),
]


def verdicts(text, **options):
    letters = {"true": "t", "false": "f", "not_checkable": "n", "true_where": "w"}
    return " ".join(f"{claim.line}{letters[claim.weighed.found]}"
                    for claim in checked_notes(text, "notes.md", False, **options).claims)


@pytest.mark.parametrize(("before", "claim", "wanted"), CLAIMS, ids=[str(k) for k in range(len(CLAIMS))])
def test_claims_with_shapes(before, claim, wanted):
    assert verdicts(before + claim) == wanted


def test_shapes_may_be_given():
    text = r"$L = \|Wx\|^2$, $\nabla_x L = 2W^\top W x$, $\nabla_x L = W^\top W x$"
    assert verdicts(text) == ""
    assert verdicts(text, shapes={"W": (3, 2), "x": (2,)}) == "1t 1f"


def test_messages_say_what_is_right_and_the_mistake(tmp_path):
    file = tmp_path / "notes.md"
    file.write_text(SAID + r"$\frac{\partial L}{\partial x} = 2 W q$", encoding="utf-8")
    found = check_notes(file)
    assert not found.right and found.claims[-1].mistakes[0] == "transpose_forgotten"
    assert "right is 2WᵀWx" in found.to_text("en") and "옳은 식" in found.to_text("ko")
    assert found.to_dict("en")["files"][0]["claims"][-1]["right"] == "2*W'*W*x"
    assert check_notes(file, shapes="b: 4").claims[-1].verdict == "false"
