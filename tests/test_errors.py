"""What a refusal says about what it was given."""
from __future__ import annotations

from chainrule.errors import OptionError
from chainrule.language import Text


def test_what_does_not_print_is_told_by_its_number() -> None:
    facts: dict[str, object] = {"typed": "a\ud800\x1b[31m\nb", "n": 3}
    error = OptionError("usage", Text("`{typed}`", "`{typed}`"), facts=facts)
    assert error.say("ko") == str(error) == "`aU+D800U+001B[31m\nb`"
    assert error.facts["n"] == 3
