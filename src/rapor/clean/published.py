"""Published results: the lines of ``realisation.csv``, each with its publication."""

from rapor.catalogue.names import nearest
from rapor.catalogue.raw import RESULTS
from rapor.clean.desk import Desk, unit_of
from rapor.ground.cells import decimal_mark, read_cell
from rapor.ground.columns import VOCABULARIES
from rapor.ground.period import HALVES

Check = tuple[str, str] | None
"""What was found and what was expected; None where nothing is wrong."""

FIRST_YEAR = 2010
"""The reform was decided on in 2010 (Perpres 81/2010): an earlier year is a slip."""


def published(desk: Desk, lines: list[dict[str, str]], shown: str) -> list[dict[str, object]]:
    """Rows of ``realisations`` for the lines that are sound; the others become problems."""
    rows = []
    for number, line in enumerate(lines, start=1):
        where = f"{shown} row {number}"
        if _sound(desk, line, where):
            rows.append(_row(desk, line, number, lines))
    return rows


def _row(
    desk: Desk, line: dict[str, str], number: int, lines: list[dict[str, str]]
) -> dict[str, object]:
    indicator = desk.catalogue.indicators[line["indicator"]]
    same = (other["printed"] for other in lines if other["indicator"] == indicator.code)
    reading = read_cell(line["printed"], decimal_mark(same))
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
    }


def _sound(desk: Desk, line: dict[str, str], where: str) -> bool:
    """Whether a line can be used; every reason against it is noted."""
    checks = checked(desk, line)
    if line["indicator"] not in desk.catalogue.indicators:
        like = nearest(line["indicator"], desk.catalogue.indicators)
        nearby = f", nearest: {', '.join(like)}" if like else ""
        checks.append((f"indicator {line['indicator']!r}", f"a code of indicators.yaml{nearby}"))
    return not told(desk, checks, where)


def told(desk: Desk, checks: list[Check], where: str) -> bool:
    """Note every reason against a line; whether there is one."""
    for found, expected in filter(None, checks):
        desk.problems.add(where, found, expected, "correct the line, or remove it")
    return any(checks)


def checked(desk: Desk, line: dict[str, str]) -> list[Check]:
    """What any line of results is held to: year, period, publication, source, who and what."""
    checks = [_check_year(desk, line["year"], line["period"])]
    for name in ("period", "publication"):
        if line[name] not in VOCABULARIES[name]:
            checks.append((f"{name} {line[name]!r}", f"one of {', '.join(VOCABULARIES[name])}"))
    if line["source"] not in desk.city.sources:
        checks.append((f"source {line['source']!r}", "a key of sources.yaml"))
    checks += [
        (f"no {name}", "a value" if name == "printed" else "who published it")
        for name in ("printed", "publisher")
        if not line[name].strip()
    ]
    return checks


def _check_year(desk: Desk, year: str, period: str) -> Check:
    """Years before the road map are kept: they tell what was reached before."""
    last = desk.city.last_year
    if period in HALVES and not year.strip():
        return f"period {period!r} without a year", "the year that the half year belongs to"
    if year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= last:
        return None
    return f"year {year!r}", f"a year from {FIRST_YEAR} to {last}, the end of the road map"
