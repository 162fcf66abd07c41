"""The figure between cities: a row an indicator, a dot a city, on per cent of scale."""

from rapor.ground.figures import percent
from rapor.report.charts import side_by_side
from rapor.report.compare.between import Between, Compared, Shared, with_unit
from rapor.report.drawings import SERIES, Dots
from rapor.report.status import word
from rapor.write.content import Block, Cell, Column, Figure, Paragraph, Row, Table, cell, words

DRAWN = ("", "only_one")
"""Reasons of values that lie on the common scale."""


def dots(between: Between) -> list[Block]:
    """The figure, or the sentence why there is none."""
    language = between.language
    compared = [one for one in between.compared if len(_places(one)) > 1]
    if not compared:
        said = language.text(
            "No chart is drawn: no indicator has a realisation of {year} on one scale of numbers"
            " in two or more cities.",
            year=between.year,
        )
        return [Paragraph(words(said))]
    single = [one for one in between.shared if one not in compared and _places(one)]
    shown = [*sorted(compared, key=_spread, reverse=True), *single]
    svg = side_by_side(
        [_row(between, one) for one in shown],
        list(between.names.values()),
        language.text("% of scale"),
    )
    return [
        Figure(
            anchor="figure-shared",
            title=_title(between, max(compared, key=_spread)),
            caption=_caption(between, shown),
            source=words(language.text("Realisations as in the table below")),
            alternative=_alternative(between, shown),
            svg=svg,
            data=_data(between, shown),
        )
    ]


def _drawn(one: Shared) -> list[Compared]:
    return [row for row in one.rows if row.scale_pct is not None and row.reason in DRAWN]


def _places(one: Shared) -> dict[str, float]:
    return {row.city: row.scale_pct for row in _drawn(one) if row.scale_pct is not None}


def _spread(one: Shared) -> float:
    places = list(_places(one).values())
    return max(places) - min(places)


def _row(between: Between, one: Shared) -> Dots:
    names, places = between.names, _places(one)
    said = {names[row.city]: _said(between, row) for row in one.rows}
    missing = word(between.language, "no_data")
    return Dots(
        name=one.facts.short,
        places={names[city]: place for city, place in places.items()},
        said={name: said.get(name, missing) for name in names.values()},
        best=frozenset(names[row.city] for row in one.rows if row.rank == 1),
        summary=_summary(between, one),
    )


def _said(between: Between, row: Compared) -> str:
    language = between.language
    if not row.known:
        return word(language, "no_data")
    if row.reason not in DRAWN:
        return f"({between.said(row)})"
    return between.said(row)


def _summary(between: Between, one: Shared) -> str:
    """The first and the last of many cities."""
    drawn = _drawn(one)
    first, last = drawn[0], drawn[-1]
    if first is last:
        return between.said(first)
    return f"{between.said(first)} … {between.said(last)}"


def _title(between: Between, widest: Shared) -> str:
    """The finding: where the cities are furthest apart, in the indicator's unit."""
    language = between.language
    first, last = widest.ranked[0], widest.ranked[-1]
    named = {
        "name": widest.facts.short,
        "first": between.names[first.city],
        "last": between.names[last.city],
        "gap": with_unit(last, between.behind(last, first)),
    }
    if not last.distance_to_best:
        return language.text("The cities stand level wherever they can be compared")
    if sum(len(_places(one)) > 1 for one in between.compared) == 1:
        return language.text(
            "Only {name} can be set side by side: {gap} lie between {first} and {last}", **named
        )
    return language.text("Furthest apart in {name}: {gap} lie between {first} and {last}", **named)


def _caption(between: Between, shown: list[Shared]) -> str:
    language = between.language
    said = [
        language.text(
            "Realisations of {year} in per cent of each indicator's scale.", year=between.year
        )
    ]
    if len(between.names) > len(SERIES):
        said.append(language.text("Filled: the best value; rings: the other cities."))
        said.append(language.text("At the right: the best and the last value."))
    else:
        said.append(language.text("At the right: the values in the indicator's own unit."))
    lower = [one.facts.short for one in shown if one.facts.polarity == "lower"]
    if lower:
        said.append(language.text("Lower is better in {names}.", names=language.join(lower)))
    return " ".join(said)


def _alternative(between: Between, shown: list[Shared]) -> str:
    parts = []
    for one in shown:
        values = "; ".join(f"{between.names[row.city]} {_said(between, row)}" for row in one.rows)
        parts.append(f"{one.facts.short}: {values}")
    return ". ".join(parts) + "."


def _data(between: Between, shown: list[Shared]) -> Table:
    """The numbers of the figure: per cent of scale, a column a city."""
    language = between.language
    rows = []
    for one in shown:
        places = _places(one)
        cells = [
            cell(percent(language, places[city]), value=places[city])
            if city in places
            else Cell(())
            for city in between.names
        ]
        rows.append(Row((cell(one.facts.short), *cells)))
    return Table(
        anchor="data-shared",
        caption=language.text("Numbers of the figure, in per cent of scale"),
        columns=(
            Column(language.text("Indicator")),
            *(Column(name, "number") for name in between.names.values()),
        ),
        rows=tuple(rows),
    )
