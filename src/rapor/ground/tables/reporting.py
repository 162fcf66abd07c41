"""Tables of the round of the year: what offices report, what is followed up, money."""

from rapor.ground import vocabularies
from rapor.ground.period import place_in_time
from rapor.ground.ref import Ref
from rapor.ground.tables import columns
from rapor.ground.tables.columns import OfYear, Traced
from rapor.ground.tables.model import Filled, column

OF_AREA = column("code of the change area of a working group that reports; empty for others")
FOLLOW_UP = column(
    "how far the item is followed up; verified is the Inspektorat's word",
    words=vocabularies.FOLLOW_UP,
)


_LETTERS = {
    "internal_review": "R",
    "ministry": "R",
    "adjustment": "A",
    "own_report": "E",
    "quick_win": "Q",
    "team_task": "T",
}
"""First letter of an item's id by its origin; a question keeps the number of its decision."""


def item_id(origin: str, row: int, table: str = "") -> str:
    """The id of an item from where it is printed or reported: ``R-B.2.a-3``, ``A-12``.

    Rows of printed tables and of the lists of the round keep their numbers, so an id stays the
    same over the years.
    """
    return "-".join(part for part in (_LETTERS[origin], table, str(row)) if part)


class ProgressReport(Traced, name="progress", key="table row column"):
    """What an office reports of an indicator, an activity or all its work in a round.

    Of several reports of one office on one thing in one round the last one; ``printed`` is the
    progress in its own words.
    """

    year: int = columns.YEAR
    period: Filled = columns.PERIOD
    level: Filled = columns.LEVEL
    area: str = OF_AREA
    agency: str = columns.AGENCY
    unit_name: str = column("name of the agency's unit that reports; empty for all other levels")
    indicator: str = columns.INDICATOR
    activity: str = column("title of the activity; empty where the report is of none")
    planned: Ref | None = columns.PLANNED
    obstacle: str = column("kind of what stands in the way, a code of obstacles.yaml")
    obstacle_text: str = column("what stands in the way, in the office's own words")
    adjustment: str = column("what is done otherwise because of it; never another target")
    new_date: str = column("day by which the adjustment is to be carried out")
    evidence: str = columns.EVIDENCE
    on: Filled = columns.ON
    first: int = column("row of the first report on the thing in the round: the adjustment's id")


class FollowUpAnswer(Traced, name="follow_up_answers", key="table row column"):
    """What an office answers to an item that is followed up; all answers are kept."""

    item: Filled = columns.ITEM
    year: int = columns.YEAR
    period: Filled = columns.PERIOD
    level: Filled = columns.LEVEL
    area: str = OF_AREA
    agency: str = columns.AGENCY
    status: Filled = FOLLOW_UP
    answer: str = column("what was done, in the office's own words")
    reason: str = columns.REASON
    evidence: str = columns.EVIDENCE
    on: Filled = columns.ON

    def place_in_time(self) -> tuple[tuple[int, int], str, int]:
        """Orders answers by their rounds, then by their days."""
        return place_in_time(self.year, self.period), self.on, self.row


class SpentMoney(Traced, name="spending", key="table row column", within="activity"):
    """Money of activities, as printed or reported, a row a figure; values are in rupiah."""

    activity: Filled = columns.ACTIVITY
    planned: Ref | None = columns.PLANNED
    area: str = columns.AREA
    agencies: str = columns.AGENCIES
    year: int | None = columns.YEAR
    period: Filled = column(
        "part of the year, from its beginning to the end of that part, or a quarter alone",
        words=vocabularies.SPENT_PERIODS,
    )
    kind: Filled = column(
        "whether it is what may be spent or what was", words=vocabularies.MONEY_KINDS
    )
    value: float | None = column("the figure in rupiah; empty when the cell holds no number")
    unit: Filled = column("unit that the column or the line is written in, a code of money.yaml")
    agency: str = column("code of the agency that reports it; empty for what is printed")
    on: str = columns.ON


class AdoptedAdvice(Traced, name="adopted", key="table row column"):
    """Recommendations of our own reports that the city took over, a row each."""

    item: Filled = columns.ITEM
    year: int = columns.YEAR
    period: Filled = columns.PERIOD
    area: str = columns.AREA
    agencies: str = columns.AGENCIES
    indicator: str = columns.INDICATOR
    due: str = column("day by which it is to be done; empty where the report says none")
    on: Filled = column("day on which it was taken over")


class FollowUpItem(OfYear, name="follow_up", key="item"):
    """Everything that asks somebody to act, with what is known of it at the end of the period."""

    item: Filled = columns.ITEM
    origin: Filled = column("what the item comes from", words=vocabularies.ITEM_ORIGINS)
    asked_year: int | None = column("year that it was asked in, or that it is about")
    area: str = columns.AREA
    level: Filled = column("level that is to act, a code of levels.yaml")
    agencies: str = columns.AGENCIES
    indicator: str = columns.INDICATOR
    topic: Filled = columns.TITLE
    due: str = column("day by which it is to be done; empty where none is stated")
    status: Filled = FOLLOW_UP
    answers: int = column("how many answers are kept; 0: nobody has answered")
    answered_on: str = column("day of the last answer")
    answered_by: str = column("agencies or levels that have answered, joined by ';'")
    silent: str = column("responsible agencies that have not answered, joined by ';'")
    disputed: Filled = column(
        "whether the last answers of a round differ between offices", words=vocabularies.YES_NO
    )
    reason: str = columns.REASON
    evidence: str = columns.EVIDENCE
    again: str = column(
        "ids of later items that ask the same again, or years of later reports, joined by ';'"
    )
    ref: Ref | None = column("where it is printed or reported, table:row:column")

    @property
    def is_closed(self) -> bool:
        """Whether nobody has to act any more."""
        return self.status in vocabularies.CLOSED

    @property
    def is_unanswered(self) -> bool:
        """Whether no source and no office says what became of it."""
        return not self.answers and self.status == vocabularies.FOLLOW_UP[0]

    @property
    def since(self) -> int | None:
        """Year since when it is asked; None where only the year is known that it is about."""
        return None if self.origin == "question" else self.asked_year

    @property
    def waits(self) -> bool:
        """Whether somebody has still to act: it is open or under way."""
        return self.status in vocabularies.FOLLOW_UP[:2]

    def is_overdue(self, on: str) -> bool:
        """Whether its day has passed on a day, and nobody reports it as done."""
        return self.waits and bool(self.due) and self.due < on


class Absorption(OfYear, name="absorption", key="planned", within="activity"):
    """Money of the activities of a year beside their output; one says nothing of the other."""

    area: str = columns.AREA
    activity: Filled = columns.ACTIVITY
    agencies: str = columns.AGENCIES
    planned: Ref = columns.PLANNED
    budget: float | None = column("rupiah that may be spent in the year")
    spent: float | None = column("rupiah spent from the beginning of the year")
    absorption_pct: float | None = column("spent in per cent of the year's budget")
    period: str = column("part of the year that spent is known for")
    quarters: str = column(
        "quarters that spent is known for where they are not all of the time, so that they make"
        " no sum, joined by ';'"
    )
    budget_ref: tuple[Ref, ...] = column(
        "where the budget is printed or reported, of a sum every quarter, joined by ';'"
    )
    spent_ref: tuple[Ref, ...] = column(
        "where spent is reported, of a sum every quarter, joined by ';'"
    )
    status: str = column(
        "what can be said of the output's target; empty where none is printed",
        words=vocabularies.STATUSES,
    )
    achievement_pct: float | None = column("output in per cent of its target, not of the money")
