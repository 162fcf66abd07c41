"""Measured values: those that the city's own document prints, and those published.

Published are the lines of ``realisation.csv``, each with its publication, and what agencies
report of activities, the lines of ``activity-realisation.csv``. Kind, date and source of a
publication agree, and no line stands twice. Nothing is held to the day of the machine's clock, for
the same files have to give the same answer on every day: a date is held to those beside it, the
year of the value, the date that sources.yaml gives, and the end of the road map.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rapor.catalogue.indicators import Indicator
from rapor.catalogue.names import nearest
from rapor.catalogue.permitted import of_report, permitted, read_value
from rapor.catalogue.raw import RawRow, RawTable
from rapor.catalogue.result_lists import ACTIVITY_RESULTS, RESULTS, ResultList
from rapor.catalogue.scales import is_unread_scale
from rapor.clean.desk import Desk, TidyRow, figure_columns, unit_of
from rapor.ground.paths import Home
from rapor.ground.period import HALVES
from rapor.ground.places import Address, Day
from rapor.ground.ref import Ref
from rapor.ground.text import misleads
from rapor.ground.vocabularies import PUBLICATIONS

ResultLine = dict[str, str]
"""A line of a list of results, by its columns."""

Check = tuple[str, str] | None
"""What was found and what was expected; None where nothing is wrong."""

KINDS = ("official_parameters", "achievement")
"""Kinds of tables that print measured values, a label each row."""

INDEX_KIND = "official_index"
"""The kind whose rows are scores; one of them, the index itself, is an indicator too."""

PLANS = ("targets", "end_targets", "action_plan")
"""Kinds of tables that may print results beside what is planned."""

RESULTS_KIND = "results"
"""The kind of tables of past years' results, a column a year; many of its rows are parts."""

_DATE = Day(part=True)
_ADDRESS = Address(blank=True, elsewhere=True)
_ASIDE = ("note",)
"""Columns that make no other result of a line."""

Disagreement = tuple[str, str]
"""What was found and what was expected."""


def realisations(
    desk: Desk, published_lines: list[ResultLine], shown: str, planned: list[TidyRow]
) -> list[TidyRow]:
    """Rows of the ``realisations`` table of a city; see its contract.

    ``planned`` are its targets: their words are those by which a milestone may be reported.

    ``published_lines`` are those of realisation.csv, ``shown`` how errors name that file. A value
    that is both printed and published stands twice: each is a publication of its own.
    """
    words: dict[str, list[str]] = {}
    for target in planned:
        words.setdefault(str(target["indicator"]), []).append(str(target["text"]))
    rows = _published(desk, published_lines, shown, words)
    for table in desk.of_kind(*KINDS, INDEX_KIND, RESULTS_KIND, *PLANS):
        for row in table.lines:
            rows += _printed(desk, table, row)
    return rows


def _printed(desk: Desk, table: RawTable, row: RawRow) -> list[TidyRow]:
    label = table.cell(row, "label")
    values = figure_columns(table.spec, "value") if table.spec.kind not in PLANS else []
    columns = values or figure_columns(table.spec, "realisation")
    if not label or not columns:
        return []
    if table.spec.kind in (INDEX_KIND, RESULTS_KIND):
        indicator = desk.names.known_indicator(table.spec.table, label)
    else:
        indicator = desk.names.indicator(table.spec.table, table.where(row), label)
    return [_value(desk, table, row, indicator, name) for name in columns] if indicator else []


def _value(desk: Desk, table: RawTable, row: RawRow, indicator: Indicator, column: str) -> TidyRow:
    spec = table.spec
    year = spec.columns[column].year or spec.year
    if year is None:
        desk.problems.add(
            f"tables.yaml table {spec.table}",
            "no year for its values",
            "year: of the table or of its column",
            "complete the entry",
        )
    of = desk.permitted(indicator, year, table.cell(row, "scale"))
    reading = desk.read(table, row, column, of)
    low, high = desk.scale_of(table.cell(row, "scale"), indicator)
    document = desk.city.sources.get(spec.source) or {}
    counted = desk.city.rows.number(Ref(spec.table, row.number, column))
    return {
        **desk.trace(table, row, column),
        "indicator": indicator.code,
        "label": table.cell(row, "label"),
        "year": year,
        "period": "annual",
        "value": reading.value,
        "text": desk.word(indicator, reading, year),
        "unit": unit_of(reading, indicator, table.unit(row)),
        "assessor": table.cell(row, "owner") or indicator.owner,
        "publisher": str(document.get("reference") or document.get("title") or spec.source),
        "address": f"Tabel {spec.table}, baris {counted}",
        "publication": "official",
        "scale_min": low,
        "scale_max": high,
        "note": "",
        "comparator": reading.comparator,
        "value_high": reading.value_high,
    }


def _published(
    desk: Desk, lines: list[ResultLine], shown: str, words: dict[str, list[str]]
) -> list[TidyRow]:
    """Rows of ``realisations`` for the lines that are sound; the others become problems."""
    rows, again = [], repeated(lines)
    for number, line in enumerate(lines, start=1):
        where = f"{shown} row {number}"
        if number in again:
            _refused(desk, [(f"the same as row {again[number]}", "each result once")], where)
        elif _sound(desk, line, where):
            of_indicator = words.get(line["indicator"], [])
            rows.append(_published_row(desk, line, number, lines, of_indicator))
    return rows


def _around(line: ResultLine, lines: list[ResultLine], same: str) -> Iterator[list[str]]:
    """What stands around a result in its list: of the same thing, of the same source."""
    for name in (same, "source"):
        yield [other["printed"] for other in lines if other[name] == line[name]]


def _published_row(
    desk: Desk, line: ResultLine, number: int, lines: list[ResultLine], words: Iterable[str]
) -> TidyRow:
    """``words`` are those by which the road map plans a milestone: they tell that it is done."""
    indicator = desk.catalogue.indicators[line["indicator"]]
    of = desk.permitted(indicator, int(line["year"]), line["scale"])
    if indicator.measure == "milestone":
        of = permitted(indicator, desk.catalogue, int(line["year"]), words)
    reading = read_value(line["printed"], of, *_around(line, lines, "indicator"))
    low, high = desk.scale_of(line["scale"], indicator)
    return {
        "city": desk.city.slug,
        "source": line["source"],
        "table": RESULTS.table,
        "row": number,
        "column": "printed",
        "printed": line["printed"],
        "indicator": indicator.code,
        "label": indicator.name,
        "year": int(line["year"]),
        "period": line["period"],
        "value": reading.value,
        "text": desk.word(indicator, reading, int(line["year"])),
        "unit": unit_of(reading, indicator),
        "assessor": line["assessor"],
        "publisher": line["publisher"],
        "address": line["address"],
        "publication": line["publication"],
        "scale_min": low,
        "scale_max": high,
        "note": line["note"],
        "comparator": reading.comparator,
        "value_high": reading.value_high,
    }


def _sound(desk: Desk, line: ResultLine, where: str) -> bool:
    """Whether a line can be used; every reason against it is noted."""
    checks = [*_checks(desk, RESULTS, line), _check_scale(line["scale"])]
    if line["indicator"] and line["indicator"] not in desk.catalogue.indicators:
        like = nearest(line["indicator"], desk.catalogue.indicators)
        nearby = f", nearest: {', '.join(like)}" if like else ""
        checks.append((f"indicator {line['indicator']!r}", f"a code of indicators.yaml{nearby}"))
    return not _refused(desk, checks, where)


def _refused(desk: Desk, checks: list[Check], where: str) -> bool:
    """Note every reason against a line; whether there is one."""
    for found, expected in filter(None, checks):
        desk.problems.add(where, found, expected, "correct the line, or remove it")
    return any(checks)


def _checks(desk: Desk, results: ResultList, line: ResultLine) -> list[Check]:
    """What any line of results is held to: its cells, and what they say of each other."""
    checks: list[Check] = [_check_year(desk, line["year"], line["period"])]
    checks += [
        wrong for wrong in results.wrong(line) if wrong[0].split()[0] not in ("year", "published")
    ]
    checks.append(_check_address(line))
    if line["source"] and line["source"] not in desk.city.sources:
        checks.append((f"source {line['source']!r}", "a key of sources.yaml"))
    return [*checks, *disagreements(desk, line)]


def _check_scale(scale: str) -> Check:
    """A scale with figures is a range; else the catalogue's would be taken for it in silence."""
    if not is_unread_scale(scale):
        return None
    return f"scale {scale!r}", "a range such as 0-100, or its name"


def _check_address(line: ResultLine) -> Check:
    """What an agency gives as its evidence are its own words; others are found by the address."""
    address = line["address"]
    if not address or line["publication"] == "agency" or _ADDRESS.holds(address):
        return None
    return f"address {address!r}", _ADDRESS.expected


def _check_year(desk: Desk, year: str, period: str) -> Check:
    """Years before the road map are kept: they tell what was reached before."""
    first, last = desk.catalogue.result_years.first, desk.city.last_year
    if period in HALVES and not year.strip():
        return f"period {period!r} without a year", "the year that the half year belongs to"
    if year.isascii() and year.isdigit() and first <= int(year) <= last:
        return None
    return f"year {year!r}", f"a year from {first} to {last}, the end of the road map"


def activity_realisations(desk: Desk, home: Home, plan: list[TidyRow]) -> list[TidyRow]:
    """Rows of ``activity_realisations`` for the lines that are sound; others become problems.

    A city may have no such file. ``plan`` is the city's action plan: a line has to name an
    activity and the cell that prints its target.
    """
    path = home.raw(desk.city.slug) / ACTIVITY_RESULTS.file
    shown = home.relative(path)
    lines: list[ResultLine] = []
    if path.exists():
        with desk.problems.gathering():
            lines = ACTIVITY_RESULTS.lines(path, shown)
    planned = {(str(Ref.of(row)), row["activity"]): row for row in plan}
    rows: list[TidyRow] = []
    again = repeated(lines)
    for number, line in enumerate(lines, start=1):
        checks = _checks(desk, ACTIVITY_RESULTS, line)
        if number in again:
            checks.append((f"the same as row {again[number]}", "each result once"))
        if (line["planned"], line["activity"]) not in planned:
            named = f"activity {line['activity'][:60]!r} at {line['planned'][:40]!r}"
            checks.append((named, "an activity of the action plan and the cell of its target"))
        if not _refused(desk, checks, f"{shown} row {number}"):
            target = planned[line["planned"], line["activity"]]
            rows.append(_activity_row(desk, line, number, lines, target))
    return rows


def _activity_row(
    desk: Desk, line: ResultLine, number: int, lines: list[ResultLine], target: TidyRow
) -> TidyRow:
    counts = target["value"] is not None
    word, unit = str(target["text"]), str(target["unit"])
    of = of_report(word, unit, desk.catalogue, int(line["year"]), counts=counts)
    reading = read_value(line["printed"], of, *_around(line, lines, "activity"))
    return {
        **{name: line[name] for name in ("activity", "planned", "period", "publisher", "address")},
        **{name: line[name] for name in ("publication", "note", "source", "printed")},
        "city": desk.city.slug,
        "table": ACTIVITY_RESULTS.table,
        "row": number,
        "column": "printed",
        "year": int(line["year"]),
        "value": reading.value,
        "text": reading.text,
        "unit": reading.unit,
        "comparator": reading.comparator,
        "value_high": reading.value_high,
    }


def disagreements(desk: Desk, line: Mapping[str, str]) -> Iterator[Disagreement]:
    """What a line of results says of its publication and sources.yaml, or its year, does not."""
    if misleads(line["printed"]):
        yield (
            f"printed {line['printed']!r}",
            "a value without control signs and signs that turn the direction of writing",
        )
    entry = desk.city.sources.get(line["source"])
    if entry is not None and line["publication"] in PUBLICATIONS:
        kind = entry.get("kind") or "official"
        if kind != line["publication"]:
            known = f"{kind}, as sources.yaml says of {line['source']}"
            yield f"publication {line['publication']!r}", known
    yield from _about_the_date(desk, line, entry or {})


def _about_the_date(
    desk: Desk, line: Mapping[str, str], entry: Mapping[str, Any]
) -> Iterator[Disagreement]:
    published = line["published"]
    if not published:
        return
    found = f"published {published!r}"
    if not _DATE.holds(published):
        yield found, f"{_DATE.expected}, or nothing"
        return
    known = str(entry.get("published") or entry.get("date") or "")
    if line["publication"] == "agency":
        known = ""  # an agency gives the day of the value, its answer comes on a later one
    if known and not (known.startswith(published) or published.startswith(known)):
        yield found, f"{known}, as sources.yaml says of {line['source']}"
    latest = desk.city.last_year + desk.catalogue.result_years.after_end
    if line["year"].isdecimal() and not int(line["year"]) <= int(published[:4]) <= latest:
        yield found, f"a date from {line['year']}, the year of the value, to {latest}"


def repeated(lines: Iterable[Mapping[str, str]]) -> dict[int, int]:
    """Numbers of lines that say what a line above says, and the number of that one."""
    first: dict[tuple[str, ...], int] = {}
    again: dict[int, int] = {}
    for number, line in enumerate(lines, start=1):
        content = tuple(cell.strip() for name, cell in line.items() if name not in _ASIDE)
        if first.setdefault(content, number) != number:
            again[number] = first[content]
    return again


def check_dates_of_sources(desk: Desk, shown: str) -> None:
    """Every date of sources.yaml lies before the end of what can be published of a road map."""
    latest = desk.city.last_year + desk.catalogue.result_years.after_end
    for key, entry in desk.city.sources.items():
        for name in ("date", "published"):
            day = str(entry.get(name) or "")
            if day and int(day[:4]) > latest:
                found, expected = f"{name} {day}", f"a date up to {latest}"
                desk.problems.add(f"{shown} {key}", found, expected, "correct the date")
