"""How complete the evidence is: indicator by year."""

from functools import partial

import pandas as pd
import seaborn as sns

from rapor.report.charts.style import (
    EDGE,
    INK,
    PALE,
    Chart,
    Drawn,
    or_nothing,
    row_chart,
    shown,
    style,
)
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.write.content import Block, Column, Figure, Paragraph, Row, Table, cell, words

COLUMNS = ("indicator", "label", "area", "year", "state")
SIGNS = {"both": "●", "realised": "◆", "target": "○", "neither": "·"}
"""What the cell of an indicator and year holds; the words are in the caption."""
_FILL = {"both": "#b9dccf", "realised": "#cfe0ee", "target": "#ffffff", "neither": "#f0f2f3"}
_ROW, _YEAR, _HEAD = 0.205, 0.8, 0.24
"""Inches of a row, of a year's column, and of the years above."""


@or_nothing
def draw(frame: pd.DataFrame) -> Chart:
    """Heat map of indicators by year, with a sign in each cell.

    A row an indicator and year, as ``frame`` makes it: ``indicator`` is its code, ``label``
    its name, ``state`` one of ``SIGNS``.
    """
    states, labels = _grid(frame)
    names = [shown(label) for label in labels]
    codes = {state: code for code, state in enumerate(SIGNS)}
    rows, years = states.shape
    with style():
        chart, axes = row_chart(names, _ROW * rows, (_HEAD, EDGE, EDGE), _YEAR * years)
        sns.heatmap(
            states.replace(codes).astype(int),
            annot=states.replace(SIGNS),
            fmt="",
            cmap=list(_FILL.values()),
            vmin=-0.5,
            vmax=len(SIGNS) - 0.5,
            cbar=False,
            linewidths=1,
            linecolor=PALE,
            annot_kws={"color": INK, "fontsize": 8},
            yticklabels=names,
            ax=axes,
        )
        axes.xaxis.tick_top()
        axes.set(xlabel="", ylabel="")
    return chart


def _grid(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """States with a row an indicator and a column a year, and the indicators' names."""
    labels = frame.drop_duplicates("indicator").set_index("indicator")["label"]
    states = frame.pivot_table(index="indicator", columns="year", values="state", aggfunc="first")
    return states.reindex(labels.index).fillna("neither"), list(labels)


def frame(dossier: Dossier) -> pd.DataFrame:
    """What ``draw`` draws: the road map's indicators in each year up to the report's."""
    rows = []
    for line in dossier.planned:
        for year in _years(dossier):
            state = {
                (True, True): "both",
                (False, True): "realised",
                (True, False): "target",
                (False, False): "neither",
            }[year in line.targets, year in line.realisations]
            rows.append((line.row.indicator, line.row.label, line.row.area, year, state))
    return pd.DataFrame(rows, columns=COLUMNS)


def _years(edition: Edition) -> list[int]:
    return [year for year in edition.city.years if year <= edition.year]


def blocks(dossier: Dossier) -> list[Block]:
    """The heat map up to the year, or the sentence that no year has a realisation."""
    language, years, rows = dossier.language, _years(dossier), frame(dossier)
    held = int(rows["state"].isin(["both", "realised"]).sum())
    if len(years) == 1:
        return [Paragraph(words(_held(dossier, held, len(rows)), "."))]
    if not held:
        none = language.text(
            "No indicator of the road map has a realisation of any year from {first} to {last}.",
            first=years[0],
            last=years[-1],
        )
        return [Paragraph(words(none))]
    return [
        Figure(
            anchor="figure-completeness",
            title=_held(dossier, held, len(rows)),
            caption=language.text(
                "{both} target and realisation; {realised} realisation without a target;"
                " {target} target without a realisation; {neither} neither.",
                **SIGNS,
            ),
            source=words(language.text("Targets and realisations, as in the appendix")),
            alternative=_alternative(dossier, rows),
            drawing=Drawn(partial(draw, rows)),
            data=_data(dossier, rows),
        )
    ]


def _held(edition: Edition, held: int, asked: int) -> str:
    return edition.language.text(
        "{held} of {asked} realisations that the evaluation up to {year} needs are known",
        held=held,
        asked=asked,
        year=edition.when,
    )


def _alternative(edition: Edition, rows: pd.DataFrame) -> str:
    language = edition.language
    parts = []
    for year, of_year in rows.groupby("year"):
        names = list(of_year.loc[of_year["state"].isin(["both", "realised"]), "label"])
        parts.append(
            language.text("{year}: {names}", year=year, names=language.join(names))
            if names
            else language.text("{year}: none", year=year)
        )
    return language.text("Indicators with a realisation by year. {parts}.", parts="; ".join(parts))


def _data(edition: Edition, rows: pd.DataFrame) -> Table:
    language, (states, names) = edition.language, _grid(rows)
    return Table(
        anchor="data-completeness",
        caption=language.text("Cells of the figure"),
        columns=(
            Column(language.text("Indicator")),
            *(Column(str(year), "status") for year in states.columns),
        ),
        rows=tuple(
            Row((cell(name), *(cell(SIGNS[state]) for state in row)))
            for name, row in zip(names, states.itertuples(index=False), strict=True)
        ),
    )
