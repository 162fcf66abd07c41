"""What offices report round by round, as sections of chapters show it: obstacles, answers, money.

A year in which nobody reported reads as it would without it, with a sentence that asks for it.
"""

from collections.abc import Collection, Sequence

from rapor.catalogue.reporting_round import ORIGIN_WORDS, STATUS_WORDS
from rapor.ground.period import half_name, last_day
from rapor.ground.tables import records
from rapor.ground.tables.reporting import Absorption, FollowUpAnswer, FollowUpItem, ProgressReport
from rapor.ground.vocabularies import ORIGINS
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import unlinked
from rapor.report.status import STATUSES
from rapor.write.content import (
    Block,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)


def progress_of(edition: SourcedEdition) -> list[ProgressReport]:
    """What is reported in the rounds of the report's year, up to its own."""
    rows = records(ProgressReport, edition.tables["progress"])
    return [row for row in rows if row.year == edition.year]


def office(edition: Edition, level: str, area: str, agency: str) -> str:
    """Who reports: the agency's name, else that of the level with its area."""
    if agency:
        return edition.agencies(agency)[0]
    known = edition.catalogue.round.levels.get(level)
    name = known.names[edition.language.code] if known else level
    return f"{name} {edition.area(area)}".strip()


def reporter(edition: Edition, row: ProgressReport) -> str:
    """Who gives a report: a unit with its agency, else the office."""
    name = office(edition, row.level, row.area, row.agency)
    return f"{row.unit_name} ({name})" if row.unit_name else name


def _kind(edition: Edition, code: str) -> str:
    known = edition.catalogue.round.obstacles.get(code)
    return known.names[edition.language.code] if known else code


def _about(edition: Edition, row: ProgressReport) -> str:
    """What a report is on: an indicator, an activity, or all work of who reports."""
    if row.indicator:
        return edition.indicator_name(row.indicator, row.indicator)
    return edition.cited(row.activity) or edition.text("All its work")


def _obstacle(edition: Edition, row: ProgressReport) -> str:
    if not row.obstacle:
        return ""
    kind = _kind(edition, row.obstacle)
    return f"{edition.cited(row.obstacle_text)} ({kind})" if row.obstacle_text else kind


def obstacles(edition: SourcedEdition, indicators: Collection[str]) -> list[Block]:
    """What stands in the way of some indicators, in the words of who says so."""
    hindered = [
        words(
            Run(_about(edition, row), "strong"),
            ": ",
            edition.text(
                "obstacle reported by {office}: {obstacle}.",
                office=reporter(edition, row),
                obstacle=_obstacle(edition, row).rstrip("."),
            ),
        )
        for row in progress_of(edition)
        if row.obstacle and row.indicator in indicators
    ]
    return [ListBlock(tuple(hindered))] if hindered else []


def told(edition: Edition, row: ProgressReport) -> Text:
    """A report in a line: who, of what, progress, obstacle and adjustment."""
    parts = [edition.cited(row.printed)]
    if row.obstacle:
        parts.append(edition.text("obstacle: {obstacle}", obstacle=_obstacle(edition, row)))
    if row.adjustment:
        adjusted = _adjustment(edition, row)
        parts.append(edition.text("adjustment: {adjustment}", adjustment=adjusted))
    contents = "; ".join(part.rstrip(".") for part in parts if part)
    who = reporter(edition, row)
    return words(Run(who, "strong"), f", {_about(edition, row)}: {contents}.")


def reported(edition: SourcedEdition) -> list[Block]:
    """Progress, obstacles and adjustments of the year in a table; or that they are asked for."""
    rows, text = progress_of(edition), edition.text
    if not rows:
        none = text(
            "No office has reported progress, obstacles or adjustments of {year} yet; the data"
            " request asks for them.",
            year=edition.when,
        )
        return [Paragraph(words(none))]
    adjusted = sum(bool(row.adjustment) for row in rows)
    hindered = sum(bool(row.obstacle) for row in rows)
    counted = text(
        "Offices reported {count} times on {year}: obstacles {obstacles} times, adjustments"
        " {adjustments} times. An adjustment changes no target.",
        count=len(rows),
        year=edition.when,
        obstacles=hindered,
        adjustments=adjusted,
    )
    return [
        Heading(text("Progress, obstacles and adjustments"), "followup-progress"),
        Paragraph(words(counted)),
        _progress_table(edition, rows),
    ]


def _progress_table(edition: SourcedEdition, rows: Sequence[ProgressReport]) -> Table:
    """A row a report; where several rounds stand together, each row says its own."""
    text = edition.text
    several = len({row.period for row in rows}) > 1
    return Table(
        anchor="table-followup-progress",
        caption=text("What offices report of {year}", year=edition.when),
        columns=(
            Column(text("Office")),
            Column(text("Period"), "short"),
            Column(text("Of")),
            Column(text("Progress")),
            Column(text("Obstacle")),
            Column(text("Adjustment")),
            Column(text("Source"), "source"),
        ),
        rows=tuple(
            Row(
                (
                    cell(reporter(edition, row)),
                    cell(_round(edition, row) if several else ""),
                    cell(_about(edition, row)),
                    cell(edition.cited(row.printed)),
                    cell(_obstacle(edition, row)),
                    cell(_adjustment(edition, row)),
                    cell(unlinked(edition, row.ref)),
                )
            )
            for row in rows
        ),
        source=words(text("Reports of the offices, in their own words")),
    ).without_empty_columns()


def _round(edition: Edition, row: ProgressReport) -> str:
    return half_name(row.period) or edition.text("year {year}", year=row.year)


def _adjustment(edition: Edition, row: ProgressReport) -> str:
    if not row.adjustment:
        return ""
    return edition.text(
        "{what}, by {day}", what=edition.cited(row.adjustment), day=edition.day(row.new_date)
    )


def followed(edition: SourcedEdition) -> list[Block]:
    """What of the register was answered, and what is past its day; nothing where nobody answered.

    The day is the last of the report's time, never today.
    """
    items = list(edition.register.values())
    day = last_day(edition.year, edition.period).isoformat()
    answered = [item for item in items if item.answers]
    if not answered:
        return []
    shown = [item for item in answered if item.origin not in ORIGINS or item.answered_on]
    overdue = [item for item in items if item.is_overdue(day)]
    text = edition.text
    counted = text(
        "Of {count} items that are followed up, {answered} were answered; {done} are reported as"
        " done, {verified} are verified. On {day}, {overdue} were past their day.",
        count=len(items),
        answered=len(answered),
        done=sum(item.status == "done" for item in items),
        verified=sum(item.status == "verified" for item in items),
        day=edition.day(day),
        overdue=len(overdue),
    )
    waiting = text("An item without an answer is open: nothing says that it was done or refused.")
    return [
        Heading(text("What was answered"), "followup-answers"),
        Paragraph(words(counted, " ", waiting)),
        _items_table(edition, shown, day),
    ]


def items_table(
    edition: SourcedEdition, items: Sequence[FollowUpItem], anchor: str, day: str
) -> Table:
    """Items with who is to act, by when, and how far they are on a day."""
    text = edition.text
    return Table(
        anchor=anchor,
        caption=text("Items that are followed up, on {day}", day=edition.day(day)),
        columns=(
            Column(text("Item"), "short"),
            Column(text("What")),
            Column(text("With whom")),
            Column(text("Due")),
            Column(text("Status")),
            Column(text("Evidence")),
        ),
        rows=tuple(
            Row(
                (
                    cell(item.item),
                    cell(topic(edition, item)),
                    cell(responsible(edition, item)),
                    cell(edition.day(item.due) if item.due else ""),
                    cell(state_of(edition, item, day)),
                    cell(item.evidence),
                ),
                anchor=f"item-{item.item}",
            )
            for item in items
        ),
        source=words(text("Answers of the offices to the data request")),
    ).without_empty_columns()


def _items_table(edition: SourcedEdition, items: Sequence[FollowUpItem], day: str) -> Table:
    return items_table(edition, items, "table-followup-answers", day)


def topic(edition: Edition, item: FollowUpItem) -> str:
    """What an item is about, what it comes from, and the year since when it is asked."""
    origin = edition.text(ORIGIN_WORDS[item.origin])
    since = f"{origin}, {item.since}" if item.since else origin
    return f"{edition.cited(item.topic)} ({since})"


def responsible(edition: Edition, item: FollowUpItem) -> str:
    """Who is to act: the agencies that are named, else the level."""
    if item.agencies:
        return "; ".join(edition.agencies(item.agencies))
    level = edition.catalogue.round.levels.get(item.level)
    if level is None or level.code == "agency":
        return edition.text("not named")
    return office(edition, item.level, item.area if level.by_area else "", "")


def state_of(edition: SourcedEdition, item: FollowUpItem, day: str) -> str:
    """How far an item is, and what has to be known with it."""
    text = edition.text
    if item.is_unanswered:
        unanswered = text("no answer yet")
        return f"{unanswered}; {text('past its day')}" if item.is_overdue(day) else unanswered
    parts = [text(STATUS_WORDS[item.status])]
    if item.answered_on:
        parts[0] = f"{parts[0]} ({edition.day(item.answered_on)})"
    parts += [text("past its day")] if item.is_overdue(day) else []
    if item.disputed == "yes":
        parts.append(text("offices answer differently: {answers}", answers=_last(edition, item)))
    if item.answers and item.silent:
        silent = "; ".join(edition.agencies(item.silent))
        parts.append(text("no answer from {agencies}", agencies=silent))
    if item.again:
        later = edition.language.join(item.again.split(";"))
        parts.append(text("asked again: {items}", items=later))
    if item.reason:
        parts.append(item.reason)
    return "; ".join(parts)


def _last(edition: SourcedEdition, item: FollowUpItem) -> str:
    """The last answer of each office: ``Inspektorat: terbuka, Sekretariat Daerah: selesai``."""
    answers = records(FollowUpAnswer, edition.tables["follow_up_answers"])
    of_item = [row for row in answers if row.item == item.item]
    of_item.sort(key=FollowUpAnswer.place_in_time)
    last = {office(edition, row.level, row.area, row.agency): row.status for row in of_item}
    told = (f"{who}: {edition.text(STATUS_WORDS[status])}" for who, status in last.items())
    return ", ".join(told)


def money(edition: SourcedEdition) -> list[Block]:
    """Budget and spending of activities beside their output; nothing where none is known."""
    rows = records(Absorption, edition.tables["absorption"])
    if not rows:
        return []
    text = edition.text
    meaning = text(
        "Absorption is the share of the budget that was spent. It says nothing of what was reached,"
        " which stands beside it."
    )
    return [
        Heading(text("Budget and spending"), "plan-money"),
        Paragraph(words(meaning)),
        Table(
            anchor="table-plan-money",
            caption=text("Budget and spending of activities, {year}", year=edition.when),
            columns=(
                Column(text("Activity")),
                Column(text("Budget (Rp)"), "number"),
                Column(text("Spent (Rp)"), "number"),
                Column(text("Absorption (%)"), "number"),
                Column(text("Output")),
                Column(text("Source"), "source"),
            ),
            rows=tuple(_money_row(edition, row) for row in rows),
            source=words(text("Road map, and reports of the agencies")),
        ).without_empty_columns(),
    ]


def _money_row(edition: Edition, row: Absorption) -> Row:
    figures = ((row.budget, 0), (row.spent, 0), (row.absorption_pct, 1))
    budget, spent, share = (
        cell("–") if value is None else cell(edition.language.number(value, places), value=value)
        for value, places in figures
    )
    if row.quarters:
        numbers = edition.language.join([code[-1] for code in row.quarters.split(";")])
        spent = cell(edition.text("only of quarter {quarters}, no sum", quarters=numbers))
    output = edition.status_cell(row.status) if row.status in STATUSES else cell("–")
    return Row(
        (
            cell(edition.cited(row.activity)),
            budget,
            spent,
            share,
            output,
            cell(_money_source(edition, row)),
        )
    )


def _money_source(edition: Edition, row: Absorption) -> Text:
    refs = dict.fromkeys((*row.budget_ref, *row.spent_ref))
    return words(*[part for ref in refs for part in (unlinked(edition, ref), " ")][:-1])
