"""Targets and realisations over the years, for indicators with at least one realisation."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from rapor.ground.figures import figure
from rapor.ground.tables.evaluation import CourseLine
from rapor.report.charts.style import (
    ACCENT,
    EDGE,
    INK,
    SOFT,
    TOLD,
    WIDTH,
    Chart,
    Drawn,
    marks,
    or_nothing,
    shown,
    style,
)
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source, with_sources
from rapor.write.content import Block, Cell, Column, Figure, Paragraph, Row, Table, cell, words

COLUMNS = (
    "indicator",
    "label",
    "area",
    "series",
    "year",
    "value",
    "words",
    "printed",
    "moved",
    "marks",
)
TARGET, REALISATION, END_TARGET, BREAK = "target", "realisation", "end_target", "break"
_COURSE = 2
"""Realisations from which on there is a course to draw; a single dot is said in tables."""
PANELS = 3
"""Small multiples in a row."""
_PLOT, _HEAD, _FOOT, _BETWEEN = 0.92, 0.3, 0.26, 0.26
"""Inches: a panel's height, its name above, its years below, and the gap to the next."""
_LONE = 0.3
"""Years on each side of a target that stands alone in its series."""
_BESIDE = 6
"""Letters that have room beside the end target; more, such as a mark, stand above it."""


@or_nothing
def draw(frame: pd.DataFrame, years: Sequence[int] = ()) -> Chart:
    """Small multiples: targets as steps, realisations as dots, the end target as a ring.

    A row a value, as ``frame`` makes it: ``indicator`` has a panel, ``label`` names it;
    ``series`` is ``target``, ``realisation`` or ``end_target``; ``value`` is in the
    indicator's own unit, ``words`` say it with its ``marks``; what is ``moved``, because a
    decision put it there or asks the city about it, is drawn hollow. A row ``break`` has the
    first year of a new series of values: a dotted line parts it from the years before, and no
    line crosses it. Without ``years`` the
    axis has those of the frame.
    """
    axis = years or range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    panels = [panel for _, panel in frame.groupby("indicator", sort=False)]
    panel_width = (WIDTH - 2 * EDGE - (PANELS - 1) * _BETWEEN) / PANELS
    step, pitch = panel_width + _BETWEEN, _HEAD + _PLOT + _FOOT
    wide = 2 * EDGE + min(len(panels), PANELS) * step - _BETWEEN
    high = pitch * -(-len(panels) // PANELS)
    with style():
        chart = Chart(figsize=(wide, high))
        for place, panel in enumerate(panels):
            row, column = divmod(place, PANELS)
            left = EDGE + column * step
            bottom = high - row * pitch - _HEAD - _PLOT
            axes = chart.add_axes((left / wide, bottom / high, panel_width / wide, _PLOT / high))
            _panel(axes, panel, axis)
            for dot in marks(panel[panel["series"] == REALISATION]):
                if told := getattr(dot, TOLD, ""):
                    chart.tell_at(axes, (dot.year, dot.value), told)
    return chart


def _panel(axes: Axes, panel: pd.DataFrame, years: Sequence[int]) -> None:
    targets, realised, end = (
        panel[panel["series"] == series].sort_values("year")
        for series in (TARGET, REALISATION, END_TARGET)
    )
    cuts = sorted(panel.loc[panel["series"] == BREAK, "year"])
    for cut in cuts:
        axes.axvline(cut - 0.5, color=SOFT, lw=0.9, ls=":")
    number = targets["year"].map(lambda year: sum(year >= cut for cut in cuts))
    for _, stretch in targets.groupby(number):
        at, height = stretch["year"].tolist(), stretch["value"].tolist()
        if len(at) == 1:  # a step from a year to itself would have no length
            at, height = [at[0] - _LONE, at[0] + _LONE], height * 2
        axes.step(at, height, where="mid", color=SOFT, lw=1.4)
    hollow = targets[targets["moved"]]
    axes.plot(hollow["year"], hollow["value"], "s", ms=5.5, mfc="white", mec=SOFT, mew=1.2)
    for ring in marks(end):
        _ring(axes, ring)
    for dot in marks(realised):
        face, edge = ("white", ACCENT) if dot.moved else (ACCENT, "white")
        axes.plot(dot.year, dot.value, "o", ms=5.5, mfc=face, mec=edge, mew=0.9, zorder=5)
        aims = targets.loc[targets["year"] == dot.year, "value"]
        aim = end["value"] if aims.empty else aims
        below = aim.empty or dot.value <= aim.iloc[0]  # away from the line of the targets
        _say(
            axes,
            dot.words,
            (dot.year, dot.value),
            (0, -6 if below else 6),
            color=ACCENT,
            ha="center",
            va="top" if below else "bottom",
            weight="bold",
        )
    axes.set_title(shown(panel["label"].iloc[0]), loc="left", fontsize=8.5, color=INK, pad=5)
    axes.set_xlim(years[0] - 0.6, years[-1] + 1.0)
    axes.margins(y=0.5)
    axes.set_xticks(list(years), [f"’{year % 100:02d}" for year in years])
    axes.set_yticks([])


def _ring(axes: Axes, end: Any) -> None:
    """The end target, with its words beside it, or above it where they need more room."""
    axes.plot(end.year, end.value, "o", ms=8, mfc="none", mec=SOFT, mew=1.3)
    fits = len(end.words) <= _BESIDE
    _say(
        axes,
        end.words,
        (end.year, end.value),
        (7, 0) if fits else (9, 7),
        color=SOFT,
        ha="left" if fits else "right",
        va="center" if fits else "bottom",
    )


def _say(
    axes: Axes, text: str, at: tuple[float, float], away: tuple[float, float], **how: Any
) -> None:
    axes.annotate(shown(text), at, away, textcoords="offset points", annotation_clip=False, **how)


def frame(dossier: Dossier) -> pd.DataFrame:
    """What ``draw`` draws: indicators in numbers with a realisation up to the report's year.

    Targets, realisations and the end target in use of the road map's indicators; the target
    of the last year is the end target too. A target off the indicator's scale would flatten
    everything else; the tables show it.
    """
    rows = [row for line in dossier.planned for row in _rows(dossier, line)]
    made = pd.DataFrame(rows, columns=COLUMNS)
    return made.astype({"year": int, "value": float, "moved": bool})


def _rows(edition: SourcedEdition, line: LineView) -> list[tuple[object, ...]]:
    """The values of an indicator; none where targets or realisations in numbers lack."""
    targets = [row for row in line.targets.values() if _on_scale(edition, line, row.value)]
    # a range or a bound is no point of a line
    realised = [
        row
        for row in line.realisations.values()
        if row.value is not None and row.value_high is None and row.comparator in ("", "=")
    ]
    ends = [row for row in targets if row.ends == "yes"]
    if len(realised) < _COURSE or not targets:
        return []
    series = ((TARGET, targets), (REALISATION, realised), (END_TARGET, ends))
    points = [_point(edition, line, name, row) for name, rows in series for row in rows]
    return [*points, *_breaks(edition, line)]


def _breaks(edition: SourcedEdition, line: LineView) -> list[tuple[object, ...]]:
    """The first year of each series of values after the first."""
    of_line = (line.row.indicator, line.row.label, line.row.area)
    first = min(*line.realisations, edition.city.first_year)
    parted = edition.catalogue.series.between(line.row.indicator, first, edition.last_year)
    return [(*of_line, BREAK, new.first_year, None, "", "", False, "") for new in parted]


def _point(
    edition: SourcedEdition, line: LineView, series: str, row: CourseLine
) -> tuple[object, ...]:
    of_line = (line.row.indicator, line.row.label, line.row.area)
    shown = figure(edition.language, row.value or 0.0, row.printed)
    known = edition.marked(shown, row.value, row.ref)
    marks = " ".join(mark.text for mark in known.marks)
    value = (row.of_year, row.value, str(known), row.printed, known.is_moved, marks)
    return *of_line, series, *value


def _on_scale(edition: Edition, line: LineView, value: float | None) -> bool:
    known = edition.catalogue.indicators.get(line.row.indicator)
    if value is None or known is None:
        return False
    return known.scale is None or known.scale[0] <= value <= known.scale[1]


def blocks(dossier: Dossier) -> list[Block]:
    """Small multiples up to the year, or the sentence that there is nothing to draw."""
    language, rows = dossier.language, frame(dossier)
    if rows.empty:
        nothing = language.text(
            "No indicator measured in numbers has realisations of more than one year up to {year};"
            " there is no course to draw.",
            year=dossier.when,
        )
        return [Paragraph(words(nothing))]
    rows = rows.assign(**{TOLD: [_of_point(dossier, point) for point in marks(rows)]})
    realised = rows[rows["series"] == REALISATION]
    told = _told(dossier, realised)
    if len(told) == 1:  # one panel shows no more than its sentence
        return [Paragraph(words(f"{told[0]}."))]
    first = min(int(realised["year"].min()), dossier.city.years[0])
    years = range(first, dossier.city.last_year + 1)
    return [
        Figure(
            anchor="figure-over-the-years",
            title=_title(dossier, realised),
            caption=language.text(
                "Steps: targets of the road map; dots: realisations up to {year}; ring: end"
                " target; hollow: figure that a decision replaced or that the local government is"
                " asked about; dotted line: from here on the values are another series. Each panel"
                " has its own scale. Indicators with fewer than two realisations, measured in"
                " words, or planned off their scale are not drawn.",
                year=dossier.when,
            ),
            source=words(language.text("Road map and publications, as in the appendix")),
            alternative=_alternative(dossier, realised),
            drawing=Drawn(partial(draw, rows, years)),
            data=_data(dossier, rows, years),
        )
    ]


def _of_point(edition: SourcedEdition, point: Any) -> str:
    """What a page tells of a realisation: indicator, year, value and source; else nothing."""
    if point.series != REALISATION:
        return ""
    course = edition.course.get(point.indicator, ())
    refs = [row.ref for row in course if row.series == "realised" and row.of_year == point.year]
    value = f"{point.label} {point.year}: {point.words}"
    return with_sources(value, [source(edition, "realised", ref) for ref in refs if ref])


def _title(edition: Edition, realised: pd.DataFrame) -> str:
    return edition.language.plural(
        "{count} indicator has realisations of more than one year",
        "{count} indicators have realisations of more than one year",
        realised["indicator"].nunique(),
    )


def _alternative(edition: Edition, realised: pd.DataFrame) -> str:
    parts = "; ".join(_told(edition, realised))
    return edition.text("Courses of the indicators. {parts}.", parts=parts)


def _told(edition: Edition, realised: pd.DataFrame) -> list[str]:
    """What each indicator reached in which year."""
    language = edition.language
    return [
        language.text(
            "{name}: realisations {realised}",
            name=of_indicator["label"].iloc[0],
            realised=language.join([f"{dot.words} ({dot.year})" for dot in marks(of_indicator)]),
        )
        for _, of_indicator in realised.groupby("indicator", sort=False)
    ]


def _shown(edition: SourcedEdition, point: Any) -> Cell:
    shown = figure(edition.language, point.value, point.printed)
    return cell(shown, *edition.marks_named(point.marks), value=point.value)


def _data(edition: SourcedEdition, rows: pd.DataFrame, years: Sequence[int]) -> Table:
    language = edition.language

    def row(name: str, kind: str, values: dict[int, Cell]) -> Row:
        return Row((cell(name), cell(kind), *(values.get(year, Cell(())) for year in years)))

    lines = []
    for _, of_indicator in rows.groupby("indicator", sort=False):
        planned = of_indicator[of_indicator["series"] == TARGET]
        known = of_indicator[of_indicator["series"] == REALISATION]
        name = of_indicator["label"].iloc[0]
        lines += [
            row(
                name,
                language.text("target"),
                {aim.year: _shown(edition, aim) for aim in marks(planned)},
            ),
            row(
                name,
                language.text("realisation"),
                {dot.year: _shown(edition, dot) for dot in marks(known)},
            ),
        ]
    return Table(
        anchor="data-over-the-years",
        caption=language.text("Numbers of the figure"),
        columns=(
            Column(language.text("Indicator")),
            Column(language.text("Series")),
            *(Column(str(year), "number") for year in years),
        ),
        rows=tuple(lines),
    )
