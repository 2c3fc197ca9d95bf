"""Names of a program in its answers: for what they were defined as, and only where that is much shorter."""
import pytest

import chainrule

SOFTMAX = "p1 = e^z1/(e^z1 + e^z2); p2 = e^z2/(e^z1 + e^z2); L = -y1*ln(p1) - y2*ln(p2)"


@pytest.mark.parametrize(("text", "wrt", "answer"), [
    (SOFTMAX, "z1", "p1*(y1 + y2) - y1"),
    ("s = e^a + e^b + e^c; p = e^a/s; L = -ln(p)", "a", "p - 1"),
    ("p = 1/(1 + e^(-z)); L = -y*ln(p) - (1 - y)*ln(1 - p)", "z", "p - y"),
    ("u = x^2 + 1; f = sin(u)", "x", None),
    ("r = x/y; f = r*sin(r)", "x", None),
])
def test_a_name_stands_for_its_definition(text: str, wrt: str, answer: str | None) -> None:
    it = chainrule.diff(text, wrt=wrt)
    entry = it.to_dict()["derivatives"][0]
    assert entry.get("in_names") == answer and it.check.status == "checked"
    if answer is not None:
        lines = it.to_text(lang="en", width=200).splitlines()
        assert any(answer.replace("*", "·") in line for line in lines[-6:])
        for name in ("p1", "p"):
            assert name not in entry["answer"].replace("exp", ""), "the answer itself stays in the variables"


def test_what_is_assumed_is_put_into_the_short_answer() -> None:
    shown = chainrule.diff(SOFTMAX, wrt="z1", assume="y1 + y2 = 1").to_text(lang="ko")
    assert "∂L/∂z1 = p1 - y1" in shown and "y1 + y2 = 1" in shown
    assert "정의한 이름으로 나타내면" in shown
