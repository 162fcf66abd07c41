"""What share of their weight the index components reach, official above self-assessed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd

from rapor.ground.figures import percent
from rapor.ground.language import Language
from rapor.ground.language import language as language_of
from rapor.report.charts.style import (
    ACCENT,
    AXIS,
    EDGE,
    GAP,
    INK,
    LIGHT,
    PALE,
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
from rapor.report.components import ComponentView
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source, with_sources
from rapor.write.content import Bars, Cell, Column, Figure, Row, Run, Table, cell, words

COLUMNS = ("component", "label", "assessor", "share", "words", "moved", "marks")
OFFICIAL, SELF = "official", "self"
_BAR, _NEXT = 0.235, 1.45
"""Inches from bar to bar of a component; bars from one component to the next."""


@or_nothing
def draw(frame: pd.DataFrame, language: str = "id") -> Chart:
    """Share of the weight that was gained and lost, a bar an assessor.

    A row a component and assessor (``official`` or ``self``), as ``frame`` makes it:
    ``label`` names the component, ``share`` is in per cent of its weight, ``words`` stand
    at the right. What is ``moved``, because a decision put it there or asks the city about
    it, is drawn hollow.
    """
    text = language_of(language).text
    assessors = {OFFICIAL: text("official"), SELF: text("self")}
    labels = [f"{assessors[bar.assessor]} {bar.words}" for bar in marks(frame)]
    firsts = ~frame["component"].duplicated()
    places = firsts.map({True: _NEXT, False: 1.0}).cumsum() - _NEXT
    colours = frame["assessor"].map({OFFICIAL: ACCENT, SELF: LIGHT})
    right = GAP + widest(labels) + EDGE
    with style():
        height = _BAR * (len(frame) and places.iloc[-1] + 1)
        chart, axes = row_chart(frame["label"], height, (EDGE, right, AXIS))
        axes.barh(places, [100] * len(frame), height=0.78, color=PALE)
        faces = colours.where(~frame["moved"], "white")
        axes.barh(places, frame["share"], height=0.78, color=faces, edgecolor=colours, lw=1)
        for place, label, first in zip(places, labels, firsts, strict=True):
            beside(axes, place, label, INK if first else SOFT)
        name_rows(axes, list(frame["label"][firsts]), places[firsts])
        axes.set(xlim=(0, 100), ylim=(places.iloc[-1] + 0.5, -0.5))
        axes.set(xlabel=text("% of weight"), xticks=[0, 25, 50, 75, 100])
        axes.axvline(50, color="white", lw=1)
        axes.spines["bottom"].set_visible(False)
        chart.tell(axes, frame, places)
    return chart


def frame(dossier: Dossier) -> pd.DataFrame:
    """What ``draw`` draws: components with an official score, in the instrument's order.

    A component whose parts have official scores stands for them only where they have none;
    a self-assessment that is not complete is left out.
    """
    rows = [
        (
            line.row.component,
            line.row.label,
            assessor,
            value / line.row.weight * 100,
            *rest,
        )
        for line in dossier.index
        if line.row.official is not None
        and line.row.weight
        and not _has_official_parts(dossier, line)
        for assessor, value, *rest in _scores(line)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _has_official_parts(dossier: Dossier, whole: ComponentView) -> bool:
    """Whether official scores of its parts are drawn in its place."""
    if whole.row.component == "index":
        return len(dossier.index) > 1
    return any(
        line.row.official is not None and line.row.component.startswith(f"{whole.row.component}/")
        for line in dossier.index
    )


def _scores(line: ComponentView) -> Iterator[tuple[str, float, str, bool, str]]:
    """Assessor, score, its words (``7,49 dari 20``), whether it is moved, and its marks."""
    weight = line.edition.language.number(line.row.weight or 0.0)
    scores = [(OFFICIAL, line.official)]
    if line.row.self_basis != "partial":
        scores.append((SELF, line.self_assessed))
    for assessor, score in scores:
        if score.value is not None:
            words = line.edition.text("{score} of {weight}", score=score, weight=weight)
            moved = score.is_moved or line.weight.is_moved
            marks = " ".join(mark.text for mark in score.marks)
            yield assessor, score.value, words, moved, marks


def blocks(dossier: Dossier) -> list[Figure]:
    """The figure for components with an official score; nothing where none has one."""
    language, rows = dossier.language, _told(dossier, frame(dossier))
    if rows.empty:
        return []
    official = rows[rows["assessor"] == OFFICIAL]
    return [
        Figure(
            anchor="figure-index",
            title=language.plural(
                "{below} of {count} component scores less than half of its weight",
                "{below} of {count} components score less than half of their weight",
                len(official),
                below=int((official["share"] < 50).sum()),
            ),
            caption=_caption(language, rows),
            source=words(language.text("Scores as printed, see the table below")),
            alternative=_alternative(dossier, rows),
            drawing=Drawn(partial(draw, rows, language.code)),
            data=_data(dossier, rows),
            bars=Bars((1, 2), language.text("% of weight"), 100.0),
        )
    ]


def _told(dossier: Dossier, rows: pd.DataFrame) -> pd.DataFrame:
    """The bars with what a page tells of each: its component, score and source."""
    refs = {
        (part.row.component, assessor): ref
        for part in dossier.index
        for assessor, ref in ((OFFICIAL, part.row.official_ref), (SELF, part.row.self_ref))
    }
    assessors = {OFFICIAL: dossier.text("official"), SELF: dossier.text("self")}
    told = []
    for bar in marks(rows):
        ref = refs[bar.component, bar.assessor]
        score = f"{bar.label}: {assessors[bar.assessor]} {bar.words}"
        told.append(with_sources(score, [source(dossier, "score", ref)] if ref else []))
    return rows.assign(**{TOLD: told})


def official_only(dossier: Dossier) -> list[Figure]:
    """The official scores alone, small enough for the first page; nothing where there is none."""
    rows = _told(dossier, frame(dossier))
    official = rows[rows["assessor"] == OFFICIAL].reset_index(drop=True)
    if official.empty:
        return []
    whole = blocks(dossier)[0]
    return [
        replace(
            whole,
            anchor="figure-front",
            title=_largest_loss(dossier.language, official),
            source=words(Run(dossier.text("Chapter on the index"), link="#chapter-index")),
            caption=dossier.text("Bar: official score in per cent of the component's weight."),
            alternative=_alternative(dossier, official),
            drawing=Drawn(partial(draw, official, dossier.language.code)),
            data=replace(_data(dossier, official), anchor="data-front").without_empty_columns(),
            bars=Bars((1,), dossier.text("% of weight"), 100.0),
        )
    ]


def _largest_loss(language: Language, official: pd.DataFrame) -> str:
    """The component that reaches the least of its weight, as a finding."""
    least = min(marks(official), key=lambda bar: bar.share)
    return language.text(
        "{component} reaches the least of its weight: {score}",
        component=least.label,
        score=least.words,
    )


def _caption(language: Language, rows: pd.DataFrame) -> str:
    caption = language.text(
        "Dark bar: official score in per cent of the component's weight; lighter bar:"
        " self-assessment, where it is complete; pale rest: lost. The white line is half."
    )
    if not rows["moved"].any():
        return caption
    hollow = language.text(
        "Hollow bar: it hangs on a figure that a decision replaced or that the local government"
        " is asked about."
    )
    return f"{caption} {hollow}"


def _alternative(edition: Edition, rows: pd.DataFrame) -> str:
    language = edition.language
    assessors = {OFFICIAL: language.text("official"), SELF: language.text("self")}
    parts = [
        f"{bars['label'].iloc[0]}: "
        + language.join([f"{assessors[bar.assessor]} {bar.words}" for bar in marks(bars)])
        for _, bars in rows.groupby("component", sort=False)
    ]
    return language.text("Scores of the components. {parts}.", parts="; ".join(parts))


def _data(edition: SourcedEdition, rows: pd.DataFrame) -> Table:
    language = edition.language
    labels = rows.drop_duplicates("component")
    bars = {(bar.component, bar.assessor): bar for bar in marks(rows)}

    def share(component: str, assessor: str) -> Cell:
        bar = bars.get((component, assessor))
        if bar is None:
            return Cell(())
        named = edition.marks_named(bar.marks)
        return cell(percent(language, bar.share), *named, value=bar.share)

    return Table(
        anchor="data-index",
        caption=language.text("Numbers of the figure, in per cent of weight"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Official"), "number"),
            Column(language.text("Self-assessed"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    cell(line.label),
                    share(line.component, OFFICIAL),
                    share(line.component, SELF),
                )
            )
            for line in marks(labels)
        ),
    )
