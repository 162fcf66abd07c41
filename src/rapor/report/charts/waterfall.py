"""Where the points of the index are lost, from the full score down to the official one."""

from functools import partial

import pandas as pd

from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ComponentLoss
from rapor.report.charts.style import (
    ACCENT,
    EDGE,
    INK,
    PALE,
    SOFT,
    TOLD,
    Chart,
    Drawn,
    marks,
    name_rows,
    or_nothing,
    row_chart,
    shown,
    style,
    widest,
)
from rapor.report.dossier import Dossier
from rapor.report.marked import MarkedFigure
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import with_sources
from rapor.write.content import Bars, Block, Column, Figure, Row, Table, cell, words

COLUMNS = ("component", "label", "bar", "start", "points", "share", "words", "marks")
FILL = {"full": PALE, "lost": "#c2703d", "official": ACCENT}
"""Colour of each kind of bar."""
_INKS = {"full": INK, "lost": SOFT, "official": INK}
_ROW, _BETWEEN = 0.32, 0.04
"""Inches from bar to bar, and between a bar and its words."""


@or_nothing
def draw(frame: pd.DataFrame) -> Chart:
    """One step down a component, the largest first, between the full and the official score.

    A row a bar, as ``frame`` makes it: ``label`` names it, ``bar`` is its kind (``full``,
    ``lost`` or ``official``), ``start`` and ``points`` are where it begins and how long it
    is, ``words`` stand behind it.
    """
    ends = frame["start"] + frame["points"]
    right = _BETWEEN + widest(frame["words"]) + EDGE
    with style():
        chart, axes = row_chart(frame["label"], _ROW * len(frame), (EDGE, right, EDGE))
        axes.barh(
            range(len(frame)),
            frame["points"],
            left=frame["start"],
            height=0.66,
            color=frame["bar"].map(FILL),
        )
        for row, (end, bar) in enumerate(zip(ends, marks(frame), strict=True)):
            axes.annotate(
                shown(bar.words),
                (end, row),
                (_BETWEEN * 72, 0),
                textcoords="offset points",
                va="center",
                color=_INKS[bar.bar],
            )
        axes.set(xlim=(0, ends.max()), ylim=(len(frame) - 0.5, -0.5), xticks=[])
        axes.spines["bottom"].set_visible(False)
        name_rows(axes, list(frame["label"]))
        chart.tell(axes, frame)
    return chart


def frame(dossier: Dossier) -> pd.DataFrame:
    """What ``draw`` draws: the full score, what each component loses, the official index.

    ``share`` is the component's in per cent of all points lost. No rows where no component
    has an official score.
    """
    language, total = dossier.language, dossier.total
    losses = [loss for loss in records(ComponentLoss, dossier.tables["losses"]) if loss.lost]
    if not losses or total is None or total.row.official is None or total.row.weight is None:
        return pd.DataFrame(columns=COLUMNS)
    full, left = total.row.weight, total.row.weight
    views = {view.row.component: view for view in dossier.index}
    rows: list[tuple[object, ...]] = [
        ("index", language.text("Full score"), "full", 0.0, full, None, language.number(full), "")
    ]
    for loss in sorted(losses, key=lambda loss: (loss.loss_rank or 0, loss.component)):
        lost = loss.lost or 0.0
        left -= lost
        figure = views[loss.component].lost if loss.component in views else MarkedFigure()
        points = str(figure.written(f"−{language.number(lost, 2)}"))
        names = " ".join(mark.text for mark in figure.marks)
        rows.append((loss.component, loss.label, "lost", left, lost, loss.lost_pct, points, names))
    name, official = language.text("Official index"), total.official
    names = " ".join(mark.text for mark in official.marks)
    rows.append(("index", name, "official", 0.0, left, None, str(official), names))
    return pd.DataFrame(rows, columns=COLUMNS)


def blocks(dossier: Dossier) -> list[Block]:
    """The figure; nothing where no component has an official score."""
    language, rows = dossier.language, frame(dossier)
    if rows.empty:
        return []
    sources = {view.row.component: view.sources for view in dossier.index}
    told = [
        with_sources(f"{bar.label}: {bar.words}", sources.get(bar.component, ()))
        for bar in marks(rows)
    ]
    rows = rows.assign(**{TOLD: told})
    lost = rows[rows["bar"] == "lost"]
    first = lost.iloc[0]
    return [
        Figure(
            anchor="figure-fall",
            title=language.text(
                "{component} alone loses {share} per cent of all points lost",
                component=first["label"],
                share=language.number(first["share"], 1),
            ),
            caption=language.text(
                "From the full score down to the official one; each bar is what a component loses."
            ),
            source=words(language.text("Scores as printed, see the table above")),
            alternative=language.text(
                "Points lost. {parts}.",
                parts="; ".join(
                    f"{bar.label}: {language.number(bar.points, 2)}" for bar in marks(lost)
                ),
            ),
            drawing=Drawn(partial(draw, rows)),
            data=_data(dossier, lost),
            bars=Bars((1,), language.text("Points lost by component")),
        )
    ]


def _data(edition: SourcedEdition, lost: pd.DataFrame) -> Table:
    language = edition.language
    return Table(
        anchor="data-fall",
        caption=language.text("Points lost by component"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Lost"), "number"),
            Column(language.text("% of all lost"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    cell(bar.label),
                    cell(
                        language.number(bar.points, 2),
                        *edition.marks_named(bar.marks),
                        value=bar.points,
                    ),
                    cell(language.number(bar.share, 1), value=bar.share),
                )
            )
            for bar in marks(lost)
        ),
    )
