"""The one table of picture formats: what each is called, which files have it, and how a picture is written in it; and
the views of a graph."""
from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, get_args

from ..language import Language
from ..records import record

View = Literal["graph", "layers"]
NetworkView = Literal["units", "layers"]
VIEWS: tuple[View, ...] = get_args(View)
NETWORK_VIEWS: tuple[NetworkView, ...] = get_args(NetworkView)


class Drawn(Protocol):
    """A picture that can be had in every format."""

    def text(self, language: Language) -> str: ...

    def svg(self, language: Language) -> str: ...

    def png(self, language: Language) -> bytes: ...

    def tikz(self, standalone: bool, language: Language) -> str: ...

    def mermaid(self, language: Language) -> str: ...

    def dot(self, language: Language) -> str: ...


@record
class PictureFormat:
    """One format: the endings of its files, how it is written (the last argument: as a whole document), and which
    options it alone heeds; a format of pixels gives bytes."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Drawn, Language, bool], str | bytes]
    heeds: tuple[str, ...] = ()


PICTURES = {each.name: each for each in (
    PictureFormat("text", (".txt",), lambda picture, language, _: picture.text(language)),
    PictureFormat("svg", (".svg",), lambda picture, language, _: picture.svg(language)),
    PictureFormat("png", (".png",), lambda picture, language, _: picture.png(language)),
    PictureFormat("tikz", (".tikz", ".tex"), lambda picture, language, whole: picture.tikz(whole, language),
                  ("standalone",)),
    PictureFormat("mermaid", (".mmd", ".mermaid"), lambda picture, language, _: picture.mermaid(language)),
    PictureFormat("dot", (".dot", ".gv"), lambda picture, language, _: picture.dot(language)),
)}
