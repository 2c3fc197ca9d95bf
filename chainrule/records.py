"""Records: frozen dataclasses with slots whose methods are made from one small function each, since hundreds of them
are made at every start and the library's own compile six methods for each."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Class) -> Class:
    """`@dataclass(frozen=True, slots=True)`: the same fields, defaults, equality, hash, repr and matching."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    own = fields(made)
    made.__init__ = _init(made, own)
    compared = tuple(f.name for f in own if f.compare)
    hashed = tuple(f.name for f in own if (f.compare if f.hash is None else f.hash))
    if "__eq__" not in cls.__dict__:
        made.__eq__ = _equal(compared)
    if "__hash__" not in cls.__dict__:
        made.__hash__ = _hash(hashed)
    if "__repr__" not in cls.__dict__:
        made.__repr__ = _shown
    made.__setattr__ = made.__delattr__ = _refused
    made.__getstate__, made.__setstate__ = _state, _restored
    return made  # type: ignore[no-any-return]


def _init(made: type, own: tuple[Field[Any], ...]) -> Callable[..., None]:
    """The one method that is compiled: names of fields are those of our own classes."""
    known: dict[str, Any] = {"__name__": made.__module__}
    parameters, lines = [], []
    for f in own:
        known[f"set_{f.name}"] = getattr(made, f.name).__set__
        value = f.name
        if f.default is not MISSING:
            known[f"default_{f.name}"] = f.default
            parameter = f"{f.name}=default_{f.name}"
        elif f.default_factory is not MISSING:
            known[f"make_{f.name}"] = f.default_factory
            known["missing"] = MISSING
            parameter = f"{f.name}=missing"
            value = f"make_{f.name}() if {f.name} is missing else {f.name}"
        else:
            parameter = f.name
        if f.kw_only and "*" not in parameters:
            parameters.append("*")
        parameters.append(parameter)
        lines.append(f" set_{f.name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), known)
    return known["__init__"]  # type: ignore[no-any-return]


def _equal(names: tuple[str, ...]) -> Callable[[Any, object], bool]:
    values = _values(names)

    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
    return __eq__


def _hash(names: tuple[str, ...]) -> Callable[[Any], int]:
    values = _values(names)

    def __hash__(self: Any) -> int:
        return hash(values(self))
    return __hash__


def _values(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _shown(self: Any) -> str:
    inside = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({inside})"


def _refused(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in fields(self)]


def _restored(self: Any, state: list[Any]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
