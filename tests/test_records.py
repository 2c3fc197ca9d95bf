"""A record is a frozen dataclass with slots, made faster."""
from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from chainrule.records import record

LIBRARY: Callable[[type], Any] = dataclass(frozen=True, slots=True)


def family(made: Callable[[type], Any]) -> tuple[Any, Any]:
    """The same two classes by the library's decorator and ours."""
    @made
    class Base:
        """A place."""

        x: int
        name: str = "o"
        seen: list[int] = field(default_factory=list, hash=False)
        note: str = field(default="", compare=False, repr=False)

        def moved(self, by: int) -> Any:
            return dataclasses.replace(self, x=self.x + by)

    @made
    class Child(Base):
        """A place with a size."""

        size: float = field(default=1.0, kw_only=True)

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("size")

    return Base, Child


@record
class Pickled:
    """At the top of a module, where pickles are found."""

    left: int
    right: tuple[int, ...] = ()


@pytest.mark.parametrize("arguments", [
    ((1,), {}), ((1, "p"), {}), ((2, "p", [3]), {"note": "n"}), ((1,), {"name": "o"})])
def test_it_does_what_the_library_does(arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    given, named = arguments
    for ours, theirs in zip(family(record), family(LIBRARY), strict=True):
        one, other = ours(*given, **named), theirs(*given, **named)
        assert repr(one).replace("record", "LIBRARY") == repr(other).replace("record", "LIBRARY")
        assert [f.name for f in dataclasses.fields(one)] == [f.name for f in dataclasses.fields(other)]
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        assert ours.__match_args__ == theirs.__match_args__ and not hasattr(one, "__dict__")
        for change in ({}, {"x": 5}, {"note": "elsewhere"}, {"seen": [9]}):
            mine, hers = dataclasses.replace(one, **change), dataclasses.replace(other, **change)
            assert (mine == one) is (hers == other)
            assert (hash(mine) == hash(one)) is (hash(hers) == hash(other))
        assert one.moved(1).x == other.moved(1).x and one != other and one != 1
        assert copy.deepcopy(one) == one and copy.copy(one) == one


def test_it_is_frozen() -> None:
    base, child = family(record)
    for change in (lambda p: setattr(p, "x", 2), lambda p: delattr(p, "x"), lambda p: setattr(p, "new", 2)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change(base(1))
    with pytest.raises(ValueError, match="size"):
        child(1, size=-1.0)
    with pytest.raises(TypeError):
        base()


def test_it_is_matched_and_pickled() -> None:
    match Pickled(1, (2,)):
        case Pickled(left, (right,)):
            assert (left, right) == (1, 2)
    assert pickle.loads(pickle.dumps(Pickled(1, (2, 3)))) == Pickled(1, (2, 3))
