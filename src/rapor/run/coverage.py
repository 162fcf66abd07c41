"""Where every printed row of the documents went: raw, tidy, evaluated, or why it did not.

``python -m rapor.run.coverage`` writes ``docs/coverage.md`` of the project that it is called
in; a test holds the file to what this module says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from rapor.catalogue import Catalogue, City, load_catalogue, load_city, with_city
from rapor.catalogue.raw import RawRow, RawTable, read_raw
from rapor.clean import clean_city
from rapor.evaluate import evaluate_year
from rapor.ground.errors import Problems
from rapor.ground.files import read_rows, write_text
from rapor.ground.paths import Home, find_home
from rapor.ground.ref import Line, refs_in
from rapor.ground.tables import Tables
from rapor.run.settings import read_params
from rapor.validate import validate_city

NOT_CARRIED = ("skipped", "incomplete", "differs")
"""What ingest notes of lines that are in no raw row."""

REASONS = {
    "group": "stands across the table: heads rows, or says them again in words",
    "unplaced": "could not be placed with certainty; kept in raw as printed",
    "sentence": "a sentence, which is not carried, and without a topic",
    "": "no column of it is one that tidy tables hold",
}
"""Why a raw row is in no tidy table, by ingest's mark."""

_LONGEST = 70
_PREFACE = """\
# Coverage

Where every printed table went. Written by `python -m rapor.run.coverage`, never by hand; a test
holds it to the data.

*Raw* are the printed rows of a table in `data/raw/<city>/tables`. *Tidy* are the rows of each
tidy table that come from it, a row per printed figure or fact. *Carried* are its raw rows that
reach a tidy table, *evaluated* those that a line of the evaluation of some year cites. Rows that
reach no tidy table are named below each list with the reason, and so are the places of the
document that are in no table. Paragraphs are not carried at all.
"""


@dataclass(frozen=True)
class Covered:
    """A printed table: its raw rows, and what became of them."""

    table: RawTable
    tidy: Mapping[str, int]
    carried: frozenset[int]
    evaluated: frozenset[int]

    @property
    def left(self) -> list[tuple[RawRow, str]]:
        """Raw rows in no tidy table, each with the reason."""
        return [
            (row, REASONS.get(row.mark, REASONS[""]))
            for row in self.table.rows
            if row.number not in self.carried
        ]


def coverage(home: Home) -> str:
    """The content of ``docs/coverage.md`` for the cities of ``params.yaml``.

    Cleans, validates and evaluates in memory; raises as those stages do.
    """
    national = load_catalogue(home)
    cities = (
        _of_city(home, slug, with_city(national, home, slug)) for slug in read_params(home).cities
    )
    return "\n".join([_PREFACE, *cities])


def covered_tables(
    home: Home, city: City, tidy: Tables, evaluations: Iterable[Tables]
) -> list[Covered]:
    """Every printed table of a city, in the order of the document."""
    problems = Problems()
    raw = read_raw(home, city, problems)
    problems.raise_if_any()
    by_table = {name: Counter(frame["table"]) for name, frame in tidy.items()}
    carried = {place for frame in tidy.values() for place in _places(frame)}
    evaluated = {place for tables in evaluations for place in cited(tables)}
    return [
        Covered(
            table,
            {tidy_name: counts[name] for tidy_name, counts in by_table.items() if counts[name]},
            frozenset(number for where, number in carried if where == name),
            frozenset(number for where, number in evaluated if where == name),
        )
        for name, table in raw.items()
    ]


def cited(tables: Tables) -> Iterator[Line]:
    """Places that evaluation tables cite: in columns ``…_ref``, or by table and row."""
    for frame in tables.values():
        if {"table", "row"} <= set(frame.columns):
            yield from _places(frame)
        for name in frame.columns:
            if name.endswith(("_ref", "_refs")):
                yield from (ref.line for cell in frame[name].dropna() for ref in refs_in(cell))


def _places(frame: pd.DataFrame) -> Iterator[Line]:
    known = frame[frame["row"].notna()]
    yield from zip(known["table"], known["row"].astype(int), strict=True)


def _of_city(home: Home, slug: str, catalogue: Catalogue) -> str:
    city = load_city(home, slug)
    tidy = clean_city(home, slug, catalogue)
    validated = validate_city(home, slug, tidy, catalogue)
    evaluations = [
        evaluate_year(city, year, validated.accepted, validated.findings, catalogue)
        for year in city.years
    ]
    tables = covered_tables(home, city, tidy, evaluations)
    parts = [f"## {catalogue.city(slug).name}\n"]
    for source in dict.fromkeys(covered.table.spec.source for covered in tables):
        of_source = [covered for covered in tables if covered.table.spec.source == source]
        title = city.sources.get(source, {}).get("reference") or source
        parts += [f"### {title}\n", _list(of_source), _left(of_source)]
    parts += [_not_carried(home, slug), _published(tidy, evaluations)]
    return "\n".join(parts)


def _list(tables: list[Covered]) -> str:
    lines = [
        "| Table | Title | Raw | Carried | Evaluated | Tidy |",
        "|---|---|--:|--:|--:|---|",
    ]
    for covered in tables:
        tidy = ", ".join(f"{name} {count}" for name, count in covered.tidy.items())
        spec, rows = covered.table.spec, len(covered.table.rows)
        lines.append(
            f"| {spec.table} | {_cell(spec.title)} | {rows} | {len(covered.carried)}"
            f" | {len(covered.evaluated)} | {tidy or '-'} |"
        )
    rows = sum(len(covered.table.rows) for covered in tables)
    carried, evaluated = (
        sum(len(getattr(covered, name)) for covered in tables) for name in ("carried", "evaluated")
    )
    lines.append(f"| {len(tables)} tables | | {rows} | {carried} | {evaluated} | |")
    return "\n".join(lines) + "\n"


def _left(tables: list[Covered]) -> str:
    lines = ["Raw rows in no tidy table:\n"]
    for covered in tables:
        reasons: dict[str, list[str]] = {}
        for row, reason in covered.left:
            reasons.setdefault(reason, []).append(f"{row.number} ({_cell(row.text)})")
        lines += [
            f"- {covered.table.spec.table}: {reason}: {'; '.join(rows)}"
            for reason, rows in reasons.items()
        ]
    return "\n".join(lines if len(lines) > 1 else ["Every raw row is in a tidy table."]) + "\n"


def _not_carried(home: Home, slug: str) -> str:
    path = home.raw(slug) / "ingest.csv"
    if not path.is_file():
        return "No notes of an ingest are there; the raw tables were written by hand.\n"
    notes = read_rows(path, home.relative(path), ("line", "table", "what", "reason"))[1]
    lines = [
        f"- line {note['line']}{', table ' + note['table'] if note['table'] else ''}:"
        f" {_cell(note['reason'])}"
        for note in notes
        if note["what"] in NOT_CARRIED
    ]
    return "\n".join(["Lines of the document in no raw row:\n", *(lines or ["- none"])]) + "\n"


def _published(tidy: Tables, evaluations: Iterable[Tables]) -> str:
    count = int((tidy["realisations"]["table"] == "realisation").sum())
    used = {place for tables in evaluations for place in cited(tables) if place[0] == "realisation"}
    return (
        f"Of {count} published results in `realisation.csv` the evaluation cites {len(used)}; the"
        " others are of years outside it, or another publication goes before them.\n"
    )


def _cell(text: str) -> str:
    """A text in a table of Markdown: one line, not too long, nothing that is markup there."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0] + " …"
    for sign in "\\|*_`<>[]":
        words = words.replace(sign, f"\\{sign}")
    return words


def write_coverage(home: Home) -> None:
    """Write ``docs/coverage.md``."""
    write_text(home.root / "docs" / "coverage.md", coverage(home))


if __name__ == "__main__":
    write_coverage(find_home())
