"""The forms that ask a city's agencies for a year's results: written, and read when filled.

Of a folder of filled forms each is received on its own: one that is refused keeps the others from
nothing. Two forms in which one agency says two things of the same are refused both, for nothing
tells which of them it means. Then it is told who has answered and who has not.
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue, load_city
from rapor.catalogue.result_lists import ACTIVITY_RESULTS, FOLLOW_UP, PROGRESS, RESULTS, SPENDING
from rapor.ground.errors import (
    DataRejected,
    MissingInput,
    Problem,
    Problems,
    RaporError,
    UsageError,
)
from rapor.ground.files import sha256, write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import folder_of, last_day
from rapor.ground.project_files import stored
from rapor.ground.together import changing
from rapor.run import stages
from rapor.run.settings import check_language
from rapor.run.writer import Writer, writer

if TYPE_CHECKING:
    from rapor.request.form import Form, Identity
    from rapor.request.sheet_answers import Answers

NAMES = {"id": "permintaan-data.xlsx", "en": "data-request.xlsx"}
FORMS = "*.xlsx"
FOLDER = "requests"
"""Beside ``reports`` and not in it: what stands there is the pipeline's to replace and remove,
and a form that an agency has filled must not be lost so."""


def request(
    home: Home, city: str, year: int, period: str, language: str, output: Path | None = None
) -> Path:
    """Write the form of a city and year; return where it stands.

    Raises as ``stages.evaluation``, ``UsageError`` for an output that is no .xlsx, and
    ``DataRejected`` when another file stands there: it may be a form that was filled.
    """
    check_language(language)
    if output is not None and output.suffix.lower() != ".xlsx":
        raise UsageError(
            Problem("--output", output.name, "a file name that ends in .xlsx", "correct it")
        )
    tables = stages.everything(home, city, year, period)
    from rapor.request.asking import form_of
    from rapor.request.workbook import workbook

    form = form_of(
        load_city(home, city), load_catalogue(home, city), tables, year, period, language
    )
    path = output or home.root / FOLDER / city / folder_of(year, period) / NAMES[language]
    content = workbook(form)
    if path.exists() and path.read_bytes() != content:
        raise DataRejected(
            Problem(
                home.relative(path),
                "another file stands there; it may have been filled",
                "no file, or the same one",
                "move it away, or name another with --output",
            )
        )
    write_bytes(path, content)
    return path


@dataclass(frozen=True)
class Received:
    """What a form says (``summary``), what is refused, and the files that were written.

    ``asked`` counts what the form asks of each agency and what is filled in; ``values`` are those
    that were taken, by what they are about.
    """

    summary: str
    problems: Problems
    written: list[Path]
    asked: dict[str, tuple[int, int]]
    values: dict[tuple[str, ...], str]


def receive(home: Home, file: Path, *, apply: bool = False, by: str = "", on: str = "") -> Received:
    """Read a filled form; with ``apply`` keep it, unless anything of it is refused.

    ``by`` is who keeps it and ``on`` the day, both written to the history. Raises
    ``DataRejected`` for a file that is no form of this project, ``MissingInput`` for none,
    ``UsageError`` for ``apply`` without a name or with a day that is none, and as
    ``stages.evaluation``.
    """
    if apply:
        writer(apply=True, by=by, on=on)
    from rapor.ground.received.file import open_received
    from rapor.request.answers import read_answers
    from rapor.request.asking import form_of
    from rapor.request.form import BOUNDS
    from rapor.request.keeping import Kept, keep
    from rapor.request.ledger import Ledger, summary
    from rapor.request.received_sheets import identity_of, pages
    from rapor.request.reported import Log

    form_pages = pages(open_received(file, BOUNDS), file.name)
    identity = identity_of(form_pages, file.name)
    year, catalogue = int(identity.year), load_catalogue(home, identity.city)
    city = load_city(home, identity.city)
    tables = stages.everything(home, city.slug, year, identity.period)
    form = form_of(city, catalogue, tables, year, identity.period, identity.language)
    answers = read_answers(form, form_pages)
    written = []
    # between reading the lists and writing them nobody else may keep a form: its values would go
    with changing(home.raw(city.slug)) if apply else nullcontext():
        lines = _lines(home, city.slug)
        ledger, log = Ledger(form, lines), Log(form, lines)
        ledger.enter(answers.taken, answers.problems)
        log.enter(answers.reported, on or _end(identity), answers.problems)
        if apply and not answers.problems:
            written = keep(home, ledger, log, Kept(by.strip(), on, file.name, sha256(file)))
    unwritten = _nothing_written(answers.problems, apply=apply)
    sentences = [summary(form, ledger, answers, log), *unwritten]
    told, time = "\n\n".join(sentences), (city.slug, identity.year, identity.period)
    return Received(told, answers.problems, written, _asked(form, answers), _values(time, answers))


def _end(identity: "Identity") -> str:
    """The last day of the round, from which a form is looked at that nobody keeps yet."""
    return last_day(int(identity.year), identity.period).isoformat()


def _asked(form: "Form", answers: "Answers") -> dict[str, tuple[int, int]]:
    """How many cells each agency is asked to fill, and how many it has filled."""
    return {sheet.name: (len(sheet.to_fill), answers.filled[sheet.agency]) for sheet in form.sheets}


def _values(time: tuple[str, ...], answers: "Answers") -> dict[tuple[str, ...], str]:
    """The values that were taken, by time, agency, and what they are about."""
    values = {
        (*time, answer.publisher, answer.asked.kind, answer.asked.code): answer.printed
        for answer in answers.taken
    }
    return values | {
        (*time, report.office.name, report.results.file, report.about): "; ".join(report.content)
        for report in answers.reported
    }


def _nothing_written(problems: Problems, *, apply: bool) -> list[str]:
    if problems:
        return ["Nothing was written: correct what is refused, and receive the form again."]
    if not apply:
        return ["Nothing was written: --apply --by NAME keeps the new and changed values."]
    return []


def _lines(home: Home, city: str) -> dict[str, list[dict[str, str]]]:
    """The lists of results as they stand; that of activities may not be there yet."""
    lines = {}
    for results in (RESULTS, ACTIVITY_RESULTS, PROGRESS, FOLLOW_UP, SPENDING):
        path = home.raw(city) / results.file
        needed = results is RESULTS or path.exists()
        lines[results.file] = results.lines(path, home.relative(path)) if needed else []
    return lines


@dataclass
class Answered:
    """What the forms of a folder say, what of them is refused, and the files that were written."""

    told: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    written: list[Path] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n\n".join(self.told)


def receive_folder(home: Home, folder: Path, writer: Writer) -> Answered:
    """Read every form of a folder, in the order of their names; keep those that are sound.

    Raises ``MissingInput`` for a folder without a form.
    """
    files = stored(folder, FORMS)
    if not files:
        raise MissingInput(
            Problem(folder.name, "no form in it", f"filled forms, {FORMS}", "check the folder")
        )
    answered = Answered()
    first = dict(_read(home, files, answered, writer.on))
    disputed = _contradictions(first, answered.problems)
    kept = [path for path, form in first.items() if path not in disputed and not form.problems]
    for path, form in first.items():
        takes = writer.writes and path in kept
        now = receive(home, path, apply=True, by=writer.by, on=writer.on) if takes else form
        answered.told.append(f"{path.name}\n{now.summary}")
        answered.written += now.written
        _note(answered.problems, path, now.problems)
    answered.told.append(_who(first, kept))
    return answered


def _read(
    home: Home, files: list[Path], answered: Answered, on: str
) -> Iterator[tuple[Path, Received]]:
    """The forms that can be read; of the others every reason is noted."""
    for path in files:
        try:
            yield path, receive(home, path, on=on)
        except RaporError as refused:
            _note(answered.problems, path, refused.problems)


def _note(problems: Problems, path: Path, of_form: Iterable[Problem]) -> None:
    """Add what is wrong with a form, each under the form's name."""
    for problem in of_form:
        where = problem.where
        named = where if path.name in where else f"{path.name} {where}"
        problems.add(named, problem.found, problem.expected, problem.next_step)


def _contradictions(forms: dict[Path, Received], problems: Problems) -> set[Path]:
    """Forms in which one agency gives two values of the same thing."""
    disputed: set[Path] = set()
    given: dict[tuple[str, ...], tuple[Path, str]] = {}
    for path, form in forms.items():
        for about, value in form.values.items():
            other, before = given.setdefault(about, (path, value))
            if before != value:
                disputed |= {path, other}
                publisher, code = about[3], about[-1]
                problems.add(
                    path.name,
                    f"{value!r} of {publisher} for {code}",
                    f"{before!r}, as in {other.name}",
                    "ask the agency which holds, and take the other form away",
                )
    return disputed


def _who(forms: dict[Path, Received], kept: list[Path]) -> str:
    """Which agencies have answered all that was asked, a part, or nothing; whose form is refused.

    What a refused form says is no answer: its agencies correct it and send it again.
    """
    asked: dict[str, int] = {}
    filled: dict[str, int] = {}
    refused: list[str] = []
    for path, form in forms.items():
        for agency, (wanted, given) in form.asked.items():
            asked[agency] = max(asked.get(agency, 0), wanted)
            filled[agency] = max(filled.get(agency, 0), given if path in kept else 0)
            refused += [agency] if given and path not in kept else []
    silent = [
        agency
        for agency, wanted in asked.items()
        if wanted and not filled[agency] and agency not in refused
    ]
    partly = [
        f"{agency} ({filled[agency]} of {wanted})"
        for agency, wanted in asked.items()
        if 0 < filled[agency] < wanted
    ]
    whole = [agency for agency, wanted in asked.items() if wanted and filled[agency] >= wanted]
    return "\n".join(
        f"{head} ({len(names)}): {', '.join(names) or '-'}"
        for head, names in (
            ("Answered", whole),
            ("Answered in part", partly),
            ("To be sent again", list(dict.fromkeys(refused))),
            ("To be reminded", silent),
        )
    )
