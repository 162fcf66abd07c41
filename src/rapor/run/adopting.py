"""``rapor adopt``: a report's recommendations become items that are followed up.

They get their ids when the city takes them over, not when a report is made or delivered: a draft's
recommendations move with its data, and nobody owes what nobody has accepted. Questions and missing
figures are no items of their own, for the register and the data request have them already.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rapor.catalogue import load_catalogue
from rapor.catalogue.raw import ADOPTED
from rapor.ground.files import csv_text, read_text
from rapor.ground.paths import Home
from rapor.ground.period import HALVES, folder_of
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
        told = _told(new, writer)
        if not (writer.writes and new):
            return told, []
        titled = f"Laporan evaluasi {dossier.facts.name} {dossier.when}"
        entry = {"publisher": "Rapor RB", "published": writer.on, "reference": titled}
        texts = _texts(home, city, [*before, *new], {source: entry})
        return told, write_together(folder, texts)


def _new(dossier: "Dossier", before: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The report's recommendations that no line has yet, each with the next free id."""
    from rapor.report.recommendations import recommended
    from rapor.write.content import plain

    year, period = str(dossier.year), dossier.period
    half = f"-S{HALVES.index(period) + 1}" if period in HALVES else ""
    of_report = [line for line in before if (line["year"], line["period"]) == (year, period)]
    known, number = {_subject(line) for line in of_report}, len(of_report)
    codes = {name: code for code, name in dossier.catalogue.agencies.names.items()}
    for advice in recommended(dossier):
        line = {"year": year, "period": period, "topic": plain(advice.what)}
        line |= {"area": advice.area, "indicator": advice.indicator}
        if advice.kind in _KINDS and _subject(line) not in known:
            known.add(_subject(line))
            number += 1
            line |= {"item": f"E-{year}{half}-{number}", "agencies": codes.get(advice.who, "")}
            yield line | {"due": f"{advice.until}-12-31" if advice.until else ""}


def _lines(home: Home, city: str) -> list[dict[str, str]]:
    path = home.raw(city) / ADOPTED.file
    return ADOPTED.lines(path, home.relative(path)) if path.exists() else []


def _told(new: list[dict[str, str]], writer: Writer) -> str:
    lines = [f"+ {line['item']}: {line['topic']} ({line['due'] or 'no day'})" for line in new]
    lines = lines or ["Nothing new: every recommendation of the report is taken over already."]
    unwritten = ["", writer.nothing_written("keeps them")] if new and not writer.writes else []
    return "\n".join([*lines, *unwritten])


def _subject(line: dict[str, str]) -> str:
    """What a recommendation is about, in whatever language it is written."""
    return line["indicator"] or line["topic"]


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
