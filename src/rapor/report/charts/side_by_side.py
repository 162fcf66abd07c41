"""Cities side by side: a row an indicator, a dot a city, on per cent of its scale."""

from functools import partial

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from rapor.ground.figures import percent
from rapor.ground.language import language as language_of
from rapor.report.charts.style import (
    ACCENT,
    AXIS,
    EDGE,
    GAP,
    INK,
    PALE,
    RULE,
    SOFT,
    TOLD,
    Chart,
    Drawn,
    beside,
    name_rows,
    or_nothing,
    per_cent,
    row_chart,
    style,
    widest,
)
from rapor.report.compare.between import (
    MOST_EACH,
    Between,
    CityValue,
    SharedIndicator,
    at_quantiles,
)
from rapor.report.sources import unlinked, with_sources
from rapor.report.status import word
from rapor.write.content import (
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
from rapor.write.of_each import ROW_LINE

COLUMNS = ("indicator", "label", "area", "city", "name", "place", "best", "words")
DRAWN = ("", "only_one")
"""Reasons of values that lie on the common scale."""
SIGNS = ("●", "■", "◆", "▼")
"""Signs of the cities of a chart, when they are few enough to have one each."""
MARKERS = ("o", "s", "D", "v")
COLOURS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9")
"""One for each of ``SIGNS``, in their order; from the Okabe-Ito set, none of them the colour
of a status."""
_ROW, _COLUMN = 0.335, 0.16
"""Inches from row to row, and between two columns of words."""


@or_nothing
def draw(frame: pd.DataFrame, language: str = "id") -> Chart:
    """Dot plot: each row an indicator on per cent of its scale, each dot a city's value.

    A row an indicator and city, as ``frame`` makes it: ``indicator`` and ``city`` are codes,
    ``label`` and ``name`` their names; ``place`` is in per cent of the indicator's scale,
    empty where the city has no value on it; ``best`` marks the first; ``words`` say the
    value. Up to as many cities as ``SIGNS`` have a marker, and a column of words, each; with
    more, the best of an indicator is filled and the others are rings. Of more than ``MOST_EACH``
    the two middle quarters are a bar with the median in it, between the last and the best.
    """
    labels = list(frame.drop_duplicates("indicator")["label"])
    rows = frame.assign(row=pd.factorize(frame["indicator"])[0])
    names = dict(sorted(zip(frame["city"], frame["name"], strict=True)))
    few = len(names) <= len(SIGNS)
    columns = _a_city_each(rows, names) if few else [_best_and_last(rows)]
    widths = [widest(column) for column in columns]
    right = GAP + sum(widths) + _COLUMN * (len(columns) - 1) + EDGE
    with style():
        chart, axes = row_chart(labels, _ROW * (len(labels) + 0.8), (EDGE, right, AXIS))
        span = rows.groupby("row")["place"]
        axes.hlines(range(len(labels)), span.min(), span.max(), RULE, lw=2.5)
        if len(names) > MOST_EACH:
            _quarters(axes, rows.dropna(subset="place"))
        else:
            _dots(axes, rows.dropna(subset="place"), list(names) if few else [])
        indent = 0.0
        for (head, *values), width in zip(columns, widths, strict=True):
            beside(axes, -0.9, head, SOFT, indent=indent)
            for row, value in enumerate(values):
                beside(axes, row, value, INK, indent=indent)
            indent += width + _COLUMN
        axes.set_ylim(len(labels) - 0.4, -1.2)
        per_cent(axes, language_of(language).text("% of scale"))
        name_rows(axes, labels)
        chart.tell(axes, frame.drop_duplicates("indicator"))
    return chart


def _dots(axes: Axes, rows: pd.DataFrame, marked: list[str]) -> None:
    if marked:
        sns.scatterplot(
            rows,
            x="place",
            y="row",
            hue="city",
            style="city",
            hue_order=marked,
            style_order=marked,
            palette=list(COLOURS[: len(marked)]),
            markers=dict(zip(marked, MARKERS, strict=False)),
            s=64,
            edgecolor="white",
            linewidth=0.6,
            legend=False,
            ax=axes,
            zorder=5,
        )
        return
    for dots, face in ((rows[~rows["best"]], "white"), (rows[rows["best"]], ACCENT)):
        axes.plot(dots["place"], dots["row"], "o", ms=7, mfc=face, mec=ACCENT, mew=1, zorder=5)


def _quarters(axes: Axes, rows: pd.DataFrame) -> None:
    """How the places of many cities are spread, on a line of the whole scale that has a name."""
    for indicator, of_row in rows.groupby("indicator"):
        row = int(of_row["row"].iloc[0])
        axes.hlines([row], 0, 100, PALE, lw=1, zorder=1).set_gid(f"{ROW_LINE}{indicator}")
        places = of_row["place"].sort_values(ascending=False).tolist()
        _, upper, median, lower, _ = at_quantiles(places)
        axes.hlines([row], lower, upper, ACCENT, lw=7, alpha=0.35, zorder=3)
        axes.plot([median], [row], "|", ms=11, mew=2, color=ACCENT, zorder=4)
    best = rows[rows["best"]]
    axes.plot(best["place"], best["row"], "o", ms=6, mfc=ACCENT, mec="white", mew=0.8, zorder=5)


def _a_city_each(rows: pd.DataFrame, names: dict[str, str]) -> list[list[str]]:
    """A column of words for each city, below its sign and name."""
    words = rows.pivot_table(index="row", columns="city", values="words", aggfunc="first").fillna(
        ""
    )
    return [
        [f"{sign} {name}", *words[city]]
        for sign, (city, name) in zip(SIGNS, names.items(), strict=False)
    ]


def _best_and_last(rows: pd.DataFrame) -> list[str]:
    """One column of words, without a head: the first and the last value of many cities."""
    column = [""]
    for _, of_indicator in rows.groupby("row"):
        values = list(of_indicator.dropna(subset="place")["words"])
        column.append(" … ".join(values[:1] + values[1:][-1:]))
    return column


def frame(between: Between) -> pd.DataFrame:
    """What ``draw`` draws: shared indicators with a value on a common scale, a row a city.

    Indicators of two or more cities first, the widest spread on top; then those of one. In
    an indicator the best city comes first.
    """
    rows = []
    for shared in _drawn(between):
        of_shared = (shared.facts.code, shared.facts.short, shared.facts.area)
        places, listed = places_of(shared), {value.row.city: value for value in shared.lines}
        for city in [*listed, *(city for city in between.names if city not in listed)]:
            value = listed.get(city)
            words = _words(value) if value else word(between.language, "no_data")
            best = value is not None and value.row.rank == 1
            rows.append((*of_shared, city, between.names[city], places.get(city), best, words))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"place": float, "best": bool})


def _drawn(between: Between) -> list[SharedIndicator]:
    several = [shared for shared in between.compared if len(places_of(shared)) > 1]
    single = [shared for shared in between.shared if shared not in several and places_of(shared)]
    return [*sorted(several, key=_spread, reverse=True), *single]


def places_of(shared: SharedIndicator) -> dict[str, float]:
    """Where the values of an indicator lie, in per cent of its scale, by city."""
    return {
        row.city: row.scale_pct
        for row in (value.row for value in shared.lines)
        if row.scale_pct is not None and row.reason in DRAWN
    }


def _spread(shared: SharedIndicator) -> float:
    places = places_of(shared).values()
    return max(places) - min(places)


def _words(value: CityValue) -> str:
    if not value.row.known:
        return word(value.language, "no_data")
    return str(value.value) if value.row.reason in DRAWN else f"({value.value})"


def blocks(between: Between) -> list[Block]:
    """The figure, or the sentence why there is none."""
    language, drawn = between.language, _drawn(between)
    several = [shared for shared in drawn if shared.ranked and len(places_of(shared)) > 1]
    if not several:
        nothing = language.text(
            "No chart is drawn: no indicator has a realisation of {year} on one scale of numbers"
            " in two or more local governments.",
            year=between.year,
        )
        return [Paragraph(words(nothing))]
    rows, told = frame(between), _told(between, drawn, sourced=True)
    by_code = {shared.facts.code: words for shared, words in zip(drawn, told, strict=True)}
    rows = rows.assign(**{TOLD: rows["indicator"].map(by_code)})
    return [
        Figure(
            anchor="figure-shared",
            title=_title(between, several),
            caption=_caption(between, drawn),
            source=words(language.text("Realisations as in the table below")),
            alternative=_alternative(between, drawn),
            drawing=Drawn(partial(draw, rows, language.code)),
            data=_data(between, rows),
        )
    ]


def _title(between: Between, several: list[SharedIndicator]) -> str:
    """The finding: where the cities are furthest apart, in the indicator's unit."""
    language, widest_apart = between.language, several[0]
    first, last = widest_apart.ranked[0], widest_apart.ranked[-1]
    named = {
        "name": widest_apart.facts.short,
        "first": first.city_name,
        "last": last.city_name,
        "gap": last.with_unit(last.behind(first)),
    }
    if not last.row.distance_to_best:
        return language.text("The local governments stand level wherever they can be compared")
    if len(several) == 1:
        return language.text(
            "Only {name} can be set side by side: {gap} lie between {first} and {last}", **named
        )
    return language.text("Furthest apart in {name}: {gap} lie between {first} and {last}", **named)


def _caption(between: Between, drawn: list[SharedIndicator]) -> str:
    language = between.language
    sentences = [
        language.text(
            "Realisations of {year} in per cent of each indicator's scale.", year=between.year
        )
    ]
    if between.many:
        sentences.append(
            language.text(
                "Line: from the last local government to the best; bar: the middle half of the"
                " local governments; stroke: the median; dot: the best."
            )
        )
        sentences.append(language.text("At the right: the best and the last value."))
    elif len(between.names) > len(SIGNS):
        sentences.append(
            language.text("Filled: the best value; rings: the other local governments.")
        )
        sentences.append(language.text("At the right: the best and the last value."))
    else:
        sentences.append(language.text("At the right: the values in the indicator's own unit."))
    lower = [shared.facts.short for shared in drawn if shared.facts.polarity == "lower"]
    if lower:
        sentences.append(language.text("Lower is better in {names}.", names=language.join(lower)))
    return " ".join(sentences)


def _alternative(between: Between, drawn: list[SharedIndicator]) -> str:
    return ". ".join(_told(between, drawn, sourced=False)) + "."


def _told(between: Between, drawn: list[SharedIndicator], *, sourced: bool) -> list[str]:
    """Each indicator in words: the values of the cities that it names, with their sources."""
    told = []
    for shared in drawn:
        results = at_quantiles(shared.ranked) if between.many and shared.ranked else shared.lines
        values = (_value_told(value, sourced=sourced) for value in dict.fromkeys(results))
        told.append(f"{shared.facts.short}: {'; '.join(values)}")
    return told


def _value_told(value: CityValue, *, sourced: bool) -> str:
    ref = value.row.ref if sourced else None
    told = f"{value.city_name} {_words(value)}"
    return with_sources(told, [unlinked(value.city, ref)] if ref else [])


def _data(between: Between, rows: pd.DataFrame) -> Table:
    """The numbers of the figure: per cent of scale, a column a city, or one for each quantile."""
    language = between.language
    heads = list(between.names.values())
    if between.many:
        quarters = language.text("Upper quarter"), language.text("Median")
        heads = [language.text("Highest"), *quarters, language.text("Lower quarter")]
        heads.append(language.text("Lowest"))

    def number(value: float) -> Cell:
        return Cell(()) if pd.isna(value) else cell(percent(language, value), value=value)

    lines = []
    for _, values in rows.groupby("indicator", sort=False):
        places = dict(zip(values["city"], values["place"], strict=True))
        shown = [places[city] for city in between.names]
        if between.many:
            shown = at_quantiles(values["place"].dropna().sort_values(ascending=False).tolist())
        numbers = map(number, shown)
        lines.append(Row((cell(values["label"].iloc[0]), *numbers)))
    return Table(
        anchor="data-shared",
        caption=language.text("Numbers of the figure, in per cent of scale"),
        columns=(
            Column(language.text("Indicator")),
            *(Column(head, "number") for head in heads),
        ),
        rows=tuple(lines),
    )
