"""The chapter: activities with a target of the year, those without figures, and quick wins."""

from dataclasses import dataclass, replace

from rapor.ground.figures import planned
from rapor.ground.ref import natural
from rapor.ground.tables import records, undated
from rapor.ground.tables.evaluation import ActivityLine
from rapor.ground.tables.tidy import PlannedActivity, QuickWin
from rapor.report.chapters.plan.agencies import judged, load, load_in_numbers, reports
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import FEW, left_to_appendix
from rapor.report.rounds import money
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source, unlinked
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
ACTIVITIES_ANCHOR = f"{CODE}-activities-all"
OTHERS_ANCHOR = f"{CODE}-others"
QUICK_WINS_ANCHOR = f"{CODE}-quick-wins"
"""Where the appendix lists what the road map plans."""


@dataclass(frozen=True)
class ActivityView:
    """What a report says of an activity with a target of the year.

    Of an activity that no indicator measures, only the agency's own report tells.
    """

    row: ActivityLine
    edition: SourcedEdition

    @property
    def is_measured(self) -> bool:
        """Whether its indicator has a realisation."""
        return bool(self.row.indicator) and self.has_data

    @property
    def is_reported(self) -> bool:
        """Whether its agency reports a realisation itself."""
        return not self.row.indicator and self.has_data

    @property
    def has_data(self) -> bool:
        """Whether a realisation is known, through its indicator or from its agency."""
        return self.row.realised is not None or bool(self.row.realised_text)

    @property
    def target(self) -> Cell:
        """The target as printed; one that a decision replaced brings its mark."""
        row = self.row
        printed = self.edition.marked(row.target_printed, row.target, row.target_ref)
        return replace(printed.cell, value=behind(row.target_printed, row.target))

    @property
    def realised(self) -> Cell:
        """The realisation of the year, through the indicator or as the agency reports it."""
        row = self.row
        shown = planned(
            self.edition.language,
            row.realised,
            row.realised_text,
            row.realised_printed,
            comparator=row.realised_comparator,
            high=row.realised_high,
        )
        figure = self.edition.marked(shown, row.realised, row.realised_ref)
        return replace(figure.cell, value=behind(shown, row.realised))

    @property
    def sources(self) -> Cell:
        """Where the target is printed, and the realisation reported."""
        printed = unlinked(self.edition, self.row.target_ref)
        if not self.is_reported or not self.row.realised_ref:
            return cell(printed)
        told = source(self.edition, "reported", self.row.realised_ref)
        return cell(printed, Run("; "), told)


def chapter(dossier: Dossier) -> Chapter:
    """The action plan and the quick wins."""
    text, planned = dossier.text, _planned(dossier)
    counted = _counted(dossier, planned)
    is_whole = _stands_whole(planned)
    blocks: list[Block] = [Heading(_of_year_title(dossier), f"{CODE}-activities")]
    if is_whole:
        blocks.append(Paragraph(words(counted)))
    else:
        title = _all_activities(dossier)
        blocks.append(left_to_appendix(dossier, counted, title, ACTIVITIES_ANCHOR))
    if shown := planned if is_whole else [activity for activity in planned if activity.has_data]:
        blocks.append(_planned_table(dossier, shown, f"table-{CODE}-activities"))
    if planned:
        blocks += reports(dossier, judged(dossier))
    blocks += money(dossier)
    if others := _without_year(dossier):
        told, title = _others_counted(dossier, len(others)), _others_title(dossier)
        blocks.append(left_to_appendix(dossier, told, title, OTHERS_ANCHOR))
    blocks += [*load(dossier), _quick_wins_told(dossier)]
    return Chapter(CODE, text("Action plan and quick wins"), tuple(blocks))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: all that the road map plans for the year, and what hangs on each agency."""
    planned, others, wins = _planned(dossier), _without_year(dossier), _quick_wins(dossier)
    blocks: list[Block] = []
    if not _stands_whole(planned):
        table = _planned_table(dossier, planned, f"table-{CODE}-activities-all")
        blocks += [Heading(_all_activities(dossier), ACTIVITIES_ANCHOR), table]
    if others:
        blocks += [Heading(_others_title(dossier), OTHERS_ANCHOR), _others_table(dossier, others)]
    if wins:
        title = _quick_wins_title(dossier)
        blocks += [Heading(title, QUICK_WINS_ANCHOR), _quick_wins_table(dossier, wins)]
    return [*blocks, *load_in_numbers(dossier)]


def _stands_whole(planned: list[ActivityView]) -> bool:
    """Whether the chapter shows every activity: few of them, or each with a result."""
    return len(planned) <= FEW or all(activity.has_data for activity in planned)


def _of_year_title(edition: Edition) -> str:
    return edition.text("Activities with a target for the year")


def _all_activities(edition: Edition) -> str:
    return edition.text("All activities with a target for {year}", year=edition.year)


def _others_title(edition: Edition) -> str:
    return edition.text("Activities without yearly targets")


def _quick_wins_title(edition: Edition) -> str:
    return edition.text("Quick wins of {year}", year=edition.year)


def of_year(edition: SourcedEdition) -> list[Block]:
    """The activities with a target of the year: how many, and each in a table."""
    planned = _planned(edition)
    counted = Paragraph(words(_counted(edition, planned)))
    table = _planned_table(edition, planned, f"table-{CODE}-activities")
    return [counted, table] if planned else [counted]


def _planned(edition: SourcedEdition) -> list[ActivityView]:
    """The activities with a target of the year, as the evaluation counts them."""
    rows = records(ActivityLine, edition.tables["plan"])
    ordered = sorted(rows, key=lambda row: (row.target_ref, row.activity))
    return [ActivityView(row, edition) for row in ordered]


def _counted(edition: Edition, planned: list[ActivityView]) -> str:
    """How many activities are planned for the year, and of how many anything is known."""
    language, year = edition.language, edition.year
    if not planned:
        return language.text("The action plan prints no target for {year}.", year=year)
    counted = language.plural(
        "The action plan prints a target of {year} for {count} activity.",
        "The action plan prints a target of {year} for {count} activities.",
        len(planned),
        year=year,
    )
    measured = sum(activity.is_measured for activity in planned)
    told = sum(activity.is_reported for activity in planned)
    if not measured and not told:
        none = language.text("None of them has a realisation yet.")
        return f"{counted} {none}"
    sentences = [counted]
    if measured:
        sentences.append(
            language.plural(
                "{count} of them has a realisation, through its indicator.",
                "{count} of them have a realisation, through their indicators.",
                measured,
            )
        )
    if told:
        sentences.append(
            language.plural(
                "Of {count} activity the agency reports a realisation itself.",
                "Of {count} activities the agencies report a realisation themselves.",
                told,
            )
        )
    return " ".join(sentences)


def _without_year(edition: SourcedEdition) -> list[PlannedActivity]:
    """The activities that are printed without a figure for any year, in the documents' order."""
    activities = records(PlannedActivity, undated(edition.tables["action_plan"]))
    return sorted(activities, key=lambda row: (natural(row.table), row.row, row.column))


def _planned_table(edition: Edition, planned: list[ActivityView], anchor: str) -> Table:
    text = edition.text
    rows = [(activity.row.area, _planned_row(activity)) for activity in planned]
    return Table(
        anchor=anchor,
        caption=text("Activities with a target for {year}, by area", year=edition.year),
        columns=(
            Column(text("Activity")),
            Column(text("Responsible")),
            Column(text("Target {year}", year=edition.year), "printed"),
            Column(text("Realisation {year}", year=edition.when), "number"),
            Column(text("Status"), "status"),
            Column(text("Source"), "source"),
        ),
        rows=_by_area(edition, rows),
        source=words(text("Road map: action plan, targets as printed")),
    ).without_empty_columns()


def _planned_row(activity: ActivityView) -> Row:
    row, edition = activity.row, activity.edition
    return Row(
        (
            cell(edition.cited(row.activity)),
            cell("; ".join(edition.agencies(row.agencies))),
            activity.target,
            activity.realised,
            edition.status_cell(row.status),
            activity.sources,
        ),
        depth=1,
    )


def _by_area(edition: Edition, rows: list[tuple[str, Row]]) -> tuple[Row, ...]:
    """Rows below a head for each area, in the order of the regulation."""
    grouped: list[Row] = []
    for area in [*edition.catalogue.areas.names, ""]:
        inside = [row for code, row in rows if code == area]
        if inside:
            name = edition.area(area) or edition.text("Area not named")
            grouped.append(Row((cell(f"{name} ({len(inside)})"),), group=True))
            grouped += inside
    return tuple(grouped)


def _others_counted(edition: Edition, count: int) -> str:
    return edition.language.plural(
        "{count} activity is printed without a figure for any year; whether it was carried out"
        " can be said only by its agency.",
        "{count} activities are printed without a figure for any year; whether they were carried"
        " out can be said only by their agencies.",
        count,
    )


def _others_table(edition: Edition, others: list[PlannedActivity]) -> Table:
    text = edition.text
    rows = [
        (
            activity.area,
            Row(
                (
                    cell(edition.cited(activity.activity)),
                    cell("; ".join(edition.agencies(activity.agencies))),
                    cell(unlinked(edition, activity.ref)),
                ),
                depth=1,
            ),
        )
        for activity in others
    ]
    return Table(
        anchor=f"table-{CODE}-others",
        caption=text("Activities without yearly targets, by area"),
        columns=(
            Column(text("Activity")),
            Column(text("Responsible")),
            Column(text("Source"), "source"),
        ),
        rows=_by_area(edition, rows),
        source=words(text("Road map: activities as printed")),
    ).without_empty_columns()


def _quick_wins(edition: SourcedEdition) -> list[QuickWin]:
    """The quick wins of the year, in the order of the documents."""
    rows = records(QuickWin, edition.tables["quick_wins"])
    of_year = (row for row in rows if row.covers(edition.year))
    return sorted(of_year, key=lambda row: (natural(row.table), row.row, row.column))


def _quick_wins_told(edition: SourcedEdition) -> Paragraph:
    """How many quick wins there are; no source tells of their results."""
    of_year = _quick_wins(edition)
    if not of_year:
        none = edition.text("The road map prints no quick wins for {year}.", year=edition.year)
        return Paragraph(words(none))
    counted = edition.language.plural(
        "The road map prints {count} quick win for {year}. No result of it has been published.",
        "The road map prints {count} quick wins for {year}. No result of them has been published.",
        len(of_year),
        year=edition.year,
    )
    return left_to_appendix(edition, counted, _quick_wins_title(edition), QUICK_WINS_ANCHOR)


def _quick_wins_table(edition: SourcedEdition, of_year: list[QuickWin]) -> Table:
    text = edition.text
    table = Table(
        anchor=f"table-{CODE}-quick-wins",
        caption=_quick_wins_title(edition),
        columns=(
            Column(text("Quick win")),
            Column(text("Goal")),
            Column(text("Responsible")),
            Column(text("Target condition")),
            Column(text("Expected impact")),
            Column(text("Users")),
            Column(text("Source"), "source"),
        ),
        rows=tuple(_quick_win(edition, row) for row in of_year),
        source=words(text("Road map: quick wins as printed")),
    )
    return table.without_empty_columns()


def _quick_win(edition: Edition, quick_win: QuickWin) -> Row:
    return Row(
        (
            cell(edition.cited(quick_win.title)),
            cell(edition.catalogue.goals.names.get(quick_win.goal, "")),
            cell("; ".join(edition.agencies(quick_win.agencies))),
            cell(edition.cited(quick_win.condition)),
            cell(edition.cited(quick_win.impact)),
            cell(edition.cited(quick_win.users)),
            cell(unlinked(edition, quick_win.ref)),
        )
    )
