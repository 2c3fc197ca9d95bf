"""The command batch: problems from a file, answers into another one, however often it is stopped in between."""
from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer

from .. import __version__
from ..errors import OptionError
from ..language import Language, Text
from ..records import record
from . import console, files
from .batch_options import BATCH
from .declared import argument, option_of
from .outputs import Kept, Lines, Output, Pages, Screen

if TYPE_CHECKING:
    from ..library.batch.lines import Content
    from ..library.batch.many import Answered
    from ..library.batch.task import Limits, Task

NO_FILE = Text("Name a file of problems, or - for standard input.", "문제 파일을 쓰거나, 표준 입력이면 -를 쓰세요.")
EXAMPLE = Text("chainrule batch problems.jsonl --output answers.jsonl",
               "chainrule batch 문제.jsonl --output 답.jsonl")
NO_PAGES = Text("Web pages need a folder: name one with --output.",
                "웹 페이지는 폴더에 씁니다. --output으로 폴더를 정해 주세요.")
ONE_CLUSTER = Text("Give one of --scheduler and --cluster.", "--scheduler와 --cluster 가운데 하나만 쓰세요.")
SAME = Text("{path} cannot be the problems and the answers.",
            "{path} 파일을 문제 파일과 답 파일로 함께 쓸 수 없습니다.")
NAMED = Text("{output} is the name of a {named} file, but the answers are {form}.",
             "{output}: {named} 파일의 이름인데 출력 형식은 {form}입니다.")
DONE = Text("{answered} of {count} problems answered, {refused} refused.",
            "문제 {count}개 가운데 {answered}개에 답하고 {refused}개에는 답하지 못했습니다.")
STOPPED = Text("Stopped: {count} of {all} problems are done. The same command goes on from there.",
               "멈췄습니다. 문제 {all}개 가운데 {count}개를 마쳤습니다. 같은 명령을 다시 실행하면 이어서 합니다.")
NO_LIMIT = Text("note: this system holds no memory limit", "알림: 이 시스템에서는 메모리 한도를 지킬 수 없습니다")
SOLVING = Text("problems", "문제")
SUFFIXES = {"json": (".jsonl", ".ndjson", ".json"), "text": (".txt",), "html": (".html", ".htm")}
_batch = option_of(BATCH)


@record
class Means:
    """What computes: so many processes here or, by its scheduler or begun here, a cluster."""

    jobs: int
    limits: Limits
    scheduler: str | None
    begun: bool

    @contextmanager
    def ready(self, problems: int | None) -> Iterator[Callable[[Iterator[Task]], Iterator[Answered]]]:
        """What answers tasks, of which there are so many; None where nobody knows."""
        if self.scheduler is None and not self.begun or problems == 0:
            from ..library.batch.many import answers, chunk_of

            together = chunk_of(problems, self.jobs)
            yield lambda tasks: answers(tasks, self.jobs, self.limits, together, slow=problems is None)
            return
        from ..library.batch import cluster

        with cluster.cluster(self.scheduler, self.jobs) as client:
            yield lambda tasks: cluster.answers(tasks, client, self.limits)


@record
class Wanted:
    """What is asked for: how the answers are written, and where."""

    form: str
    language: Language
    detail: str
    output: str | None
    force: bool

    @property
    def in_folder(self) -> bool:
        """Whether every answer has a page of its own."""
        path = self.output or ""
        return self.form == "html" or self.form == "text" and (path.endswith(os.sep) or os.path.isdir(path))

    def settled(self) -> Wanted:
        """The same, after what cannot be written has been refused."""
        if self.form == "html" and self.output is None:
            raise OptionError("usage", NO_PAGES)
        named = next((form for form, endings in SUFFIXES.items() if (self.output or "").lower().endswith(endings)), "")
        if named and (named != self.form or named == "html"):
            raise OptionError("usage", NO_PAGES if named == self.form else NAMED, facts={
                "output": self.output, "named": named, "form": self.form})
        return self

    def opened(self, found: Content | None) -> Output:
        """Where the answers go."""
        if self.output is None:
            return Screen(self.form)
        assert found is not None
        head = {"version": __version__, "digest": found.digest, "form": self.form, "language": self.language,
                "detail": self.detail}
        if self.in_folder:
            return Pages(self.output, self.form, head, self.force, found.lines)
        return Lines(self.output, self.form, head, self.force)


def batch(
    name: Annotated[str | None, argument()] = None,
    output: Annotated[str | None, _batch("--output")] = None,
    form: Annotated[str, _batch("--format")] = "json",
    jobs: Annotated[int, _batch("--jobs")] = 1,
    time_limit: Annotated[str, _batch("--time-limit")] = "60",
    memory_limit: Annotated[int, _batch("--memory-limit")] = 1024,
    detail: Annotated[str, _batch("--detail")] = "normal",
    scheduler: Annotated[str | None, _batch("--scheduler")] = None,
    cluster: Annotated[str | None, _batch("--cluster")] = None,
    force: Annotated[bool, _batch("--force")] = False,
    lang: Annotated[str, _batch("--lang")] = "",
) -> None:
    """Answer many problems."""
    from ..library.batch.many import cores, limits_of

    language = cast(Language, lang)
    wanted = Wanted(form, language, detail, None if output == "-" else output, force).settled()
    if name is None:
        raise OptionError("usage", NO_FILE, hint=EXAMPLE)
    if scheduler is not None and cluster is not None:
        raise OptionError("usage", ONE_CLUSTER)
    limits = limits_of(float(time_limit), memory_limit)  # a number by now
    means = Means(cores(jobs), limits, scheduler, cluster is not None)
    if os.name == "nt":
        console.write(NO_LIMIT.say(language), sys.stderr)
    with opened(name, wanted) as (problems, found):
        taking = wanted.opened(found)
        try:
            done = taking.count if isinstance(taking, Kept) else 0
            with means.ready(found.problems - done if found else None) as compute:
                count = run(problems, taking, compute, wanted, found)
        except KeyboardInterrupt:
            _finish(problems, taking, wanted)
            _stopped(taking, found, language)
            raise typer.Exit(130) from None
        finally:
            taking.close()
    _tell(taking, count, language)


@contextmanager
def opened(source: str, wanted: Wanted) -> Iterator[tuple[IO[bytes], Content | None]]:
    """The file of problems and what it holds; a pipe is kept in a temporary file first where it may be needed again."""
    from ..library.batch.lines import content_of

    if source != "-":
        path = wanted.output
        if path is not None and os.path.exists(path) and os.path.exists(source) and os.path.samefile(path, source):
            raise OptionError("usage", SAME, facts={"path": source})
        try:
            with open(source, "rb") as file:
                yield file, content_of(file) if file.seekable() else None
        except IsADirectoryError as error:
            raise files.refusal(error, source, files.NOT_READ) from error
        except (FileNotFoundError, PermissionError) as error:
            raise files.refusal(error, source, files.NOT_READ) from error
        return
    piped = sys.stdin.buffer if sys.stdin is not None else open(os.devnull, "rb")  # noqa: SIM115
    if wanted.output is None:
        yield piped, None
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(piped, kept)
        kept.seek(0)
        yield kept, content_of(kept)


def run(problems: IO[bytes], taking: Output, compute: Callable[[Iterator[Task]], Iterator[Answered]], wanted: Wanted,
        found: Content | None) -> tuple[int, int]:
    """Answers what is not answered yet; how many problems there were, and how many of them were refused."""
    from ..library.batch.lines import numbered
    from ..library.batch.task import Task

    start = taking.last
    tasks = (Task(number, text, wanted.form, wanted.language, wanted.detail)
             for number, text in numbered(problems) if number > start)
    count = refused = 0
    answered = compute(tasks)
    try:
        with watching(found, taking, wanted.language) as tick:
            for task, reply in answered:
                taking.add(task.number, reply.kind, reply.body)
                count, refused = count + 1, refused + bool(reply.kind)
                tick()
                if isinstance(taking, Screen) and taking.left:
                    break
    finally:
        close: Any = getattr(answered, "close", None)
        if close is not None:
            close()
    _finish(problems, taking, wanted)
    return (taking.count, taking.refused) if isinstance(taking, Kept) else (count, refused)


@contextmanager
def watching(found: Content | None, taking: Output, language: Language) -> Iterator[Callable[[], None]]:
    """Whom to tell after every answer: a bar on the terminal."""
    if not console.coloured_by(sys.stderr) or isinstance(taking, Screen) and sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        done = taking.count if isinstance(taking, Kept) else 0
        bar = progress.add_task(SOLVING.say(language), total=found.problems if found else None, completed=done)
        yield lambda: progress.advance(bar)


def _finish(problems: IO[bytes], taking: Output, wanted: Wanted) -> None:
    """Writes the list of the pages, as many as there are."""
    if isinstance(taking, Pages):
        from ..library.batch.index import index
        from ..library.batch.lines import numbered

        problems.seek(0)
        taking.listed(numbered(problems), lambda rows: index(rows, wanted.form, wanted.language))


def _tell(taking: Output, count: tuple[int, int], language: Language) -> None:
    done, refused = count
    if isinstance(taking, Kept) or refused:
        facts = {"count": done, "answered": done - refused, "refused": refused}
        console.write(DONE.say(language, **facts), sys.stderr)


def _stopped(taking: Output, found: Content | None, language: Language) -> None:
    """How to go on."""
    if isinstance(taking, Kept) and found is not None:
        console.write(STOPPED.say(language, count=taking.count, all=found.problems), sys.stderr)
