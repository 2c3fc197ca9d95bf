"""What `dir`, completion and type checkers see of the package: the public names, and all of them."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import chainrule


def test_dir_is_the_public_names_before_and_after_use() -> None:
    script = ("import chainrule; before = dir(chainrule); chainrule.diff('x'); "
              "assert before == dir(chainrule); print(before)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(sorted(chainrule.__all__))
    assert all(hasattr(chainrule, name) for name in dir(chainrule))
    with pytest.raises(AttributeError):
        chainrule.difff  # noqa: B018


def test_a_type_checker_knows_the_names_and_no_others() -> None:
    """The names for type checkers stand in the file as they are in `__all__`, and `__getattr__` is not for them."""
    text = Path(chainrule.__file__).read_text(encoding="utf-8")
    checked, _, rest = text.partition("if TYPE_CHECKING:")[2].partition("__version__ =")
    before = text.partition("if TYPE_CHECKING:")[0]
    for name in chainrule.__all__:
        assert f" {name}" in checked or f"    {name}," in before or name == "__version__"
    assert "if not TYPE_CHECKING:" in rest and rest.index("if not TYPE_CHECKING:") < rest.index("def __getattr__")


def test_a_function_of_python_is_pointed_to_trace() -> None:
    with pytest.raises(chainrule.ReadingError) as caught:
        chainrule.diff(lambda x: x**2)  # type: ignore[arg-type]
    assert "trace" in (caught.value.say_hint("en") or "") and "trace" in (caught.value.say_hint("ko") or "")
    with pytest.raises(chainrule.ReadingError) as caught:
        chainrule.diff([1, 2])  # type: ignore[arg-type]
    assert not caught.value.say_hint("en")
