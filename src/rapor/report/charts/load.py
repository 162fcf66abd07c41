"""Who carries what: indicators and activities an agency, misses marked."""

from functools import partial
from typing import Any

import pandas as pd

from rapor.ground.language import Language
from rapor.ground.language import language as language_of
from rapor.report.charts.style import (
    ACCENT,
    EDGE,
    GAP,
    LIGHT,
    SOFT,
    TOLD,
    Chart,
    Drawn,
    beside,
    marks,
    name_rows,
    or_nothing,
    row_chart,
    style,
    widest,
)
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.write.content import Bars, Block, Cell, Column, Figure, Row, Table, cell, words

COLUMNS = ("agency", "label", "indicators", "activities", "missed")
MOST_DRAWN = 12
"""As many agencies have a bar in a report; its table has all."""
MISSED = "#a8430a"
_ROW, _BETWEEN, _TITLE = 0.32, 0.04, 0.28
"""Inches from bar to bar, between a bar and its words, and of the title below."""


@or_nothing
def draw(frame: pd.DataFrame, language: str = "id") -> Chart:
    """One bar an agency: indicators, then activities; the number of misses at the right.

    A row an agency, as ``frame`` makes it: ``label`` names it; ``indicators``,
    ``activities`` and ``missed`` are counts.
    """
    both = frame["indicators"] + frame["activities"]
    counts = _counts(frame)
    behind = _BETWEEN + widest(counts)
    misses = {row: f"▲ {missed}" for row, missed in enumerate(frame["missed"]) if missed}
    right = behind + (GAP + widest(misses.values()) if misses else 0) + EDGE
    with style():
        height = _ROW * len(frame)
        chart, axes = row_chart(frame["label"], height, (EDGE, right, _TITLE))
        rows = range(len(frame))
        axes.barh(rows, frame["indicators"], height=0.66, color=ACCENT)
        axes.barh(rows, frame["activities"], left=frame["indicators"], height=0.66, color=LIGHT)
        for row, end, count in zip(rows, both, counts, strict=True):
            axes.annotate(
                count,
                (end, row),
                (_BETWEEN * 72, 0),
                textcoords="offset points",
                va="center",
                color=SOFT,
            )
        for row, missed in misses.items():
            beside(axes, row, missed, MISSED, indent=behind)
        axes.set(xlim=(0, both.max()), ylim=(len(frame) - 0.5, -0.5), xticks=[])
        axes.set_xlabel(_measure(frame, language_of(language)))
        axes.spines["bottom"].set_visible(False)
        name_rows(axes, list(frame["label"]))
        chart.tell(axes, frame)
    return chart


def frame(edition: SourcedEdition) -> pd.DataFrame:
    """What ``draw`` draws: agencies that carry anything, the most first.

    What several agencies share counts for each of them.
    """
    table = edition.tables["agencies"]
    made = pd.DataFrame(
        {
            "agency": table["agency"],
            "label": table["label"],
            "indicators": table["indicator_count"].astype(int),
            "activities": table["activity_count"].astype(int),
            "missed": table["not_achieved_count"].astype(int),
        },
        columns=COLUMNS,
    )
    made["both"] = made["indicators"] + made["activities"]
    named = made[(made["agency"].fillna("") != "") & (made["both"] > 0)]
    order = named.sort_values(["both", "label"], ascending=[False, True], kind="stable")
    return order[list(COLUMNS)].reset_index(drop=True)


def _counts(frame: pd.DataFrame) -> list[str]:
    """What stands beside the bars; of a year without activities, indicators alone."""
    if not frame["activities"].any():
        return [str(agency.indicators) for agency in marks(frame)]
    return [f"{agency.indicators} + {agency.activities}" for agency in marks(frame)]


def _measure(frame: pd.DataFrame, words: Language) -> str:
    both = frame["activities"].any()
    return words.text("indicators and activities") if both else words.text("indicators")


def _title(rows: pd.DataFrame, words: Language) -> str:
    first = rows.iloc[0]
    if not rows["activities"].any():
        return words.text(
            "{name} carries most: {indicators} indicators",
            name=first["label"],
            indicators=first["indicators"],
        )
    return words.text(
        "{name} carries most: {indicators} indicators and {activities} activities",
        name=first["label"],
        indicators=first["indicators"],
        activities=first["activities"],
    )


def _caption(rows: pd.DataFrame, words: Language) -> str:
    if not rows["activities"].any():
        return words.text("Bar: indicators; ▲ and a number: missed targets.")
    return words.text(
        "Dark bar: indicators; lighter bar: activities with a target of the year; ▲ and a"
        " number: missed targets."
    )


def blocks(edition: SourcedEdition) -> list[Block]:
    """The figure; nothing where no agency carries anything."""
    language, rows = edition.language, frame(edition).head(MOST_DRAWN)
    if rows.empty:
        return []
    rows = rows.assign(**{TOLD: [_told(language, agency) for agency in marks(rows)]})
    return [
        Figure(
            anchor="figure-load",
            title=_title(rows, language),
            caption=_caption(rows, language),
            source=words(language.text("Road map: targets and action plan")),
            alternative=language.text(
                "Load of the agencies. {parts}.",
                parts="; ".join(
                    f"{label}: {count}"
                    for label, count in zip(rows["label"], _counts(rows), strict=True)
                ),
            ),
            drawing=Drawn(partial(draw, rows, language.code)),
            data=_data(edition, rows),
            bars=Bars((1, 2), _measure(rows, language)),
        )
    ]


def _told(language: Language, agency: Any) -> str:
    """What a page tells of an agency: its indicators and activities, and the misses among them."""
    parts = [language.plural("{count} indicator", "{count} indicators", agency.indicators)]
    if agency.activities:
        parts.append(language.plural("{count} activity", "{count} activities", agency.activities))
    if agency.missed:
        parts.append(f"▲ {agency.missed}")
    return f"{agency.label}: {'; '.join(parts)}"


def _data(edition: Edition, rows: pd.DataFrame) -> Table:
    language = edition.language

    def count(number: int) -> Cell:
        return cell(str(number), value=float(number))

    return Table(
        anchor="data-load",
        caption=language.text("Numbers of the figure"),
        columns=(
            Column(language.text("Agency")),
            Column(language.text("Indicators"), "number"),
            Column(language.text("Activities"), "number"),
        ),
        rows=tuple(
            Row((cell(agency.label), count(agency.indicators), count(agency.activities)))
            for agency in marks(rows)
        ),
    )
