"""What a form asks beside figures: the items that are followed up, and reports of each level.

An item stands on the sheet of each agency that is to act. What all report as done stands on the
Inspektorat's, which verifies it; what is asked of a group of agencies that no list counts stands
there once any of them has begun, for nobody else can say that all have done it. Groups and teams
share a sheet.
"""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from rapor.catalogue import Catalogue
from rapor.catalogue.reporting_round import (
    AGENCY_LEVEL,
    DONE,
    IN_PROGRESS,
    ORIGIN_WORDS,
    STATUS_WORDS,
    UNIT_LEVEL,
    VERIFIED,
    Level,
)
from rapor.ground.language import Language
from rapor.ground.tables import records
from rapor.ground.tables.reporting import FollowUpItem
from rapor.request.form import LEVELS_SHEET, AgencySheet, Asked


def round_rows(catalogue: Catalogue, register: pd.DataFrame, words: Language) -> list[Asked]:
    """The rows of the round; ``register`` is the table ``follow_up`` of the time asked for."""
    items = sorted(records(FollowUpItem, register), key=lambda item: (not item.due, item.due))
    asked = [row for item in items for row in _of_item(item, catalogue, words)]
    return [*asked, *_of_levels(catalogue, words)]


def _of_item(item: FollowUpItem, catalogue: Catalogue, words: Language) -> Iterator[Asked]:
    """The row of those who act, and that of who verifies; only what waits is asked."""
    level = catalogue.round.levels.get(item.level)
    waits = not item.is_closed and item.status != DONE
    if level and level.code not in (UNIT_LEVEL, AGENCY_LEVEL) and not level.agency:
        if item.area or not level.by_area:
            yield _row(item, words, waits=waits, **_group(level, item.area, catalogue, words))
    else:
        agencies = tuple(code for code in item.agencies.split(";") if code)
        verifies = any(office.agency in agencies for office in _verifying(catalogue))
        yield _row(item, words, agencies=agencies, waits=waits, verifies=verifies)
    for office in _verifying(catalogue):
        if office.agency not in item.agencies.split(";"):
            group = _group(office, "", catalogue, words)
            ready = item.status == DONE or _is_begun_by_a_group(item, catalogue)
            yield _row(item, words, waits=ready, key="verify", verifies=True, **group)


def _verifying(catalogue: Catalogue) -> list[Level]:
    """The levels that are an office, which alone verify."""
    return [level for level in catalogue.round.levels.values() if level.agency]


def _is_begun_by_a_group(item: FollowUpItem, catalogue: Catalogue) -> bool:
    asked = item.agencies.split(";")
    return item.status == IN_PROGRESS and any(
        code in catalogue.agencies.collective for code in asked
    )


def _group(level: Level, area: str, catalogue: Catalogue, words: Language) -> dict[str, Any]:
    """Where a level answers: on the sheet of its agency, else on that of groups and teams."""
    if level.agency in catalogue.agencies.names:
        return {"agencies": (level.agency,)}
    name = f"{level.names[words.code]} {catalogue.areas.names.get(area, '')}".strip()
    speaker = f"{level.code}:{area}" if area else level.code
    return {"agencies": (LEVELS_SHEET,), "speaker": speaker, "speaker_name": name}


def _row(
    item: FollowUpItem,
    words: Language,
    *,
    agencies: tuple[str, ...],
    waits: bool,
    key: str = "item",
    speaker: str = "",
    speaker_name: str = "",
    verifies: bool = False,
) -> Asked:
    """An item as it is asked; *verified* is offered to the one alone that may say it."""
    statuses = tuple(
        words.text(word) for code, word in STATUS_WORDS.items() if verifies or code != VERIFIED
    )
    due = words.date(datetime.date.fromisoformat(item.due)) if item.due else ""
    origin = words.text(ORIGIN_WORDS[item.origin])
    about = [f"{item.item}: {origin}" + (f", {item.asked_year}" if item.asked_year else "")]
    if speaker_name:
        about.append(speaker_name)
    return _asked(
        key=f"{key}:{item.item}",
        kind="follow_up",
        code=item.item,
        name=words.cited(item.topic),
        about="\n".join(about),
        words=statuses,
        scale=" / ".join(statuses),
        target=words.text("by {day}", day=due) if due else "",
        known=words.text("no answer yet") if item.is_unanswered else _latest_answer(item, words),
        agencies=agencies,
        speaker=speaker,
        speaker_name=speaker_name,
        waits=waits,
    )


def _latest_answer(item: FollowUpItem, words: Language) -> str:
    status = words.text(STATUS_WORDS[item.status])
    day = words.date(datetime.date.fromisoformat(item.answered_on)) if item.answered_on else ""
    return f"{status} ({day})" if day else status


def _of_levels(catalogue: Catalogue, words: Language) -> Iterator[Asked]:
    """A row for each level above the agencies, of working groups one for each area."""
    for level in catalogue.round.levels.values():
        if level.code in (UNIT_LEVEL, AGENCY_LEVEL):
            continue
        above = catalogue.round.levels.get(level.above)
        goes = words.text("Goes to: {level}", level=above.names[words.code]) if above else ""
        for area in catalogue.areas.names if level.by_area else [""]:
            place = f"{level.code}:{area}" if area else level.code
            name = f"{level.names[words.code]} {catalogue.areas.names.get(area, '')}".strip()
            group = _group(level, area, catalogue, words)
            key = f"level:{place}"
            yield _asked(key=key, kind="level", code=place, name=name, about=goes, **group)


def with_units(sheet: AgencySheet, words: Language) -> AgencySheet:
    """The sheet of one agency with the row of its units; one of many agencies as it is."""
    if sheet.collective:
        return sheet
    row = _asked(
        key=UNIT_LEVEL,
        kind="unit",
        code=UNIT_LEVEL,
        name=words.text("Report of a unit"),
        about=words.text("Division, technical unit or kelurahan; a row for each thing"),
        agencies=(sheet.agency,),
        waits=bool(sheet.asked),
    )
    return replace(sheet, rows=(*sheet.rows, replace(row, words=(*sheet.subjects,))))


def _asked(**fields: object) -> Asked:
    """A row that asks for no figure."""
    blank = dict.fromkeys(("about", "unit", "scale", "target", "place", "baseline", "known"), "")
    plain = {"measure": "milestone", "low": None, "high": None, "words": ()}
    return Asked(**(blank | plain | fields))  # type: ignore[arg-type]
