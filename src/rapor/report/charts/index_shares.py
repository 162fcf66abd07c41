"""What share of their weight the index components reach, official above self-assessed."""

from functools import partial

import pandas as pd

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
    Chart,
    Drawn,
    beside,
    marks,
    or_nothing,
    row_chart,
    shown,
    style,
    widest,
)
from rapor.report.components import ComponentView
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.write.content import Block, Cell, Column, Figure, Row, Table, cell, words

COLUMNS = ("component", "label", "assessor", "share", "words")
OFFICIAL, SELF = "official", "self"
_BAR, _NEXT = 0.235, 1.45
"""Inches from bar to bar of a component; bars from one component to the next."""


@or_nothing
def draw(frame: pd.DataFrame, language: str = "id") -> Chart:
    """Share of the weight that was gained and lost, a bar an assessor.

    A row a component and assessor (``official`` or ``self``), as ``frame`` makes it:
    ``label`` names the component, ``share`` is in per cent of its weight, ``words`` stand
    at the right.
    """
    text = language_of(language).text
    assessors = {OFFICIAL: text("official"), SELF: text("self")}
    said = [f"{assessors[bar.assessor]} {bar.words}" for bar in marks(frame)]
    firsts = ~frame["component"].duplicated()
    places = firsts.map({True: _NEXT, False: 1.0}).cumsum() - _NEXT
    colours = frame["assessor"].map({OFFICIAL: ACCENT, SELF: LIGHT})
    right = GAP + widest(said) + EDGE
    with style():
        height = _BAR * (len(frame) and places.iloc[-1] + 1)
        chart, axes = row_chart(frame["label"], height, (EDGE, right, AXIS))
        axes.barh(places, [100] * len(frame), height=0.78, color=PALE)
        axes.barh(places, frame["share"], height=0.78, color=colours)
        for place, bar, first in zip(places, said, firsts, strict=True):
            beside(axes, place, bar, INK if first else SOFT)
        axes.set_yticks(places[firsts], [shown(name) for name in frame["label"][firsts]])
        axes.set(xlim=(0, 100), ylim=(places.iloc[-1] + 0.5, -0.5))
        axes.set(xlabel=text("% of weight"), xticks=[0, 25, 50, 75, 100])
        axes.axvline(50, color="white", lw=1)
        axes.spines["bottom"].set_visible(False)
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
            score_in_words,
        )
        for line in dossier.index
        if line.row.official is not None
        and line.row.weight
        and not _has_official_parts(dossier, line)
        for assessor, value, score_in_words in _scores(dossier, line)
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


def _scores(dossier: Dossier, line: ComponentView) -> list[tuple[str, float, str]]:
    """Assessor, score and its words: ``7,49 dari 20``."""
    language = dossier.language
    scores = [(OFFICIAL, line.row.official, line.row.official_ref)]
    if line.row.self_basis != "partial":
        scores.append((SELF, line.row.self_, line.row.self_ref))
    return [
        (
            assessor,
            value,
            language.text(
                "{score} of {weight}",
                score=dossier.score(value, ref) if ref else language.number(value, 2),
                weight=language.number(line.row.weight or 0.0),
            ),
        )
        for assessor, value, ref in scores
        if value is not None
    ]


def blocks(dossier: Dossier) -> list[Block]:
    """The figure for components with an official score; nothing where none has one."""
    language, rows = dossier.language, frame(dossier)
    if rows.empty:
        return []
    official = rows[rows["assessor"] == OFFICIAL]
    return [
        Figure(
            anchor="figure-index",
            title=language.plural(
                "{below} of {count} component loses more than half of its points",
                "{below} of {count} components lose more than half of their points",
                len(official),
                below=int((official["share"] < 50).sum()),
            ),
            caption=language.text(
                "Dark bar: official score in per cent of the component's weight; lighter bar:"
                " self-assessment, where it is complete; pale rest: lost. The white line is half."
            ),
            source=words(language.text("Scores as printed, see the table below")),
            alternative=_alternative(dossier, rows),
            drawing=Drawn(partial(draw, rows, language.code)),
            data=_data(dossier, rows),
        )
    ]


def _alternative(edition: Edition, rows: pd.DataFrame) -> str:
    language = edition.language
    assessors = {OFFICIAL: language.text("official"), SELF: language.text("self")}
    parts = [
        f"{bars['label'].iloc[0]}: "
        + language.join([f"{assessors[bar.assessor]} {bar.words}" for bar in marks(bars)])
        for _, bars in rows.groupby("component", sort=False)
    ]
    return language.text("Scores of the components. {parts}.", parts="; ".join(parts))


def _data(edition: Edition, rows: pd.DataFrame) -> Table:
    language = edition.language
    labels = rows.drop_duplicates("component")
    shares = {(bar.component, bar.assessor): bar.share for bar in marks(rows)}

    def share(component: str, assessor: str) -> Cell:
        value = shares.get((component, assessor))
        return Cell(()) if value is None else cell(language.number(value, 1), value=value)

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
