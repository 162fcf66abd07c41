"""What a table is: its kind, by its title, the headings above it and the words of its head."""

from rapor.catalogue.headers import Vocabulary
from rapor.ingest.header import PLANNED_OR_DONE
from rapor.ingest.table_reader import ReadTable, sentences_kind

PLANNED = ("targets", "end_targets", "action_plan")
"""Kinds whose figures are planned ones."""
PLANNED_ROLES = ("target", "end_target")


def years_of(table: ReadTable) -> list[int]:
    """The years that a table has columns for, each once, in its order."""
    years = (table.header.year(at) for at in table.header.years)
    return list(dict.fromkeys(year for year in years if year))


def table_kind(table: ReadTable, vocabulary: Vocabulary, first_year: int | None = None) -> str:
    """Kind of a table; empty where neither words nor columns tell.

    Figures of years are results when all of them are before the road map's ``first_year``, or
    when the title says so and no head speaks of targets.
    """
    header, printed = table.header, table.printed
    roles = set(header.roles)
    if sentences := sentences_kind(printed, vocabulary):
        return sentences
    if printed.items:  # a list of sentences below a heading on priorities, or else of the ministry
        return vocabulary.kind(printed.title) or "recommendations"
    if kind := _kind_of_figures(table, roles, vocabulary, first_year):
        return kind
    words = [printed.title, " ".join(" ".join(row.cells) for row in table.rows[:2])]
    heads = " ".join(header.names)
    names = [printed.title.split("-")[0], *words, *reversed(printed.headings), heads]
    kinds = map(vocabulary.kind, names)
    return next(filter(None, kinds), "") or _kind_of_words(table, roles, vocabulary)


def _kind_of_words(table: ReadTable, roles: set[str], vocabulary: Vocabulary) -> str:
    """A table without figures is one of what was achieved, if its title or head says so."""
    texts = (table.printed.title, *table.header.names, *table.printed.headings)
    says_results = any(vocabulary.says("results", text) for text in texts)
    return "achievement" if "label" in roles and says_results else ""


def _kind_of_figures(
    table: ReadTable, roles: set[str], vocabulary: Vocabulary, first_year: int | None
) -> str:
    counted = [at for at in range(table.header.width) if table.header.counted_year(at)]
    of_scores = {"value", "weight"} <= roles and not roles & {"unit", *PLANNED_OR_DONE}
    if not of_scores and (len(table.header.years) > 1 or len(counted) > 1):
        if _are_results(table, vocabulary, first_year):
            return "results"
        return "action_plan" if _is_plan(table, roles, vocabulary) else "targets"
    if "quarter" in roles:
        return "action_plan"
    if set(PLANNED_ROLES) & roles:
        is_plan = "label" not in roles and _is_plan(table, roles, vocabulary)
        return "action_plan" if is_plan else "end_targets"
    has_values = "value" in roles or {"central_level", "unit_level"} <= roles
    if has_values:
        return _kind_of_values(table, roles, vocabulary)
    return "results" if "realisation" in roles and _has_year(table) else ""


def _has_year(table: ReadTable) -> bool:
    header = table.header
    return any(header.role(at) == "realisation" and header.year(at) for at in range(header.width))


def _are_results(table: ReadTable, vocabulary: Vocabulary, first_year: int | None) -> bool:
    years, header = years_of(table), table.header
    planned = [header.year(at) for at in range(header.width) if header.role(at) in PLANNED_ROLES]
    is_ahead = any(year and first_year and year >= first_year for year in planned)
    if first_year is not None and years and max(years) < first_year and not is_ahead:
        return True
    of_years = {header.role(at) for at in header.years}
    if set(PLANNED_ROLES) & set(header.roles):
        return False  # results beside what was planned; both are read
    if "realisation" in of_years:
        return True
    heads = " ".join(name for line in header.lines for name in line)
    title = table.printed.title
    says_results = vocabulary.says("results", title) or vocabulary.says("results", heads)
    says_targets = vocabulary.says("targets", title) or vocabulary.says("targets", heads)
    return says_results and not says_targets


def _is_plan(table: ReadTable, roles: set[str], vocabulary: Vocabulary) -> bool:
    """Whether a table of figures plans activities, and not indicators.

    Agencies beside indicators make no plan: an activity does, or a title or head that speaks of
    one where agencies are named.
    """
    words = " ".join((table.printed.title, *table.header.names))
    if {"agencies", "budget"} & roles:
        return "activity" in roles or vocabulary.says("plan", words)
    return "activity" in roles and "label" not in roles


def _kind_of_values(table: ReadTable, roles: set[str], vocabulary: Vocabulary) -> str:
    """A table of values: of scores, unless it has no weights and nobody is named who scored."""
    if "scale" in roles:
        is_achieved = vocabulary.says("achieved", table.printed.title)
        return "achievement" if is_achieved else "official_parameters"
    for heading in reversed(table.printed.headings):
        if vocabulary.says("self_assessment", heading):
            return "self_assessment"
        if vocabulary.says("official", heading):
            return "official_index"
    is_scored = {"weight", "central_level"} & roles or vocabulary.part(table.printed.title)
    return "self_assessment" if is_scored or "label" not in roles else "results"
