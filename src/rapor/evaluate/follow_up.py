"""The register of follow-up: everything that asks somebody to act, and what became of it.

An item is done when every agency that it names says so; answered by some, it is under way. What
nobody has answered stays open. A group of agencies that no list counts (all agencies) is never
done by what its members say, only by the Inspektorat's word. That word, the last, goes before what
it speaks of.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue, City
from rapor.catalogue.reporting_round import (
    AGENCY_LEVEL,
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    VERIFIED,
)
from rapor.ground.period import place_in_time
from rapor.ground.ref import Ref
from rapor.ground.tables import Tables, records, table_of
from rapor.ground.tables.reporting import (
    AdoptedAdvice,
    FollowUpAnswer,
    FollowUpItem,
    ProgressReport,
    item_id,
)
from rapor.ground.tables.tidy import Finding, QuickWin, Recommendation, TeamTask

Item = dict[str, Any]

_TEAMS = ("working_group", "executing_team")
"""Levels that act on tasks of an area's team, and on quick wins that name no agency."""


def follow_up_table(
    city: City, year: int, accepted: Tables, findings: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """A row an item known in the year, by ``accepted`` tables that know no later round.

    Columns: ``reporting.FollowUpItem``.
    """
    answers = _by_item(records(FollowUpAnswer, accepted["follow_up_answers"]))
    items = [
        *_recommended(accepted, year),
        *_questions(accepted, findings, answers),
        *_adjustments(accepted),
        *_adopted(accepted),
        *_quick_wins(accepted, year),
        *_tasks(accepted),
    ]
    told = [item | _state(item, answers.get(item["item"], []), catalogue) for item in items]
    return table_of(FollowUpItem, [{"city": city.slug, "year": year, **item} for item in told])


def _by_item(answers: Iterable[FollowUpAnswer]) -> dict[str, list[FollowUpAnswer]]:
    """Answers of each item in the order of the rounds, then of the days."""
    by_item: dict[str, list[FollowUpAnswer]] = {}
    for answer in sorted(answers, key=FollowUpAnswer.place_in_time):
        by_item.setdefault(answer.item, []).append(answer)
    return by_item


def _item(code: str, origin: str, topic: str, ref: Ref | None, **further: Any) -> Item:
    blank = dict.fromkeys(("area", "agencies", "indicator", "due", "again"), "")
    known = {"asked_year": None, "level": AGENCY_LEVEL, "status": OPEN}
    named = {"item": code, "origin": origin, "topic": topic, "ref": ref}
    return {**blank, **known, **named, **further}


def _recommended(accepted: Tables, year: int) -> Iterator[Item]:
    """Recommendations up to the year, each with those that ask the same again."""
    rows = [
        row
        for row in records(Recommendation, accepted["recommendations"])
        if row.year is None or row.year <= year
    ]
    again: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        for earlier in row.repeats:
            again.setdefault(earlier.line, []).append(item_id(row.origin, row.row, row.table))
    for row in rows:
        yield _item(
            item_id(row.origin, row.row, row.table),
            row.origin,
            row.topic,
            row.ref,
            asked_year=row.year,
            area=row.area,
            agencies=row.agencies,
            status=row.status,
            again=";".join(again.get((row.table, row.row), ())),
        )


def _questions(
    accepted: Tables, findings: pd.DataFrame, answered: Mapping[str, Any]
) -> Iterator[Item]:
    """Questions to the city by the number of their decision.

    One that has been decided since stays where somebody has answered it.
    """
    carriers = _carriers(accepted)
    by_decision: dict[str, list[Finding]] = {}
    for row in records(Finding, findings):
        if row.decision == "ask" or (row.decision_id and row.decision_id in answered):
            by_decision.setdefault(row.decision_id, []).append(row)
    for code, rows in by_decision.items():
        first = rows[0]
        area, agencies = carriers.get(first.ref.line, ("", ""))
        is_decided = all(row.decision != "ask" for row in rows)
        yield _item(
            code,
            "question",
            first.reason or first.message,
            first.ref,
            asked_year=first.year,
            area=area,
            agencies=agencies,
            indicator=first.indicator,
            status=DONE if is_decided else OPEN,
        )


def _carriers(accepted: Tables) -> dict[object, tuple[str, str]]:
    """Area and agencies of what is planned: by table and row, by indicator, by activity."""
    carriers: dict[object, tuple[str, str]] = {}
    for name in ("targets", "action_plan"):
        for row in accepted[name].to_dict("records"):
            carrier = (row["area"], row["agencies"])
            carriers[row["table"], row["row"]] = carrier
            for known in filter(None, (row["indicator"], row.get("activity"))):
                carriers.setdefault(known, carrier)
    return carriers


def _adjustments(accepted: Tables) -> Iterator[Item]:
    carriers = _carriers(accepted)
    for row in records(ProgressReport, accepted["progress"]):
        if row.adjustment:
            area, _ = carriers.get(row.indicator or row.activity, ("", ""))
            yield _item(
                item_id("adjustment", row.first),
                "adjustment",
                f"{row.adjustment} ({row.unit_name})" if row.unit_name else row.adjustment,
                row.ref,
                asked_year=row.year,
                area=row.area or area,
                level=row.level,
                agencies=row.agency,
                indicator=row.indicator,
                due=row.new_date,
            )


def _adopted(accepted: Tables) -> Iterator[Item]:
    """Recommendations taken over; one that later reports make again is due as it first was."""
    by_item: dict[str, list[AdoptedAdvice]] = {}
    rows = records(AdoptedAdvice, accepted["adopted"])
    for row in sorted(rows, key=lambda row: (place_in_time(row.year, row.period), row.row)):
        by_item.setdefault(row.item, []).append(row)
    for first, *later in by_item.values():
        yield _item(
            first.item,
            "own_report",
            first.printed,
            first.ref,
            asked_year=first.year,
            area=first.area,
            agencies=first.agencies,
            indicator=first.indicator,
            due=first.due,
            again=";".join(dict.fromkeys(str(row.year) for row in later)),
        )


def _quick_wins(accepted: Tables, year: int) -> Iterator[Item]:
    """Quick wins that have begun; those of a span of years are due at its end."""
    for row in records(QuickWin, accepted["quick_wins"]):
        if row.year is not None and row.year > year:
            continue
        last = row.last_year or row.year
        yield _item(
            item_id("quick_win", row.row, row.table),
            "quick_win",
            row.title,
            row.ref,
            asked_year=row.year,
            area=row.area,
            level=AGENCY_LEVEL if row.agencies else _TEAMS[1],
            agencies=row.agencies,
            due=f"{last}-12-31" if last else "",
        )


def _tasks(accepted: Tables) -> Iterator[Item]:
    for row in records(TeamTask, accepted["teams"]):
        level = _TEAMS[0] if row.area else _TEAMS[1]
        code = item_id("team_task", row.row, row.table)
        yield _item(code, "team_task", row.task, row.ref, area=row.area, level=level)


@dataclass(frozen=True)
class _Office:
    """Who answers: an agency, a working group of an area, or a team."""

    level: str
    area: str
    agency: str

    @property
    def code(self) -> str:
        return self.agency or (f"{self.level}:{self.area}" if self.area else self.level)


def _state(item: Item, answers: list[FollowUpAnswer], catalogue: Catalogue) -> Item:
    """What the answers to an item say together."""
    named = [code for code in item["agencies"].split(";") if code]
    single = [code for code in named if code not in catalogue.agencies.collective]
    if not answers:
        return {"answers": 0, "disputed": "no", "silent": ";".join(single)}
    last = {_Office(row.level, row.area, row.agency): row for row in answers}
    answered = {office.agency for office in last}
    responsible = _Responsible.of(named, single)
    return {
        "status": _status(answers, responsible, catalogue.round.verifiers),
        "answers": len(answers),
        "answered_on": max(row.on for row in answers),
        "answered_by": ";".join(office.code for office in last),
        "silent": ";".join(code for code in single if code not in answered),
        "disputed": "yes" if _differ(answers, responsible) else "no",
        "reason": answers[-1].reason,
        "evidence": next((row.evidence for row in reversed(answers) if row.evidence), ""),
    }


@dataclass(frozen=True)
class _Responsible:
    """Who is to act: the agencies that are named, and whether a group without a list is too."""

    agencies: tuple[str, ...]
    has_group: bool

    @classmethod
    def of(cls, named: list[str], single: list[str]) -> "_Responsible":
        return cls(tuple(single), len(named) > len(single))

    def is_member(self, row: FollowUpAnswer) -> bool:
        """Whether an agency answers as one of a group, and is not named itself."""
        return self.has_group and row.level == AGENCY_LEVEL and row.agency not in self.agencies

    def speaks_for_itself(self, row: FollowUpAnswer) -> bool:
        """Whether the Inspektorat answers as one that is to act, and not as who verifies.

        As one of a group it says what it has done itself; it closes the item for all only by
        verifying or dropping it.
        """
        if row.agency in self.agencies:
            return row.status != VERIFIED
        return self.has_group and row.status == DONE


def _status(
    answers: list[FollowUpAnswer], responsible: _Responsible, verifiers: Collection[str]
) -> str:
    """The Inspektorat's word where nobody has answered since; else what the offices say.

    What it has verified stays so until an office takes something back.
    """
    last: dict[_Office, FollowUpAnswer] = {}
    word: FollowUpAnswer | None = None
    for row in answers:
        if row.level in verifiers and not responsible.speaks_for_itself(row):
            word = row
            continue
        last[_Office(row.level, row.area, row.agency)] = row
        if word and not (word.status == VERIFIED and row.status in (DONE, VERIFIED)):
            word = None
    return word.status if word else _together(last, responsible)


def _together(last: Mapping[_Office, FollowUpAnswer], responsible: _Responsible) -> str:
    """The status of all offices together; a named agency that is silent has done nothing yet.

    Of a group somebody may always be silent.
    """
    answered = {office.agency for office in last}
    statuses = [row.status for row in last.values()]
    statuses += [OPEN for code in responsible.agencies if code not in answered]
    statuses += [OPEN] if responsible.has_group else []
    acting = [status for status in statuses if status != DROPPED]
    if not acting:
        return DROPPED
    if all(status in (DONE, VERIFIED) for status in acting):
        return DONE
    return OPEN if all(status == OPEN for status in acting) else IN_PROGRESS


def _differ(answers: list[FollowUpAnswer], responsible: _Responsible) -> bool:
    """Whether offices say different things of one item in the last round that any answered in.

    Members of a group that no list counts do not contradict each other: one has done its part,
    another has not yet.
    """
    last = answers[-1]
    of_round = [
        row
        for row in answers
        if (row.year, row.period) == (last.year, last.period) and not responsible.is_member(row)
    ]
    latest = {_Office(row.level, row.area, row.agency): row.status for row in of_round}
    return len({DONE if status == VERIFIED else status for status in latest.values()}) > 1
