"""Chapter 4: the action plan of the year and the quick wins, per area and agency."""

from collections.abc import Callable

from rapor.report.chapters.load import load
from rapor.report.dossier import Dossier
from rapor.report.reported import judged, place_of, realisation, reports
from rapor.report.statements import realised
from rapor.report.status import status_cell
from rapor.report.undertakings import (
    Activity,
    QuickWin,
    activities,
    names,
    place,
    planned_for,
    quick_wins,
    without_figures,
)
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    words,
)
from rapor.write.numbers import behind

CODE = "plan"


def chapter(dossier: Dossier) -> Chapter:
    """The action plan and the quick wins."""
    language = dossier.language
    found = activities(dossier)
    planned, others = planned_for(dossier, found), without_figures(found)
    blocks: list[Block] = [
        Heading(language.text("Activities with a target for the year"), f"{CODE}-activities"),
        Paragraph(words(_planned_said(dossier, planned))),
    ]
    if planned:
        blocks.append(_activities(dossier, planned))
        if told := reports(dossier):
            blocks.append(told)
    if others:
        blocks += [
            Heading(language.text("Activities without yearly targets"), f"{CODE}-others"),
            Paragraph(words(_others_said(dossier, others))),
            _others(dossier, others),
        ]
    blocks += [
        *load(dossier),
        Heading(language.text("Quick wins"), f"{CODE}-quick-wins"),
        *_quick_wins(dossier),
    ]
    return Chapter(CODE, language.text("Action plan and quick wins"), tuple(blocks))


def _planned_said(dossier: Dossier, planned: list[Activity]) -> str:
    language, year = dossier.language, dossier.year
    if not planned:
        return language.text("The action plan prints no target for {year}.", year=year)
    counted = language.plural(
        "The action plan prints a target of {year} for {count} activity.",
        "The action plan prints a target of {year} for {count} activities.",
        len(planned),
        year=year,
    )
    known = {line.indicator for line in dossier.realised}
    measured = sum(one.indicator in known for one in planned)
    told = sum((one.ref, one.activity) in judged(dossier) for one in planned)
    if not measured and not told:
        none = language.text("None of them has a realisation yet.")
        return f"{counted} {none}"
    some = language.plural(
        "{count} of them has a realisation, through its indicator.",
        "{count} of them have a realisation, through their indicators.",
        measured,
    )
    reported = language.plural(
        "Of {count} activity the agency reports a realisation itself.",
        "Of {count} activities the agencies report a realisation themselves.",
        told,
    )
    return " ".join([counted, *([some] if measured else []), *([reported] if told else [])])


def _activities(dossier: Dossier, planned: list[Activity]) -> Table:
    language = dossier.language
    return Table(
        anchor=f"table-{CODE}-activities",
        caption=language.text("Activities with a target for {year}, by area", year=dossier.year),
        columns=(
            Column(language.text("Activity")),
            Column(language.text("Responsible")),
            Column(language.text("Target {year}", year=dossier.year), "printed"),
            Column(language.text("Realisation {year}", year=dossier.when), "number"),
            Column(language.text("Status"), "status"),
            Column(language.text("Source"), "source"),
        ),
        rows=_by_area(dossier, planned, _activity_row),
        source=words(language.text("Road map: action plan, targets as printed")),
    ).without_empty_columns()


def _activity_row(dossier: Dossier, one: Activity) -> Row:
    """A row; of an activity that no indicator measures only its agency can report."""
    line = next((line for line in dossier.planned if line.indicator == one.indicator), None)
    told = judged(dossier).get((one.ref, one.activity))
    status = line.status if line else told.status if told else "no_data"
    reached, places = Cell(()), [place(dossier, one.ref)]
    if line:
        reached = cell(realised(dossier, line), value=line.realised)
    elif told:
        reached = realisation(dossier, told)
        places += [Run("; "), place_of(dossier, told)]
    return Row(
        (
            cell(one.activity),
            cell(names(dossier, one.agencies)),
            cell(one.printed, value=behind(one.printed, one.value)),
            reached,
            status_cell(dossier.language, status, dossier.period),
            cell(*places),
        ),
        depth=1,
    )


def _by_area(
    dossier: Dossier, found: list[Activity], row_of: Callable[[Dossier, Activity], Row]
) -> tuple[Row, ...]:
    """Rows below a head for each area, in the order of the regulation."""
    rows: list[Row] = []
    for area in [*dossier.catalogue.areas.names, ""]:
        inside = [one for one in found if one.area == area]
        if inside:
            name = dossier.area(area) or dossier.language.text("Area not named")
            rows.append(Row((cell(f"{name} ({len(inside)})"),), group=True))
            rows += [row_of(dossier, one) for one in inside]
    return tuple(rows)


def _others_said(dossier: Dossier, others: list[Activity]) -> str:
    return dossier.language.plural(
        "{count} activity is printed without a figure for any year; whether it was carried out"
        " can be said only by its agency.",
        "{count} activities are printed without a figure for any year; whether they were carried"
        " out can be said only by their agencies.",
        len(others),
    )


def _others(dossier: Dossier, others: list[Activity]) -> Table:
    language = dossier.language

    def row_of(dossier: Dossier, one: Activity) -> Row:
        agencies = cell(names(dossier, one.agencies))
        return Row((cell(one.activity), agencies, cell(place(dossier, one.ref))), depth=1)

    return Table(
        anchor=f"table-{CODE}-others",
        caption=language.text("Activities without yearly targets, by area"),
        columns=(
            Column(language.text("Activity")),
            Column(language.text("Responsible")),
            Column(language.text("Source"), "source"),
        ),
        rows=_by_area(dossier, others, row_of),
        source=words(language.text("Road map: activities as printed")),
    ).without_empty_columns()


def _quick_wins(dossier: Dossier) -> list[Block]:
    language, found = dossier.language, quick_wins(dossier)
    if not found:
        none = language.text("The road map prints no quick wins for {year}.", year=dossier.year)
        return [Paragraph(words(none))]
    said = language.plural(
        "The road map prints {count} quick win for {year}. No result of it has been published.",
        "The road map prints {count} quick wins for {year}. No result of them has been published.",
        len(found),
        year=dossier.year,
    )
    table = Table(
        anchor=f"table-{CODE}-quick-wins",
        caption=language.text("Quick wins of {year}", year=dossier.year),
        columns=(
            Column(language.text("Quick win")),
            Column(language.text("Goal")),
            Column(language.text("Responsible")),
            Column(language.text("Target condition")),
            Column(language.text("Expected impact")),
            Column(language.text("Users")),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(_quick_win_row(dossier, one) for one in found),
        source=words(language.text("Road map: quick wins as printed")),
    )
    return [Paragraph(words(said)), table.without_empty_columns()]


def _quick_win_row(dossier: Dossier, one: QuickWin) -> Row:
    goal = dossier.catalogue.goals.names.get(one.goal, "")
    return Row(
        (
            cell(one.title),
            cell(goal),
            cell(names(dossier, one.agencies)),
            cell(one.condition),
            cell(one.impact),
            cell(one.users),
            cell(place(dossier, one.ref)),
        )
    )
