"""Where each indicator stands against its target, on per cent of its scale."""

from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from rapor.ground.figures import percent
from rapor.ground.language import language as language_of
from rapor.report.charts.style import (
    AXIS,
    EDGE,
    GAP,
    INK,
    RULE,
    SOFT,
    TOLD,
    Chart,
    Drawn,
    beside,
    marks,
    name_rows,
    or_nothing,
    per_cent,
    row_chart,
    style,
    widest,
)
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.marked import MarkedFigure
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import with_sources
from rapor.report.status import status_cell, word
from rapor.write.content import (
    Bars,
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Row,
    Table,
    cell,
    words,
)

COLUMNS = (
    "indicator",
    "label",
    "area",
    "status",
    "realised",
    "target",
    "end_target",
    "distance",
    "words",
    "moved",
    "realised_marks",
    "target_marks",
    "end_marks",
)
STATUS_COLOURS = {
    "achieved": "#009E73",
    "not_achieved": "#D55E00",
    "no_target": "#0072B2",
}
"""Okabe-Ito; each has its own marker too."""
MARKERS = {"achieved": "o", "not_achieved": "^", "no_target": "D"}
SIGNS = {"achieved": "●", "not_achieved": "▲", "no_target": "◆"}
"""The markers as the caption writes them."""
_ROW = 0.29
"""Inches from row to row."""


@or_nothing
def draw(frame: pd.DataFrame, language: str = "id") -> Chart:
    """Where each indicator stands: marker for the realisation, line for target, ring for end.

    A row an indicator, as ``frame`` makes it: ``label`` names it; ``realised``, ``target``
    and ``end_target`` are in per cent of its scale; ``status`` is one of ``MARKERS``;
    ``words`` stand at the right. What is ``moved``, because a decision put it there or asks
    the city about it, has a hollow marker.
    """
    text = language_of(language).text
    with_target = bool((frame["status"] != "no_target").any())
    head = text("realisation / target") if with_target else text("realisation / end target")
    right = GAP + widest([head, *frame["words"]]) + EDGE
    with style():
        chart, axes = row_chart(frame["label"], _ROW * (len(frame) + 0.75), (EDGE, right, AXIS))
        _aims(axes, frame)
        sns.scatterplot(
            frame.assign(row=range(len(frame))),
            x="realised",
            y="row",
            hue="status",
            style="status",
            palette=STATUS_COLOURS,
            markers=MARKERS,
            s=62,
            edgecolor="white",
            linewidth=0.6,
            legend=False,
            ax=axes,
            zorder=5,
        )
        _hollow(axes, frame)
        beside(axes, -0.9, head, SOFT)
        for row, words in enumerate(frame["words"]):
            beside(axes, row, words)
        axes.set_ylim(len(frame) - 0.4, -1.15)
        per_cent(axes, text("% of scale"))
        name_rows(axes, list(frame["label"]))
        chart.tell(axes, frame)
    return chart


def _hollow(axes: Axes, frame: pd.DataFrame) -> None:
    """A white heart in the markers of figures that a decision moved, or may yet move."""
    moved = [place for place, row in enumerate(marks(frame)) if row.moved]
    axes.plot(frame["realised"].iloc[moved], moved, "o", ms=3.2, mfc="white", mec="none", zorder=6)


def _aims(axes: Axes, frame: pd.DataFrame) -> None:
    """What the realisations are held against."""
    rings = _rings(frame)
    for row, line in enumerate(marks(frame)):
        aim = line.end_target if pd.isna(line.target) else line.target
        axes.hlines(row, min(aim, line.realised), max(aim, line.realised), RULE, lw=2.5)
        if rings.iloc[row]:
            axes.plot(line.end_target, row, "o", ms=8, mfc="white", mec=SOFT, mew=1.2)
        if pd.notna(line.target):
            axes.vlines(line.target, row - 0.32, row + 0.32, INK, lw=2)


def _rings(frame: pd.DataFrame) -> pd.Series:
    """Whether an end target has a ring: not where the year's target is the same."""
    return frame["end_target"].notna() & (frame["end_target"] != frame["target"])


def frame(dossier: Dossier) -> pd.DataFrame:
    """What ``draw`` draws, the furthest below its aim first: see ``COLUMNS``.

    Lines of the road map with a realisation and an aim on one scale of numbers.
    ``distance`` is from the target, or else the end target, in per cent of scale; negative
    on its wrong side.
    """
    rows = [
        (
            line.row.indicator,
            line.row.label,
            line.row.area,
            line.row.status,
            line.row.scale_pct,
            _on_scale(line, line.row.target),
            _on_scale(line, line.row.end_target),
            _distance(line),
            _words(line),
            line.realised.is_moved or _aim_of(line).is_moved,
            *(_names(figure) for figure in (line.realised, line.target, line.end_target)),
        )
        for line in dossier.realised
        if line.row.status != "not_comparable"
        and line.row.scale_pct is not None
        and _on_scale(line, _aim(line)) is not None
    ]
    made = pd.DataFrame(rows, columns=COLUMNS)
    numbers = ["realised", "target", "end_target", "distance"]
    return made.astype(dict.fromkeys(numbers, float)).sort_values(
        "distance", kind="stable", ignore_index=True
    )


def _aim(line: LineView) -> float | None:
    return line.row.target if line.row.target is not None else line.row.end_target


def _aim_of(line: LineView) -> MarkedFigure:
    return line.target if line.row.has_target else line.end_target


def _names(figure: MarkedFigure) -> str:
    return " ".join(mark.text for mark in figure.marks)


def _on_scale(line: LineView, value: float | None) -> float | None:
    if value is None or not line.row.scale_max or not 0 <= value <= line.row.scale_max:
        return None
    return value / line.row.scale_max * 100


def _distance(line: LineView) -> float:
    away = (line.row.scale_pct or 0.0) - (_on_scale(line, _aim(line)) or 0.0)
    return -away if line.row.polarity == "lower" else away


def _words(line: LineView) -> str:
    return f"{line.realised} / {_aim_of(line)}"


def blocks(dossier: Dossier) -> list[Block]:
    """The figure, or the sentence that no realisation lies on one scale with its target."""
    language, rows = dossier.language, frame(dossier)
    if rows.empty:
        nothing = language.text(
            "No chart is drawn: no realisation of {year} and its target lie on one scale of"
            " numbers.",
            year=dossier.when,
        )
        return [Paragraph(words(nothing))]
    sources = {line.row.indicator: line.sources for line in dossier.realised}
    told = [
        with_sources(said, sources[row.indicator])
        for row, said in zip(marks(rows), _said(dossier, rows), strict=True)
    ]
    rows = rows.assign(**{TOLD: told})
    return [
        Figure(
            anchor="figure-against-targets",
            title=_title(dossier, rows),
            caption=_caption(dossier, rows),
            source=words(
                language.text("Road map and publications, as in the tables of this chapter")
            ),
            alternative=_alternative(dossier, rows),
            drawing=Drawn(partial(draw, rows, language.code)),
            data=_data(dossier, rows),
            bars=Bars((1, 2, 3), dossier.text("% of scale"), 100.0),
        )
    ]


def _title(edition: Edition, rows: pd.DataFrame) -> str:
    language = edition.language
    judged = rows[rows["status"] != "no_target"]
    if len(judged) == 1:
        name, status, year = judged["label"].iloc[0], judged["status"].iloc[0], edition.year
        if not edition.is_annual:
            return f"{name}: {word(language, status, edition.period)}"
        if status == "achieved":
            return language.text("{name} reaches its target of {year}", name=name, year=year)
        return language.text("{name} does not reach its target of {year}", name=name, year=year)
    if len(judged):
        return language.plural(
            "{met} of {count} indicator drawn reaches its target of {year}",
            "{met} of {count} indicators drawn reach their target of {year}",
            len(judged),
            met=int((rows["status"] == "achieved").sum()),
            year=edition.when,
        )
    met, year = int((rows["distance"] >= 0).sum()), edition.city.last_year
    if not met:
        return language.plural(
            "The indicator drawn has not reached its end target of {year} yet",
            "None of the {count} indicators drawn has reached its end target of {year} yet",
            len(rows),
            year=year,
        )
    return language.plural(
        "{met} of {count} indicator drawn already stands at its end target of {year}",
        "{met} of {count} indicators drawn already stand at their end target of {year}",
        len(rows),
        met=met,
        year=year,
    )


def _caption(dossier: Dossier, rows: pd.DataFrame) -> str:
    language = dossier.language
    sentences = [language.text("Realisation in per cent of the indicator's scale, furthest first.")]
    if rows["target"].notna().any():
        sentences.append(language.text("Upright line: target of {year}.", year=dossier.year))
    if _rings(rows).any():
        last = dossier.city.last_year
        sentences.append(language.text("Ring: end target of {year}.", year=last))
    if rows["moved"].any():
        sentences.append(
            language.text(
                "Hollow: its realisation or target was replaced by a decision, or the local"
                " government is asked about it."
            )
        )
    drawn = [status for status in SIGNS if (rows["status"] == status).any()]
    signs = (f"{SIGNS[status]} {word(language, status, dossier.period)}" for status in drawn)
    sentences.append("; ".join(signs) + ".")
    left_out = len(dossier.realised) - len(rows)
    if left_out:
        sentences.append(
            language.plural(
                "{count} indicator with a realisation is not drawn: it is measured in words, or has"
                " no aim on its scale.",
                "{count} indicators with a realisation are not drawn: they are measured in words,"
                " or have no aim on their scale.",
                left_out,
            )
        )
    return " ".join(sentences)


def _alternative(edition: Edition, rows: pd.DataFrame) -> str:
    """The chart in words."""
    parts = "; ".join(_said(edition, rows))
    return edition.text("Realisation and target of each indicator: {parts}.", parts=parts)


def _said(edition: Edition, rows: pd.DataFrame) -> list[str]:
    """Each row of the chart in words."""
    return [
        edition.text(
            "{name} {said}, {status}",
            name=row.label,
            said=row.words,
            status=word(edition.language, row.status, edition.period),
        )
        for row in marks(rows)
    ]


def _data(edition: SourcedEdition, rows: pd.DataFrame) -> Table:
    language = edition.language

    def number(value: float, names: str) -> Cell:
        if pd.isna(value):
            return Cell(())
        return cell(percent(language, value), *edition.marks_named(names), value=value)

    return Table(
        anchor="data-against-targets",
        caption=language.text("Numbers of the figure, in per cent of scale"),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Realisation"), "number"),
            Column(language.text("Target"), "number"),
            Column(language.text("End target"), "number"),
            Column(language.text("Status"), "status"),
        ),
        rows=tuple(
            Row(
                (
                    cell(row.label),
                    number(row.realised, row.realised_marks),
                    number(row.target, row.target_marks),
                    number(row.end_target, row.end_marks),
                    status_cell(language, row.status, edition.period),
                )
            )
            for row in marks(rows)
        ),
    )
