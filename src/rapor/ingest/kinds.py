"""What a table is: its kind, by its title, the headings above it and the words of its head."""

from rapor.catalogue.names import fold
from rapor.ingest.header import known_role, year_of
from rapor.ingest.notes import Notes
from rapor.ingest.table_reader import ReadTable, sentences_kind
from rapor.ingest.vocabulary import (
    KIND_WORDS,
    OFFICIAL,
    PLAN,
    RESULTS,
    SELF_ASSESSMENT,
    first_match,
)


def doubt_results(table: ReadTable, first_year: int | None, notes: Notes) -> None:
    """Say it where a table may be read both ways: as results, or as targets of the period."""
    within = [year for year in _years(table) if first_year is not None and year >= first_year]
    if within:
        reason = (
            f"its title speaks of results, and {', '.join(map(str, within))} lie in the road map:"
            " they are read as results; if they are targets, correct 'kind' and the roles"
        )
        notes.add(table.table, table.printed.first_line, "doubtful", reason)


def _years(table: ReadTable) -> list[int]:
    return [year for at in table.header.years if (year := year_of(table.header.names[at]))]


def table_kind(table: ReadTable, first_year: int | None = None) -> str:
    """Kind of a table; empty where neither words nor columns tell.

    Figures of years are results when all of them are before the road map's ``first_year``, or
    when the title says so and no head speaks of targets.
    """
    header, printed = table.header, table.printed
    roles = {known_role(name) for name in header.names}
    if sentences := sentences_kind(printed):
        return sentences
    if printed.items:  # a list of sentences below a heading on priorities, or else of the ministry
        return first_match(KIND_WORDS, fold(printed.title)) or "recommendations"
    if kind := _kind_of_figures(table, roles, first_year):
        return kind
    words = [printed.title, " ".join(" ".join(row.cells) for row in table.rows[:2])]
    names = [printed.title.split("-")[0], *words, *reversed(printed.headings)]
    kinds = (first_match(KIND_WORDS, fold(name)) for name in names)
    return next(filter(None, kinds), "") or ("achievement" if "label" in roles else "")


def _kind_of_figures(table: ReadTable, roles: set[str], first_year: int | None) -> str:
    if len(table.header.years) > 1:
        if _are_results(table, first_year):
            return "results"
        return "action_plan" if "agencies" in roles and _is_plan(table, roles) else "targets"
    if "quarter" in roles:
        return "action_plan"
    if "end_target" in roles:
        return "end_targets"
    has_values = "value" in roles or {"central", "unit"} <= roles
    return _kind_of_values(table, roles) if has_values else ""


def _are_results(table: ReadTable, first_year: int | None) -> bool:
    years = _years(table)
    if first_year is not None and years and max(years) < first_year:
        return True
    heads = fold(" ".join(name for line in table.header.lines for name in line))
    says_results = RESULTS.search(fold(table.printed.title)) or RESULTS.search(heads)
    return bool(says_results) and "target" not in f"{heads} {fold(table.printed.title)}"


def _is_plan(table: ReadTable, roles: set[str]) -> bool:
    """Whether a table of yearly figures with agencies plans activities, and not indicators."""
    words = fold(" ".join((table.printed.title, *table.header.names)))
    return bool({"activity", "outcome"} & roles) or bool(PLAN.search(words))


def _kind_of_values(table: ReadTable, roles: set[str]) -> str:
    title = fold(table.printed.title)
    if "scale" in roles:
        return "achievement" if title.startswith("capaian") else "official_parameters"
    above = [fold(heading) for heading in reversed(table.printed.headings)]
    for heading in above:
        if SELF_ASSESSMENT.search(heading):
            return "self_assessment"
        if OFFICIAL.search(heading):
            return "official_index"
    return "self_assessment"
