"""Two pages for each level: what came up from below, what it is to decide, what goes up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rapor.catalogue.reporting_round import AGENCY_LEVEL, DONE, UNIT_LEVEL, Level
from rapor.ground.language import message
from rapor.ground.period import last_day
from rapor.ground.tables.reporting import FollowUpItem, ProgressReport
from rapor.report import rounds
from rapor.report.branding import branded
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.front import facts, running_head
from rapor.report.round_offices import Offices
from rapor.write.content import (
    Block,
    Chapter,
    FrontPage,
    ListBlock,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
    Text,
    words,
)
from rapor.write.tables import TableView
from rapor.write.word.tables import TableFit

MOST = 6
"""As many stand in a list of the first page."""
_MOST_NAMED = 8
"""Offices that are named as silent."""
_LINES = 58
"""Lines of the table that fit the second page, each row with one for its edge."""
_WIDTH = 9070
"""How wide text stands on it in Word, which is the narrower format, in twentieths of a point."""


def levels_of(edition: Edition) -> Iterator[tuple[Level, str]]:
    """The levels above the agencies, those by area once for each area, from the ground up."""
    for level in edition.catalogue.round.levels.values():
        if level.code not in (UNIT_LEVEL, AGENCY_LEVEL):
            areas = edition.catalogue.areas.names if level.by_area else ("",)
            yield from ((level, area) for area in areas)


def level_pages(dossier: Dossier, level: Level, area: str) -> Report:
    """The pages of a level, and of an area where there is one level for each."""
    desk = _Desk(dossier, level, area)
    text, name = dossier.text, rounds.office(dossier, level.code, area, "")
    table = desk.table_of(desk.fitting)
    report = Report(
        language=dossier.language.code,
        running=running_head(dossier),
        front=FrontPage(
            title=text("For the level of {level}", level=name),
            city=dossier.facts.name,
            year=dossier.year,
            facts=facts(dossier),
            sections=tuple(desk.sections()),
        ),
        chapters=(Chapter("items", text("What else is followed up"), (table,)),)
        if desk.fitting
        else (),
        is_short=True,
    )
    return branded(report, dossier.brand, dossier.language)


@dataclass(frozen=True)
class _Desk:
    """What concerns one level."""

    dossier: Dossier
    level: Level
    area: str

    @cached_property
    def day(self) -> str:
        return last_day(self.dossier.year, self.dossier.period).isoformat()

    @cached_property
    def items(self) -> list[FollowUpItem]:
        """Items of the level that are not at their end: past their day, then in dispute, first."""
        items = [
            item
            for item in self.dossier.register.values()
            if not item.is_closed and self._concerns(item)
        ]
        return sorted(items, key=self._rank)

    @cached_property
    def fitting(self) -> list[FollowUpItem]:
        """The items that follow those of the first page, as many as fit the second."""
        left = self.items[MOST:]
        if not left:
            return []
        view = TableView(self.table_of(left), self.dossier.language)
        lines = TableFit(view, _WIDTH).lines
        ends = accumulate(height + 1 for height in lines)
        return left[: max(1, sum(end <= _LINES for end in ends))]

    def table_of(self, items: Sequence[FollowUpItem]) -> Table:
        """The table of the second page."""
        return rounds.items_table(self.dossier, items, "table-items", self.day)

    def _rank(self, item: FollowUpItem) -> tuple[bool, bool, bool, str]:
        """What is urgent first; then what an office is to verify; then by day."""
        verifies = bool(self.level.agency) and item.status == DONE
        return not self._is_urgent(item), not verifies, not item.due, item.due

    def _concerns(self, item: FollowUpItem) -> bool:
        """A group has its area; the Inspektorat what is done and its own; a team what is urgent."""
        if self.level.by_area:
            return item.area == self.area
        if self.level.agency:
            is_named = self.level.agency in item.agencies.split(";")
            return is_named or item.status == DONE or item.disputed == "yes"
        return item.level == self.level.code or self._is_urgent(item)

    def _is_urgent(self, item: FollowUpItem) -> bool:
        return item.is_overdue(self.day) or item.disputed == "yes"

    @cached_property
    def _below(self) -> list[ProgressReport]:
        """Reports of the levels that hand on to this one; a group reads those of its area.

        An office, which coordinates the round, reads those of all levels that stand below it.
        """
        levels = list(self.dossier.catalogue.round.levels.values())
        below = {level.code for level in levels if level.above == self.level.code}
        if self.level.agency:
            below |= {level.code for level in levels[: levels.index(self.level)]}
        if self.level.by_area:
            below.add(UNIT_LEVEL)
        return [
            row
            for row in rounds.progress_of(self.dossier)
            if row.level in below and (not self.level.by_area or self._area(row) == self.area)
        ]

    def _area(self, row: ProgressReport) -> str:
        """The area of what a report is on."""
        if row.area or not row.indicator:
            return row.area
        line = self.dossier.planned_line(row.indicator)
        return line.row.area if line else ""

    @cached_property
    def _own(self) -> list[ProgressReport]:
        """Reports of the level itself."""
        return [
            row
            for row in rounds.progress_of(self.dossier)
            if row.level == self.level.code and row.area == self.area
        ]

    def counted(self) -> Paragraph:
        """How many items there are, and how many of them are shown."""
        told = self.dossier.language.plural(
            "{count} item is open for this level; {overdue} past its day on {day}, {unanswered}"
            " without an answer.",
            "{count} items are open for this level; {overdue} past their day on {day},"
            " {unanswered} without an answer.",
            len(self.items),
            overdue=sum(item.is_overdue(self.day) for item in self.items),
            day=self.dossier.day(self.day),
            unanswered=sum(item.is_unanswered for item in self.items),
        )
        if (shown := len(self.items[:MOST]) + len(self.fitting)) < len(self.items):
            told += " " + self.dossier.text("Shown are the first {shown}.", shown=shown)
        ready = sum(item.status == DONE for item in self.items) if self.level.agency else 0
        if ready:
            told += " " + self.dossier.language.plural(
                "{count} of them is reported as done and waits to be verified.",
                "{count} of them are reported as done and wait to be verified.",
                ready,
            )
        return Paragraph(words(told))

    def sections(self) -> Iterator[Section]:
        """The first page."""
        text = self.dossier.text
        none = text("No report has come up for {year}.", year=self.dossier.when)
        came = self._listed(self._below, none)
        if self.level.agency:
            came = (Paragraph(words(self._reported())), *came)
        yield Section(text("What came up from below"), came)
        yield Section(text("What to decide"), self._to_decide())
        goes = [row for row in self._own if row.obstacle or row.adjustment]
        known = self.dossier.catalogue.round.levels.get(self.level.above)
        if known:
            head = text("What goes up: {level}", level=known.names[self.dossier.language.code])
            nothing = text("This level has reported nothing that it cannot settle.")
            yield Section(head, self._listed(goes, nothing))

    def _reported(self) -> str:
        """How many offices have reported in the round, and which of them have not."""
        dossier = self.dossier
        offices = Offices(dossier.city, dossier.catalogue, dossier.tables, dossier.year)
        brought = [offices.brought(code, dossier.period) for code in offices.asked]
        awaited = [row for row in brought if row.has_reported or row.office not in offices.idle]
        silent = [self._name(row.office) for row in awaited if not row.has_reported]
        pattern = message("{count} of {all} offices have reported of {year}.")
        if len(silent) == len(awaited):
            pattern = message("None of the {all} offices has reported of {year} yet.")
        reported = len(awaited) - len(silent)
        told = dossier.text(pattern, count=reported, all=len(awaited), year=dossier.when)
        if not silent:
            return told
        missing = dossier.text("Not yet: {offices}.", offices="; ".join(silent[:_MOST_NAMED]))
        left = len(silent) - _MOST_NAMED
        more = dossier.language.plural("{count} more.", "{count} more.", left) if left > 0 else ""
        return " ".join(filter(None, (told, missing, more)))

    def _name(self, office: str) -> str:
        """Name of an agency, or of a level with its area (``working_group:supervision``)."""
        level, _, area = office.partition(":")
        is_level = level in self.dossier.catalogue.round.levels
        return rounds.office(self.dossier, level, area, "" if is_level else office)

    def _listed(self, rows: Sequence[ProgressReport], none: str) -> tuple[Block, ...]:
        """Reports with their obstacles first; ``none`` where there are none."""
        if not rows:
            return (Paragraph(words(none)),)
        ordered = sorted(rows, key=lambda row: (not row.obstacle, not row.adjustment))
        shown: tuple[Block, ...] = (
            ListBlock(tuple(rounds.told(self.dossier, row) for row in ordered[:MOST])),
        )
        return shown if len(rows) <= MOST else (*shown, self._more(len(rows) - MOST))

    def _item(self, item: FollowUpItem) -> Text:
        """An item in a line: with whom it is, by when, and how far."""
        topic = self.dossier.cited(item.topic.rstrip("."))
        due = self.dossier.day(item.due) if item.due else ""
        by = self.dossier.text("by {day}", day=due) if due else ""
        carried = ", ".join(filter(None, (rounds.responsible(self.dossier, item), by)))
        state = rounds.state_of(self.dossier, item, self.day)
        return words(Run(item.item, "strong"), f" {topic} ({carried}): {state}")

    def _to_decide(self) -> tuple[Block, ...]:
        if not self.items:
            return (Paragraph(words(self.dossier.text("Nothing is open for this level."))),)
        listed = [self._item(item) for item in self.items[:MOST]]
        return self.counted(), ListBlock(tuple(listed))

    def _more(self, count: int) -> Paragraph:
        more = self.dossier.language.plural("{count} more.", "{count} more.", count)
        return Paragraph(words(more))
