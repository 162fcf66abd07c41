"""Columns that several tables share, each with its meaning, and those that all of a stage have."""

from rapor.ground.period import PERIODS
from rapor.ground.ref import Ref
from rapor.ground.tables.model import Filled, TableModel, column
from rapor.ground.vocabularies import (
    COMPARATORS,
    MEASURES,
    POLARITIES,
    PUBLICATIONS,
    SELF_BASES,
    STATUSES,
    VERDICTS,
)

ACHIEVEMENT_PCT = column("realisation in per cent of target, by the indicator's polarity")
ACTIVITY = column("title of the activity as printed")
ADDRESS = column("web address, or place in the document")
AGENCIES = column("codes of the responsible agencies, joined by ';'")
AREA = column("code of the change area")
BASELINE = column("starting value of the road map")
BASELINE_REF = column("where the baseline is printed")
BASELINE_TEXT = column("starting value that is a word")
BEFORE = column("realised value of the year before")
BEFORE_REF = column("where the value of the year before comes from")
CITY = column("slug of the city")
COLUMN = column("header of the raw table's column")
COMPARATOR = column(
    "inequality printed before the value; '=' when none is printed", words=COMPARATORS
)
COMPONENT = column("path of codes in the instrument, such as enabler/fulfilment")
DECISION_ID = column("number of the decision, such as K-01")
END_GAP = column("realisation minus end target, in the indicator's unit")
END_TARGET = column("value to be reached at the end of the road map")
END_TARGET_REF = column("where the end target is printed")
END_TARGET_TEXT = column("end target that is a word")
FINDINGS = column("findings that touch this line, joined by ';'")
GAP = column("realisation minus target, in the indicator's unit; empty without either")
GOAL = column("code of the reform goal")
GRADE = column("letter of the official score")
INDICATOR = column(
    "code of the indicator in the catalogue; empty: the figure is not an indicator's"
)
LABEL = column("name as printed, or the catalogue's name where nothing is printed")
LOST = column("weight minus official score")
MEASURE = column("what kind of quantity is measured", words=MEASURES)
NOTE = column("what the source says beside the value")
OFFICIAL = column("score of the ministry")
OFFICIAL_REF = column("where the official score is printed")
OUTCOME = column("expected result as printed")
PATH_PCT = column("way from baseline to end target that has been gone, in per cent")
PERIOD = column("part of the year that the value, or the evaluation, covers", words=PERIODS)
POLARITY = column("whether a higher or a lower value is better", words=POLARITIES)
PRINTED = column("the cell as printed")
PROBLEM = column("problem to be solved, as printed")
PUBLICATION = column("kind of the publication, for the order of precedence", words=PUBLICATIONS)
PUBLISHER = column("who published the value")
REALISED = column("realised value of the year")
REALISED_COMPARATOR = column(
    "inequality printed before the realised value; '=' when none is printed", words=COMPARATORS
)
REALISED_HIGH = column("upper bound of a realised value that is a range")
REALISED_PRINTED = column("the realised value as published")
REALISED_REF = column("where the realised value comes from, table:row:column")
REALISED_TEXT = column("realised value that is a word")
RECOMPUTED = column("score that follows from the published parts and conversions")
RECOMPUTED_BASIS = column("rule by which it was recomputed, or why it was not")
REF = column("where the value is printed or published, table:row:column")
ROW = column("row of the raw table, counted from 1; 0: the table as a whole")
SCALE_MAX = column("upper end of the indicator's scale")
SCALE_MIN = column("lower end of the indicator's scale")
SCALE_PCT = column("realisation in per cent of the scale's maximum")
SELF = column("score of the city's own assessment, printed or summed", alias="self")
SELF_BASIS = column(
    "printed: as printed; summed: sum of its printed parts; partial: some parts are missing",
    words=SELF_BASES,
)
SELF_DIFFERENCE = column("self minus official")
SELF_REF = column("where the self-assessed score is printed")
SOURCE = column("document or publication, a key of the city's sources.yaml")
TABLE = column("number of the printed table, as its file is named")
TARGET = column("target of the year")
TARGET_HIGH = column("upper bound of a target that is a range")
TARGET_PRINTED = column("the target's cell as printed")
TARGET_REF = column("where the target is printed, table:row:column")
TARGET_TEXT = column("target that is a word")
TEXT = column("the normalised word of a cell that is not a number: WTP, BB, Monev UPG")
TITLE = column("what it is about, as printed; of a sentence the topic in our own words")
TOPIC = column("what it is about, in at most twelve words of our own")
UNIT = column("unit of the value: %, PD, kali, indeks")
VALUE = column("the value; empty when the cell holds no number, or was withheld")
VALUE_HIGH = column("upper bound of a range; empty when the value is not a range")
VERDICT = column(
    "whether the end target can be reached, by the rule of trajectory.yaml", words=VERDICTS
)
WEIGHT = column("highest score that the component can have, in points of the index")
YEAR = column("year that the value is for")

LEVEL = column("level that reports, a code of levels.yaml")
AGENCY = column("code of the agency that reports; empty for a level that is none")
EVIDENCE = column("document or address that shows it")
ON = column("day that it is said of, or else on which it was kept, such as 2024-07-15")
ITEM = column("id of the item, the same over the years: R-B.2.a-3")
REASON = column("why the item is dropped, or stands lower than before")
PLANNED = column("cell of the action plan that the activity is known by, table:row:column")

STATUS = column("what can be said of the target", words=STATUSES)
ASSESSOR = column("who gave the value")
DIFFERENCE = column("official score minus recomputed")


class Traced(TableModel):
    """Every row leads back to the printed cell that it comes from."""

    city: Filled = CITY
    source: Filled = SOURCE
    table: Filled = TABLE
    row: int = ROW
    column: Filled = COLUMN
    printed: str = PRINTED

    @property
    def ref(self) -> Ref:
        """The printed cell."""
        return Ref(self.table, self.row, self.column)


class OfYear(TableModel):
    """Every row is of one city and year."""

    city: Filled = CITY
    year: int = YEAR
