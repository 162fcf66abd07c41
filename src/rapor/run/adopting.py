"""``rapor adopt``: a report's recommendations become items that are followed up.

They get their ids when the city takes them over, not when a report is made or delivered: a draft's
recommendations move with its data, and nobody owes what nobody has accepted. Questions and missing
figures are no items of their own, for the register and the data request have them already.

What a later report recommends again of the same indicator or component keeps its id while nobody
has closed it, in whatever words and language it is said.
"""

from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue
from rapor.catalogue.result_lists import ADOPTED
from rapor.ground.files import csv_text, read_text
from rapor.ground.paths import Home
from rapor.ground.period import HALVES, folder_of, place_in_time
from rapor.ground.text import guarded
from rapor.ground.together import changing, write_together
from rapor.request.keeping import SOURCES, with_entries
from rapor.run import stages
from rapor.run.writer import Writer

if TYPE_CHECKING:
    from rapor.report.dossier import Dossier

_KINDS = ("points", "result", "disputed")
"""Kinds of recommendations that ask somebody to act on more than a figure."""


def adopt(
    home: Home, city: str, year: int, language: str, period: str, writer: Writer
) -> tuple[str, list[Path]]:
    """Take over what stands in no earlier line; what that is, and the files written.

    Raises as ``stages.evaluation``.
    """
    from rapor.report import dossier_of

    catalogue = load_catalogue(home, city)
    tables = stages.in_words(home, city, year, language, period, catalogue)
    dossier = dossier_of(home, city, year, language, tables, catalogue, period)
    folder, source = home.raw(city), f"rapor-{folder_of(year, period)}"
    with changing(folder):
        before = _lines(home, city)
        kept = {"on": writer.on, "by": writer.by, "source": source}
        new = [line | kept for line in _new(dossier, before)]
        told = _told(new, before, writer)
        if not (writer.writes and new):
            return told, []
        titled = f"Laporan evaluasi {dossier.facts.name} {dossier.when}"
        entry = {"publisher": "Rapor RB", "published": writer.on, "reference": titled}
        texts = _texts(home, city, [*before, *new], {source: entry})
        return told, write_together(folder, texts)


def _new(dossier: "Dossier", before: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The report's recommendations that no line of it has yet, each with its id.

    That of the item which an earlier report has made of the same and which is not closed; else
    the next free one.
    """
    from rapor.report.recommendations import recommended
    from rapor.write.content import plain

    year, period = str(dossier.year), dossier.period
    half = f"-S{HALVES.index(period) + 1}" if period in HALVES else ""
    prefix = f"E-{year}{half}-"
    of_report = [line for line in before if (line["year"], line["period"]) == (year, period)]
    known, known_ids = {_subject(line) for line in of_report}, {line["item"] for line in before}
    waiting = _waiting(dossier, before)
    codes = {name: code for code, name in dossier.catalogue.agencies.names.items()}
    for advice in recommended(dossier):
        line = {"year": year, "period": period, "topic": plain(advice.what), "area": advice.area}
        line |= {"indicator": advice.indicator, "component": advice.component}
        subject = _subject(line)
        if advice.kind in _KINDS and subject not in known:
            known.add(subject)
            item = waiting.get(subject) or _next_id(prefix, known_ids)
            known_ids.add(item)
            line |= {"item": item, "agencies": codes.get(advice.who.name, "")}
            yield line | {"due": f"{advice.until}-12-31" if advice.until else ""}


def _next_id(prefix: str, known: Collection[str]) -> str:
    return next(item for number in count(1) if (item := f"{prefix}{number}") not in known)


def _waiting(dossier: "Dossier", before: list[dict[str, str]]) -> dict[str, str]:
    """Ids of what earlier reports made, by what they are about, that nobody has closed."""
    register = dossier.register
    place = place_in_time(dossier.year, dossier.period)
    return {
        _subject(line): line["item"]
        for line in before
        if place_in_time(int(line["year"]), line["period"]) < place
        and not (line["item"] in register and register[line["item"]].is_closed)
    }


def _lines(home: Home, city: str) -> list[dict[str, str]]:
    path = home.raw(city) / ADOPTED.file
    return ADOPTED.lines(path, home.relative(path)) if path.exists() else []


def _told(new: list[dict[str, str]], before: list[dict[str, str]], writer: Writer) -> str:
    known = {line["item"] for line in before}
    lines = [
        f"{'= again' if line['item'] in known else '+'} {line['item']}: {line['topic']}"
        f" ({line['due'] or 'no day'})"
        for line in new
    ]
    nothing = (
        "Nothing new: what the report recommends beside questions and figures to send, which are"
        " in the register and the data request already, is taken over."
    )
    lines = lines or [nothing]
    unwritten = ["", writer.nothing_written("keeps them")] if new and not writer.writes else []
    return "\n".join([*lines, *unwritten])


def _subject(line: dict[str, str]) -> str:
    """What a recommendation is about, in whatever language and words it is written."""
    return line["indicator"] or line["component"] or line["topic"]


def _texts(
    home: Home, city: str, lines: list[dict[str, str]], entries: dict[str, dict[str, str]]
) -> dict[str, str]:
    """The list with its new lines, and its source where it is new."""
    path = home.raw(city) / SOURCES
    before = read_text(path, home.relative(path))
    added = {key: entry for key, entry in entries.items() if f"\n{key}:" not in f"\n{before}"}
    rows = [{name: guarded(cell) for name, cell in line.items()} for line in lines]
    return {
        SOURCES: with_entries(before, added, home.relative(path)),
        ADOPTED.file: csv_text(list(ADOPTED.columns), rows),
    }
