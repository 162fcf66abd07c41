"""What changed since the year before: what rose and fell, what is new, what the city answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from rapor.ground.figures import apart
from rapor.ground.language import message
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ChangeLine, CourseLine
from rapor.report.card import MOVES, index_of
from rapor.report.chapters.trajectory import breaks
from rapor.report.components import DECIMALS
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.marked import MarkedFigure, with_marks
from rapor.report.sentences_on_index import INDEX_INDICATOR
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import listed
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
    cell,
    words,
)

CODE = "year_on_year"
_NOT_COMPARED = {
    "series_break": message("not compared: another series"),
    "only_bounds": message("not compared: only a range or a bound is known"),
    "not_comparable": message("not compared: units or scales differ"),
}


def chapter(dossier: Dossier) -> Chapter:
    """The year against the year before."""
    title = dossier.text("Against the year before")
    if not dossier.is_annual:
        no_half = dossier.text("A half year is not set against a whole year before it.")
        return Chapter(CODE, title, (Paragraph(words(no_half)),))
    if dossier.year == dossier.city.years[0]:
        first = dossier.text(
            "{year} is the first year of this evaluation: there is no year before to set it"
            " against.",
            year=dossier.year,
        )
        return Chapter(CODE, title, (Paragraph(words(first)),))
    changes = records(ChangeLine, dossier.tables["changes"])
    both = [row for row in changes if row.move_basis not in ("first_known", "not_known_now")]
    blocks: list[Block] = [Paragraph(_counted(dossier, both))]
    if len(both) > 1:
        blocks.append(_table(dossier, both))
    points = [_index(dossier), *_statuses(dossier, both), *_known(dossier, changes)]
    points += [_from_agencies(dossier), _waiting(dossier), *_breaks(dossier)]
    if sentences := tuple(point for point in points if point):
        blocks.append(ListBlock(sentences))
    return Chapter(CODE, title, tuple(blocks))


def _counted(dossier: Dossier, both: list[ChangeLine]) -> Text:
    """How many values moved which way, of those that stand beside one of the year before."""
    named = {"before": dossier.year - 1, "year": dossier.year}
    compared = [row.move for row in both if row.move_basis == "compared"]
    if not both:
        nothing = dossier.text(
            "No indicator has a realisation of both {before} and {year}; nothing can be said to"
            " have risen or fallen.",
            **named,
        )
        return words(nothing)
    counted = dossier.language.plural(
        "{count} indicator has a realisation of both {before} and {year}.",
        "{count} indicators have a realisation of both {before} and {year}.",
        len(both),
        **named,
    )
    if len(both) == 1:  # a table of one row says no more than a sentence
        return words(counted, " ", _alone(dossier, both[0]))
    if not compared:
        none = dossier.text("None of them can be compared, for the reasons in the table.")
        return words(f"{counted} {none}")
    moves = [
        dossier.text("{count} {move}", count=compared.count(move), move=dossier.text(name))
        for move, name in MOVES.items()
        if move in compared
    ]
    parts = dossier.text(
        "Of those that can be compared: {moves}.", moves=dossier.language.join(moves)
    )
    return words(f"{counted} {parts}")


def _alone(dossier: Dossier, row: ChangeLine) -> Text:
    """What became of the only indicator of both years."""
    change = _Change(dossier, row)
    moved = words(change.moved)
    if size := change.difference:
        moved = words(moved, " (", size.text, ")")
    told = with_marks(
        dossier.language,
        "{name}: {before} in {first}, {now} in {year}, {moved}.",
        name=row.label,
        before=dossier.course_figure(change.before),
        first=dossier.year - 1,
        now=dossier.course_figure(change.now),
        year=dossier.year,
        moved=moved,
    )
    return words(told, " (", change.sources, ")")


def _table(dossier: Dossier, both: list[ChangeLine]) -> Table:
    text, before = dossier.text, dossier.year - 1
    return Table(
        anchor=f"table-{CODE}",
        caption=text("Realisations of {before} and {year}", before=before, year=dossier.year),
        columns=(
            Column(text("Indicator")),
            Column(str(before), "number"),
            Column(str(dossier.year), "number"),
            Column(text("Change"), "number"),
            Column(text("Direction")),
            Column(text("Status {year}", year=before), "status"),
            Column(text("Status {year}", year=dossier.year), "status"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(_row(dossier, row) for row in _ordered(both)),
        source=words(text("Published realisations; differences are ours")),
    ).without_empty_columns()


def _ordered(both: Iterable[ChangeLine]) -> list[ChangeLine]:
    """Those that fell first, for they need to be explained; then those that rose and stayed."""
    order = ["worse", "better", "same", ""]
    return sorted(both, key=lambda row: (order.index(row.move), row.label))


@dataclass(frozen=True)
class _Change:
    """What is said of an indicator that has a realisation of both years."""

    dossier: Dossier
    row: ChangeLine

    @cached_property
    def _line(self) -> LineView:
        lines = self.dossier.lines
        return next(line for line in lines if line.row.indicator == self.row.indicator)

    @property
    def before(self) -> CourseLine:
        """The realisation of the year before."""
        return self._line.realisations[self.dossier.year - 1]

    @property
    def now(self) -> CourseLine:
        """The realisation of the year."""
        return self._line.realisations[self.dossier.year]

    @property
    def difference(self) -> MarkedFigure:
        """The difference with its sign and the decimals of the finer side; else nothing."""
        change = self.row.change
        if change is None:
            return MarkedFigure()
        both = self.before, self.now
        size = apart(self.dossier.language, change, *((of.printed, of.value) for of in both))
        sign = "+" if change > 0 else "-" if change < 0 else ""
        return self.dossier.marked(f"{sign}{size}", change, *(of.ref for of in both))

    @property
    def moved(self) -> str:
        """Which way it moved, or why the years are not compared."""
        row = self.row
        return self.dossier.text(MOVES[row.move] if row.move else _NOT_COMPARED[row.move_basis])

    @property
    def sources(self) -> Text:
        """Where both are published."""
        return listed(self._line.source("realised", of.ref) for of in (self.before, self.now))


def _row(dossier: Dossier, row: ChangeLine) -> Row:
    change = _Change(dossier, row)
    return Row(
        (
            cell(row.label),
            dossier.course_figure(change.before).cell,
            dossier.course_figure(change.now).cell,
            change.difference.derived_cell,
            cell(change.moved),
            dossier.status_cell(row.before_status),
            dossier.status_cell(row.status),
            cell(change.sources),
        )
    )


def _index(edition: SourcedEdition) -> Text:
    """The index of both years, where both are known."""
    year, language = edition.year, edition.language
    values = [index_of(edition, of_year) for of_year in (year - 1, year)]
    before, now = values
    if before is None or now is None:
        return ()
    named = {"first": year - 1, "before": before[1], "year": year, "now": now[1]}
    if edition.catalogue.series.between(INDEX_INDICATOR, year - 1, year):
        return words(
            language.text(
                "The index of {first} was {before}, that of {year} is {now}: two series, not"
                " compared.",
                **named,
            )
        )
    moved = now[0] - before[0]
    sign = "+" if moved > 0 else ""
    return words(
        language.text(
            "The index went from {before} in {first} to {now} in {year} ({change}).",
            change=f"{sign}{language.number(moved, DECIMALS)}",
            **named,
        )
    )


def _statuses(edition: Edition, both: list[ChangeLine]) -> list[Text]:
    """Which indicators have another status than the year before, by what it was and is.

    Across a break of its series a status says nothing about the one before.
    """

    def step(row: ChangeLine) -> tuple[str, str]:
        return row.before_status, row.status

    of_one_series = [row for row in both if row.move_basis != "series_break"]
    moved = sorted((row for row in of_one_series if row.before_status != row.status), key=step)
    return [
        words(
            edition.text(
                "From {before} to {now}: {names}.",
                before=edition.status_word(before),
                now=edition.status_word(now),
                names=edition.language.join([row.label for row in rows]),
            )
        )
        for (before, now), rows in groupby(moved, key=step)
    ]


def _known(edition: Edition, changes: list[ChangeLine]) -> list[Text]:
    """What was published of the year alone, and what of the year before has no successor yet."""
    told = (
        ("first_known", message("Published for {year}, not known of {before}: {names}.")),
        ("not_known_now", message("Known of {before}, not published for {year} yet: {names}.")),
    )
    return [
        words(
            edition.text(
                sentence,
                year=edition.year,
                before=edition.year - 1,
                names=edition.language.join(names),
            )
        )
        for basis, sentence in told
        if (names := [row.label for row in changes if row.move_basis == basis])
    ]


def _from_agencies(dossier: Dossier) -> Text:
    """What the city answered: the realisations of the year that its agencies report."""
    answered = dossier.by_agencies
    if not answered:
        return words(
            dossier.text(
                "No realisation of {year} is an answer of an agency to a request.",
                year=dossier.year,
            )
        )
    return with_marks(
        dossier.language,
        "Answered by the agencies: {names}.",
        names=dossier.language.join([line.row.label for line in answered]),
    )


def _waiting(edition: SourcedEdition) -> Text:
    """How many questions the city has not answered."""
    count = edition.question_count
    if not count:
        return ()
    return words(
        edition.language.plural(
            "{count} question on the documents is still without an answer.",
            "{count} questions on the documents are still without an answer.",
            count,
        )
    )


def _breaks(edition: SourcedEdition) -> list[Text]:
    """Why values of an indicator that stand in this report are not set against each other."""
    return [words(edition.rule_words(new)) for new in breaks(edition)]
