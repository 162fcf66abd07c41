"""``rapor add``: one published result into a city's list, with its source and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from rapor.catalogue import load_catalogue
from rapor.catalogue.names import nearest
from rapor.catalogue.result_lists import RESULTS
from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import csv_text, read_rows, read_text
from rapor.ground.paths import Home
from rapor.ground.ref import Ref
from rapor.ground.text import guarded
from rapor.ground.together import changing, write_together
from rapor.request.keeping import HISTORY, HISTORY_COLUMNS, SOURCES, free_key, with_entries
from rapor.run.trial import Trial, try_change
from rapor.run.writer import Writer
from rapor.validate.evidence import records

COMMAND = "rapor add"
"""What the history names in the place of a form."""

Line = dict[str, str]


@dataclass(frozen=True)
class Publication:
    """Where a result was published: by whom, what kind (official, press, agency), when, where.

    ``letter`` is the number of a letter or the title of a publication without an address.
    """

    publisher: str
    kind: str
    published: str
    address: str = ""
    letter: str = ""

    @property
    def entry(self) -> dict[str, Any]:
        """What ``sources.yaml`` says of it."""
        facts = {"publisher": self.publisher, "kind": self.kind, "published": self.published}
        facts |= {"address": self.address} if self.address else {}
        return facts | ({"reference": self.letter} if self.letter else {})


def add(
    home: Home,
    city: str,
    line: Line,
    publication: Publication,
    writer: Writer,
    beside: Mapping[str, str] | None = None,
) -> tuple[str, list[str]]:
    """Try a result, and keep it where ``writer`` says so; what it does, and the files written.

    ``line`` has ``indicator``, ``year``, ``period``, ``printed``, ``assessor``, ``scale`` and
    ``note``. A result of the same indicator, time and publisher is replaced, and the history keeps
    what stood there. ``beside`` are files of the city that are written with it, or not at all.
    Raises ``UsageError`` for an indicator that nobody knows or a publication that does not say
    where it stands, ``DataRejected`` with all that a check would refuse.
    """
    owner = _check(home, city, line["indicator"], publication)
    line = line | {"assessor": line["assessor"] or owner}
    folder = home.raw(city)
    with changing(folder):
        texts = _texts(home, city, line, publication, writer) | dict(beside or {})
        trial = try_change(home, city, texts)
        trial.require()
        told = _told(trial, line) if texts else "This result stands there already, word for word."
        if writer.writes and texts:
            write_together(folder, texts)
        return told, list(texts) if writer.writes else []


def _told(trial: Trial, line: Line) -> str:
    """What changes, and beside which targets the result will stand."""
    if trial.after.validated is None:
        return str(trial)
    targets = trial.after.validated.accepted["targets"]
    same = (targets["indicator"] == line["indicator"]) & (targets["year"] == int(line["year"]))
    planned = [f"{row['printed']} ({Ref.of(row)})" for row in records(targets[same])]
    return f"{trial}\n\nPlanned for {line['year']}: {', '.join(planned) or 'nothing is printed'}"


def _check(home: Home, city: str, indicator: str, publication: Publication) -> str:
    """Owner of the indicator; raises as ``add`` for what no file would tell."""
    known = load_catalogue(home, city).indicators
    problems = []
    if indicator not in known:
        named = {known[code].name: code for code in known}
        codes = [*nearest(indicator, known), *(named[name] for name in nearest(indicator, named))]
        likely = ", ".join(f"{code} ({known[code].name})" for code in dict.fromkeys(codes))
        problems.append(
            Problem("INDICATOR", repr(indicator[:60]), "a code of indicators.yaml", likely)
        )
    if not publication.address and not publication.letter:
        expected = "where it was published"
        step = "add --address, or --letter with its number"
        problems.append(Problem("--address", "neither an address nor a letter", expected, step))
    if problems:
        raise UsageError(problems)
    return known[indicator].owner


def _texts(
    home: Home, city: str, line: Line, publication: Publication, writer: Writer
) -> dict[str, str]:
    """The files of the city's folder with the result in them."""
    folder = home.raw(city)
    shown = home.relative(folder)
    lines = RESULTS.lines(folder / RESULTS.file, f"{shown}/{RESULTS.file}")
    before = read_text(folder / SOURCES, f"{shown}/{SOURCES}")
    sources = yaml.safe_load(before) or {}
    if not isinstance(sources, dict):
        raise DataRejected(Problem(f"{shown}/{SOURCES}", "no fields", "key: entry", "restore it"))
    key, entries = _source(sources, publication)
    whole = dict.fromkeys(RESULTS.columns, "") | line | {"source": key}
    whole |= {"publisher": publication.publisher, "publication": publication.kind}
    whole |= {"published": publication.published}
    whole |= {"address": publication.address or publication.letter}
    at = next((at for at, other in enumerate(lines) if _is_of_same(other, whole)), None)
    earlier = {} if at is None else lines[at]
    if earlier == whole:
        return {}
    after = [*lines, whole] if at is None else [*lines[:at], whole, *lines[at + 1 :]]
    place = {"row": str(len(after) if at is None else at + 1), "file": RESULTS.file}
    about = {"on": writer.on, "by": writer.name, "form": COMMAND} | place
    was = {f"before_{name}": text for name, text in earlier.items()}
    event = {name: (whole | about | was).get(name, "") for name in HISTORY_COLUMNS}
    history, events = folder / HISTORY, list[Line]()
    if history.exists():
        _, events = read_rows(history, f"{shown}/{HISTORY}", HISTORY_COLUMNS)
    return {
        SOURCES: with_entries(before, entries, f"{shown}/{SOURCES}"),
        HISTORY: _csv(HISTORY_COLUMNS, [*events, event]),
        RESULTS.file: _csv(RESULTS.columns, after),
    }


def _is_of_same(line: Line, other: Line) -> bool:
    """Whether two lines are the same publisher's word on the same thing and time."""
    names = ("indicator", "year", "period", "publisher")
    return all(line[name] == other[name] for name in names)


def _source(sources: dict[str, Any], publication: Publication) -> tuple[str, dict[str, Any]]:
    """The key of a publication, and the entry to add where there is none like it."""
    for key, entry in sources.items():
        if isinstance(entry, dict) and publication.entry.items() <= entry.items():
            return str(key), {}
    key = free_key(publication.publisher, publication.published, sources)
    return key, {key: publication.entry}


def _csv(columns: Any, lines: list[Line]) -> str:
    """Lines as CSV in which nothing that was typed can be a formula."""
    cells = [{name: guarded(line.get(name, "")) for name in columns} for line in lines]
    return csv_text(list(columns), cells)
