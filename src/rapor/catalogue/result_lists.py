"""The lists of a city's data that grow with each year and round: results, reports, answers, money.

Commands keep them and people may edit them; what each column may hold and means stands here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapor.catalogue.entries import REFERENCE, VERIFIED, ListFile
from rapor.catalogue.names import fold
from rapor.ground.errors import DataRejected, Problem, Problems
from rapor.ground.files import read_rows, read_yaml
from rapor.ground.period import PERIODS
from rapor.ground.places import Day
from rapor.ground.shape import Fields, Number, Shape, Text, as_printed, some_year
from rapor.ground.vocabularies import FOLLOW_UP as STATUSES_OF_ITEMS
from rapor.ground.vocabularies import PUBLICATIONS, SPENT_PERIODS


@dataclass(frozen=True)
class ResultList:
    """A file of results that are not printed in a table: a line a value and publication.

    ``table`` is its name in a trace (``realisation:<row>:printed``), ``columns`` says what their
    cells may hold, ``key`` which of them say of what the value is. Those of ``later`` may be
    missing in a file of before: they are read as empty. Names of ``named`` are compared as people
    read them, whatever their case.
    """

    file: str
    table: str
    columns: Mapping[str, Shape] = field(hash=False)
    key: tuple[str, ...]
    later: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def key_of(self, line: Mapping[str, str]) -> tuple[str, ...]:
        """What a line is about, and who says it."""
        return tuple(fold(line[name]) if name in self.named else line[name] for name in self.key)

    def wrong(self, line: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What was found in a cell that cannot stand there, and what was expected."""
        for name, shape in self.columns.items():
            cell = line[name].strip()
            if not cell and not shape.blank:
                yield f"no {name}", shape.expected
            elif cell and not shape.holds(line[name]):
                yield f"{name} {line[name]!r}", shape.expected

    @property
    def as_list(self) -> ListFile:
        """The same columns as a list; lines that stand twice are told where they are read."""
        return ListFile(self.columns, {}, ())

    def lines(self, path: Path, shown: str) -> list[dict[str, str]]:
        """The lines as text; a city without any result has the header alone.

        Raises ``MissingInput``, and ``DataRejected`` for other columns than these.
        """
        header, rows = read_rows(path, shown)
        absent = self.later.difference(header)
        if absent:
            header = [*header, *absent]
            rows = [row | dict.fromkeys(absent, "") for row in rows]
        if sorted(header) != sorted(self.columns):
            listed = ", ".join(self.columns)
            problems = [
                Problem(shown, f"column {name!r} is missing", listed, "restore the column")
                for name in self.columns
                if name not in header
            ]
            problems += [
                Problem(shown, f"column {name!r}", listed, "correct its name")
                for name in header
                if name not in self.columns
            ]
            raise DataRejected(problems)
        return rows


_PUBLISHED: Mapping[str, Shape] = {
    "publisher": as_printed("who published it", form="who published it"),
    "publication": Text(words=PUBLICATIONS, meaning="kind of publication, as sources.yaml says"),
    "published": Day(part=True, blank=True, meaning="date of the publication"),
    "address": Text(blank=True, meaning="where it can be read"),
}
"""Cells about a publication; what its date is held to, ``clean/publications`` says."""
_ENDING: Mapping[str, Shape] = {
    "note": Text(blank=True, meaning="for people"),
    "source": Text(form="a key of sources.yaml", meaning="a key of sources.yaml"),
}
_OF_A_TIME: Mapping[str, Shape] = {
    "year": Text(blank=True, pattern="[0-9]{4}", form="a year", meaning="year of the value"),
    "period": Text(words=PERIODS, meaning="the whole year, or a half of it"),
    "printed": Text(form="a value", meaning="the value exactly as published"),
}

RESULTS = ResultList(
    "realisation.csv",
    "realisation",
    {
        "indicator": Text(meaning="code of indicators.yaml"),
        **_OF_A_TIME,
        "assessor": as_printed("who measured it", blank=True),
        **_PUBLISHED,
        "scale": Text(blank=True, meaning="scale of the value where it has another, as 0-100"),
        **_ENDING,
    },
    ("indicator",),
)
"""Results of indicators, each with its publication."""

ACTIVITY_RESULTS = ResultList(
    "activity-realisation.csv",
    "activity-realisation",
    {
        "activity": Text(meaning="as the action plan prints it"),
        "planned": Text(meaning="where its target is printed: table:row:column"),
        **_OF_A_TIME,
        **_PUBLISHED,
        **_ENDING,
    },
    ("activity", "planned"),
)
"""Results of activities; ``planned`` is where the target is printed. A city may have no file."""


_OF_A_ROUND: Mapping[str, Shape] = {
    "year": Text(pattern="[0-9]{4}", form="a year", meaning="year of the round"),
    "period": Text(words=PERIODS, meaning="the whole year, or a half of it"),
    "level": Text(meaning="who reports, a code of levels.yaml"),
    "area": Text(blank=True, meaning="change area of a working group; empty for others"),
    "agency": Text(blank=True, meaning="code of agencies.csv; empty for groups and teams"),
}
_OF_AN_ACTIVITY: Mapping[str, Shape] = {
    "activity": Text(blank=True, meaning="as the action plan prints it"),
    "planned": Text(blank=True, meaning="where its target is printed: table:row:column"),
}
_KEPT: Mapping[str, Shape] = {
    "evidence": Text(blank=True, meaning="document or address that shows it"),
    "on": Day(meaning="day of the report, else the one on which it was kept"),
    "source": Text(form="a key of sources.yaml", meaning="a key of sources.yaml"),
}

PROGRESS = ResultList(
    "progress.csv",
    "progress",
    {
        **_OF_A_ROUND,
        "unit_name": Text(blank=True, meaning="unit of the agency that reports, at level unit"),
        "indicator": Text(blank=True, meaning="code of indicators.yaml, where it is of one"),
        **_OF_AN_ACTIVITY,
        "progress": Text(blank=True, meaning="what progressed, in the office's own words"),
        "obstacle": Text(blank=True, meaning="kind of what stands in the way, of obstacles.yaml"),
        "obstacle_text": Text(blank=True, meaning="what stands in the way, in its own words"),
        "adjustment": Text(blank=True, meaning="what is done otherwise; never another target"),
        "new_date": Day(blank=True, meaning="day by which the adjustment is carried out"),
        **_KEPT,
    },
    ("year", "period", "level", "area", "agency", "unit_name", "indicator", "activity", "planned"),
    later=frozenset({"unit_name"}),
    named=frozenset({"unit_name"}),
)
"""What offices report in each round, in the order in which it was kept; nothing is replaced."""

FOLLOW_UP = ResultList(
    "follow-up.csv",
    "follow-up",
    {
        "item": Text(meaning="id of the register, as 'rapor follow-up' shows it"),
        **_OF_A_ROUND,
        "status": Text(words=STATUSES_OF_ITEMS, meaning="verified is the Inspektorat's word"),
        "answer": Text(blank=True, meaning="what was done, in the office's own words"),
        "reason": Text(blank=True, meaning="why it is dropped, or stands lower than before"),
        **_KEPT,
    },
    ("item", "year", "period", "level", "area", "agency"),
)
"""Answers to what is followed up, in the order in which they were kept; nothing is replaced."""

SPENDING = ResultList(
    "spending.csv",
    "spending",
    {
        **_OF_AN_ACTIVITY,
        "year": _OF_A_ROUND["year"],
        "period": Text(
            words=SPENT_PERIODS, meaning="from January to the end of that part, or a quarter alone"
        ),
        "unit": Text(meaning="unit of both figures, a code of money.yaml"),
        "budget": Text(blank=True, meaning="what may be spent in the year; a quarter's alone"),
        "spent": Text(blank=True, meaning="what was spent in that part of the year"),
        "agency": Text(blank=True, meaning="code of agencies.csv: who reports it"),
        **_KEPT,
    },
    ("activity", "planned", "year", "period", "agency"),
)
"""Money of activities as offices report it; a later line of the same office goes before."""

ADOPTED = ResultList(
    "adopted.csv",
    "adopted",
    {
        "item": Text(pattern="E-.+", form="an id E-<year>-<number>", meaning="its id, for good"),
        "year": Text(pattern="[0-9]{4}", form="a year", meaning="year of the report"),
        "period": Text(words=PERIODS, meaning="the whole year, or a half of it"),
        "area": Text(blank=True, meaning="change area that it is about, a code of areas.yaml"),
        "agencies": Text(blank=True, meaning="who is to act: codes of agencies.csv, joined by ;"),
        "indicator": Text(blank=True, meaning="code of indicators.yaml that it is about"),
        "component": Text(blank=True, meaning="component of the index that it is about"),
        "topic": as_printed("what is to be done, as the report says it"),
        "due": Day(blank=True, meaning="day by which it is to be done"),
        "on": Day(meaning="day on which it was taken over"),
        "by": as_printed("who took it over"),
        "source": _KEPT["source"],
    },
    ("item", "year", "period"),
)
"""Recommendations of our own reports that the city has taken over; one that a later report makes
again has a line more with the same id. A city may have none of these files."""


def _sourced(name: str, shape: Shape) -> Fields:
    """An entry of one bound, with where it stands."""
    fields = {name: shape, "reference": REFERENCE, "verified": VERIFIED}
    return Fields(fields=fields, needed=tuple(fields))


RESULT_YEARS = Fields(
    fields={
        "first": _sourced("year", some_year("first that a result can be of")),
        "published_after_end": _sourced(
            "years", Number(whole=True, low=0, meaning="after the end of a road map")
        ),
    },
    needed=("first", "published_after_end"),
)


@dataclass(frozen=True)
class ResultYears:
    """Of which years a result can be, and how long after a road map's end it can be published."""

    first: int
    after_end: int


def read_result_years(path: Path, shown: str) -> ResultYears:
    """Read result_years.yaml; raises ``DataRejected`` with all its problems."""
    content, problems = read_yaml(path, shown), Problems()
    RESULT_YEARS.check(content or {}, shown, problems)
    problems.raise_if_any()
    return ResultYears(content["first"]["year"], content["published_after_end"]["years"])
