"""What things are called: indicators under names of their own, whole sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawRow, RawTable
from rapor.ground.ref import Ref
from rapor.validate.evidence import Evidence, Row, records, reference
from rapor.validate.rule import Rule, about, view_of, within
from rapor.validate.rules.rows import like_words, place_of

_NOT_WORDS = re.compile(r"[^a-z]+")
_CARRIERS = ("text", "outcome", "activity", "label", "problem", "agencies")


def labels(evidence: Evidence) -> pd.DataFrame:
    """One row an indicator of the road map: by how many ``definitions`` its tables print it.

    Labels of which one only says more than the other are one definition, and so are spellings;
    activities of an action plan that stand in an indicator's place are no names of it, nor are
    outcomes that changed places with it.
    """
    printed: dict[str, dict[str, Row]] = {}
    for name in ("targets", "realisations", "action_plan"):
        for row in records(evidence.tables.get(name, pd.DataFrame())):
            spec = evidence.city.tables.get(row["table"])
            indicator = evidence.catalogue.indicators.get(row["indicator"])
            column = spec.column("label") if spec else None
            if spec is None or not indicator or not column or not row["label"]:
                continue
            # where no activity has a column of its own, the labels are activities
            if spec.kind == "action_plan" and not spec.column("activity"):
                continue
            place = {**row, "column": column, "printed": row["label"], "year": None}
            if reference(place) in evidence.doubted:
                continue
            printed.setdefault(indicator.code, {}).setdefault(fold(row["label"]), place)
    rows = []
    likeness = evidence.bound("label_differs", "likeness")
    for by_label in printed.values():
        kept = list(_definitions(list(by_label.values()), likeness))
        # where there are several, a label that says more than another is a further one
        shown = list(_definitions(list(by_label.values()), likeness, nested=False))
        first, *others = shown if len(kept) > 1 else kept
        rows.append(apart(evidence, first, others) | {"definitions": len(kept)})
    return view_of(rows, "definitions")


def _definitions(printed: Sequence[Row], likeness: float, *, nested: bool = True) -> Iterator[Row]:
    """The labels that do not say the same as one before them, or (``nested``) less or more."""
    kept: list[Row] = []
    for row in printed:
        words = words_of(row["printed"])
        if not any(
            _nested(words, before, likeness) and (nested or len(words) == len(before))
            for before in (words_of(other["printed"]) for other in kept)
        ):
            kept.append(row)
            yield row


def negations(evidence: Evidence) -> pd.DataFrame:
    """One row two tables' wordings of one thing: how many negations (``lost``) one has lost."""
    rows, seen = [], set[Ref]()
    denying = frozenset(evidence.catalogue.rules["negation_lost"].words)
    likeness = evidence.bound("negation_lost", "likeness")
    for places in _outcomes(evidence).values():
        for mine, theirs in combinations(places.values(), 2):
            few, many = sorted(
                (_count(denying, place), at) for at, place in enumerate((mine, theirs))
            )
            short, full = (mine, theirs)[few[1]], (mine, theirs)[many[1]]
            if Ref.of(short) in seen or _likeness(short, full) < likeness:
                continue
            lost = many[0] - few[0]
            if lost:
                seen.add(Ref.of(short))
            rows.append(about(evidence, short, expected=full["printed"], compared=full, lost=lost))
    return view_of(rows, "lost")


def _outcomes(evidence: Evidence) -> dict[str, dict[Ref, Row]]:
    """The printed outcomes of each indicator, by the cell that they stand in."""
    lines = {
        (table.spec.table, line.number): (table, line)
        for table in evidence.raw.values()
        for line in table.lines
    }
    by_indicator: dict[str, dict[Ref, Row]] = {}
    for name in ("targets", "action_plan"):
        for row in records(evidence.tables.get(name, pd.DataFrame())):
            table, line = lines.get((row["table"], row["row"]), (None, None))
            column = table.spec.column("outcome") if table else None
            if table and line and column and row["indicator"] and line.cells[column]:
                place = place_of(table, line, column, line.cells[column])
                by_indicator.setdefault(row["indicator"], {})[Ref.of(place)] = place
    return by_indicator


def cut_off(evidence: Evidence) -> pd.DataFrame:
    """One row a text of two words or more: whether its end is ``open``, so that more was meant.

    It is where it ends as no phrase does, or where the same text goes on in other cells that
    print it alike. Cells that print one text under one head were copied, and have one cause.
    """
    joining = evidence.catalogue.rules["text_cut_off"].words
    texts = [place for table in evidence.raw.values() for place in texts_of(table)]
    longer = _going_on(evidence, texts)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for place in texts:
        words = fold(place["printed"]).split()
        if len(words) < 2:
            continue
        is_open = words[-1] in joining or place["printed"].rstrip().endswith(",")
        full = longer.get(_head_and_text(place)) if place["role"] != "agencies" else None
        is_cut = is_open or full is not None
        ending = f"… {' '.join(place['printed'].split()[-3:])}"
        shown = {**place, "printed": ending if is_cut else place["printed"]}
        row = about(evidence, shown, expected=full["printed"] if full else "", open=int(is_cut))
        first = rows.setdefault(_head_and_text(place), row)
        if is_cut and first is not row:
            first["compared_ref"] = ";".join(
                filter(None, (first["compared_ref"], reference(shown)))
            )
            first["compared_printed"] = "; ".join(
                filter(None, (first["compared_printed"], shown["printed"]))
            )
    return view_of(rows.values(), "open")


def _going_on(evidence: Evidence, texts: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """By a column's head and a text of it (folded) the first cell in which that goes on.

    Only where several cells of columns with this head print the longer text.
    """
    prints = evidence.bound("text_cut_off", "prints")
    least = evidence.bound("text_cut_off", "words_of_a_sentence")
    first: dict[tuple[str, str], Row] = {}
    times = Counter(_head_and_text(place) for place in texts)
    for place in texts:
        first.setdefault(_head_and_text(place), place)
    longer = {}
    for shorter, following in pairwise(sorted(times)):
        enough = len(shorter[1].split()) >= least and times[following] >= prints > times[shorter]
        if enough and shorter[0] == following[0] and following[1].startswith(shorter[1]):
            longer[shorter] = first[following]
    return longer


def _head_and_text(place: Row) -> tuple[str, str]:
    """A cell's text by the head of its column, however both are written."""
    return fold(place["column"]), fold(place["printed"])


def texts_of(table: RawTable) -> Iterator[Row]:
    """The cells of a table that hold words."""
    columns = [name for name, spec in table.spec.columns.items() if spec.role in _CARRIERS]
    for row in table.lines:
        for name in columns:
            if row.cells[name].strip():
                role = table.spec.columns[name].role
                yield {**place_of(table, row, name, _title(table, row)), "role": role}


def _title(table: RawTable, row: RawRow) -> str:
    """What a row is about, for a finding about one of its texts."""
    return table.cell(row, "label") or table.cell(row, "activity") or table.spec.title


def apart(evidence: Evidence, first: Row, others: Sequence[Row]) -> dict[str, Any]:
    """One row of a view for all places that name one thing, each by a name of its own."""
    return about(evidence, first) | {
        "expected": "; ".join(other["printed"] for other in others),
        "compared_ref": ";".join(reference(other) for other in others),
        "compared_printed": "; ".join(_quoted(other["printed"]) for other in others),
    }


def _quoted(printed: str) -> str:
    """A name within a sentence: without the stop behind it, or the sign that parts a list."""
    return printed.rstrip(" .").replace("; ", ", ")


def words_of(text: str) -> list[str]:
    """The words of a text of two letters or more, folded."""
    return [word for word in _NOT_WORDS.split(fold(text)) if len(word) > 1]


def _nested(words: Sequence[str], others: Sequence[str], likeness: float) -> bool:
    """Whether one of two names says all that the other does, up to spelling."""
    few, many = sorted((_short_form(words, others), _short_form(others, words)), key=len)
    return all(any(_like(word, other, likeness) for other in many) for word in few)


def _like(word: str, other: str, likeness: float) -> bool:
    """Whether two words are one, up to spelling, an ending, or letters before an abbreviation."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) or long.endswith(short) or like_words(word, other, likeness)


def _short_form(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words, with the initials of neighbours in place of them where the others print these."""
    made = list(words)
    for length in range(2, 6):
        for at in range(len(made) - length + 1):
            initials = "".join(word[0] for word in made[at : at + length])
            if initials in others:
                made[at : at + length] = [initials]
    return made


def _likeness(place: Row, other: Row) -> float:
    """How much of one sentence is the other with words lost or added, from 0 to 1."""
    return SequenceMatcher(None, words_of(place["printed"]), words_of(other["printed"])).ratio()


def _count(words: frozenset[str], place: Row) -> int:
    return sum(word in words for word in words_of(place["printed"]))


RULES = (
    Rule("label_differs", labels, within("definitions", high=1), bounds=("likeness",)),
    Rule("negation_lost", negations, within("lost", high=0), bounds=("likeness",), words=True),
    Rule(
        "text_cut_off",
        cut_off,
        within("open", high=0),
        bounds=("prints", "words_of_a_sentence"),
        words=True,
    ),
)
