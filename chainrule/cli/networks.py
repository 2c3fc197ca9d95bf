"""The command network: its files and names, put together for the library."""
from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, cast

from ..errors import OptionError, UnsupportedError
from ..language import Language, Text
from ..library.variables import listed
from ..render.formats import FORMATS
from . import console, files, request
from . import learning_options as usage
from .declared import argument, option_of
from .learning import ALL_FORMATS, draw
from .showing import exit_unless_checked, present

if TYPE_CHECKING:
    from ..reading.networks.weights import Layer

NO_SIZES = Text("Give the sizes of the layers, such as 2-3-1.", "층의 크기를 2-3-1처럼 적어 주세요.")
NO_NUMPY = Text("An .npz file needs NumPy.", ".npz 파일을 읽으려면 NumPy가 필요합니다.")
GET_NUMPY = Text('Install it: pip install "chainrule[arrays]"', 'pip install "chainrule[arrays]"로 설치해 주십시오')
NOT_NPZ = Text("{file} is no .npz file of plain arrays.", "{file} 파일이 배열만 담은 .npz 파일이 아닙니다.")
TWO_WAYS = Text("Weights come from --weights, from --seed, or from --at.",
                "가중치는 --weights, --seed, --at 가운데 하나로 정합니다.")
PROGRAM_ALONE: dict[str, request.Ending] = {"text": replace(FORMATS["text"], suffixes=(".txt", ".chain"))}
NO_TERM = Text("--strength is the factor of a regularisation, and there is none: add --penalty l2 or l1.",
               "--strength는 정칙화 항의 계수인데 정칙화 항이 없습니다. --penalty l2나 l1을 함께 쓰세요.")
STRENGTH = 0.01
_network = option_of(usage.NETWORK)


def network(
    name: Annotated[str | None, argument()] = None,
    activation: Annotated[str, _network("--activation")] = "sigmoid",
    loss: Annotated[str, _network("--loss")] = "half_squared_error",
    bias: Annotated[str, _network("--bias")] = "each",
    penalty: Annotated[str, _network("--penalty")] = "",
    strength: Annotated[str | None, _network("--strength")] = None,
    weights: Annotated[str | None, _network("--weights")] = None,
    seed: Annotated[int | None, _network("--seed")] = None,
    at: Annotated[str | None, _network("--at")] = None,
    data: Annotated[str | None, _network("--data")] = None,
    wrt: Annotated[list[str] | None, _network("--wrt")] = None,
    rate: Annotated[str, _network("--rate")] = "0.5",
    as_: Annotated[str, _network("--as")] = "auto",
    batch: Annotated[int | None, _network("--batch")] = None,
    program: Annotated[bool, _network("--program")] = False,
    view: Annotated[str, _network("--view")] = "units",
    detail: Annotated[str, _network("--detail")] = "normal",
    lang: Annotated[str, _network("--lang")] = "",
    form: Annotated[str | None, _network("--format")] = None,
    output: Annotated[str | None, _network("--output")] = None,
    force: Annotated[bool, _network("--force")] = False,
    standalone: Annotated[bool, _network("--standalone")] = False,
    width: Annotated[int | None, _network("--width")] = None,
    ascii: Annotated[bool, _network("--ascii")] = False,
) -> None:
    """A small neural network as an ordinary program."""
    shape = request.Form(form, output, force, detail, standalone, ascii, width)
    shape = shape.settled(PROGRAM_ALONE if program else ALL_FORMATS)
    language = cast(Language, lang)
    if program and shape.name != "text":
        raise OptionError("usage", request.APART, facts={"sign": "--program", "only": "text", "form": shape.name})
    if name is None:
        raise OptionError("usage", NO_SIZES)
    if view != "units" and shape.name not in usage.DRAWN:
        raise OptionError("usage", request.APART, facts={
            "sign": "--view", "only": ", ".join(usage.DRAWN), "form": shape.name})
    if (weights is not None) + (seed is not None) > 1:
        raise OptionError("usage", TWO_WAYS)
    from ..library.network import drawing, with_names, written
    from ..reading import read_point
    from ..reading.networks.architecture import Architecture, sizes_of
    from ..reading.samples import read_samples

    if strength is not None and not penalty:
        raise OptionError("usage", NO_TERM)
    asked = Architecture(sizes_of(name), tuple(part.strip() for part in activation.split(",")), loss, bias, penalty,
                         STRENGTH if strength is None else float(strength))  # a number by now
    text = written(asked, as_, batch)
    if program:
        console.deliver(text.program, shape.output, shape.force)
        return
    point = read_point(at) if at is not None else {}
    samples = None if data is None else read_samples(files.read(data), os.path.basename(data))
    given = None if weights is None else layers(weights)
    if not point and samples is None and given is None and seed is None:
        shown: Any = drawing(text, listed(wrt))
    else:
        shown = with_names(text, point, samples, (given, seed), listed(wrt), float(rate))
    if shape.name in usage.DRAWN:
        draw(lambda: str(shown.to_svg(language, view)), shape)
        exit_unless_checked(shown)
    else:
        present(shown, shape, language)


def layers(path: str) -> tuple[Layer, ...]:
    """The weights in a file of JSON, or of NumPy's arrays, which may hold numbers and nothing else."""
    from ..reading.networks.weights import layers_from_arrays, layers_from_json

    if not path.lower().endswith(".npz"):
        return layers_from_json(files.read(path), os.path.basename(path))
    files.readable(path)
    try:
        import numpy
    except ImportError:
        raise UnsupportedError("unsupported", NO_NUMPY, hint=GET_NUMPY) from None
    import zipfile
    try:
        with numpy.load(path, allow_pickle=False) as found:
            arrays: Mapping[str, Any] = {key: found[key] for key in found.files}
    except (ValueError, OSError, zipfile.BadZipFile, AttributeError, EOFError):
        raise OptionError("usage", NOT_NPZ, facts={"file": os.path.basename(path)}) from None
    return layers_from_arrays(arrays)

