"""What a comparison of many cities shows: distributions, groups of like cities, a reader's own.

Where a line a city would fill a book there is a line an indicator. What stands at a quantile is the
value of a city, as its source prints it, and not a computed one: of nine values in order the median
is the fifth, and of ten too. All values are in the tables that stand beside the page as data.
"""

from collections.abc import Iterator, Mapping, Sequence

from rapor.catalogue.comparators import KIND, SIZE
from rapor.ground.figures import percent
from rapor.ground.language import message
from rapor.ground.period import ANNUAL, folder_of
from rapor.report.charts.side_by_side import places_of
from rapor.report.compare.between import (
    FIRST,
    QUANTILES,
    Between,
    CityIndexView,
    CityValue,
    SharedIndicator,
    at_quantiles,
)
from rapor.report.compare.citing import cited
from rapor.write.content import (
    Block,
    Cell,
    Column,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)
from rapor.write.of_each import OfEach

_CAPTIONS = {
    "province": message("Local governments by province, {year}"),
    KIND: message("Regencies and cities, {year}"),
    SIZE: message("Local governments by population, {year}"),
}
_HEADS = {
    "province": message("Province"),
    KIND: message("Kind"),
    SIZE: message("Population"),
}
Members = Sequence[CityIndexView]


def quantile_table(between: Between, indicators: Sequence[SharedIndicator]) -> Table:
    """Each shared indicator with its values at the quantiles, the best and the most improved."""
    text = between.text
    return Table(
        anchor="table-shared",
        caption=text(
            "Realisations of {year} from the best local government to the last", year=between.year
        ),
        columns=(
            Column(text("Indicator")),
            Column(text("Local governments with a value"), "number"),
            *(Column(head, "number") for head in _heads(between)),
            Column(text("Best local government")),
            Column(text("Better than {year}", year=between.year - 1), "number"),
            Column(text("Worse than {year}", year=between.year - 1), "number"),
            Column(text("Most improved")),
        ),
        rows=tuple(_row(between, shared) for shared in indicators),
        source=words(
            text(
                "Every local government's value, with its source: comparison.csv beside this"
                " comparison"
            )
        ),
        wide=True,
    ).without_empty_columns()


def _heads(between: Between) -> list[str]:
    quarters = between.text("Upper quarter"), between.text("Median"), between.text("Lower quarter")
    return [between.text("Best"), *quarters, between.text("Last")]


def _row(between: Between, shared: SharedIndicator) -> Row:
    known, ranked = len(shared.known), shared.ranked
    values = [value.value.cell for value in at_quantiles(ranked)] if ranked else []
    best = [value.city_name for value in ranked if value.row.rank == 1]
    moves = [value.row.move for value in ranked]
    return Row(
        (
            cell(shared.facts.name),
            _count(between, known),
            *(values or [Cell(())] * len(QUANTILES)),
            cell(_some(between, best)),
            *(_count(between, moves.count(way)) if any(moves) else Cell(()) for way in _WAYS),
            cell(_most_improved(between, shared)),
        ),
        anchor=row_anchor(shared),
    )


_WAYS = ("better", "worse")


def row_anchor(shared: SharedIndicator) -> str:
    """Where the row of an indicator stands."""
    return f"shared-{shared.facts.code}"


def _count(between: Between, count: int) -> Cell:
    return cell(between.language.number(count, 0), value=count)


def _some(between: Between, names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - FIRST
    return between.language.join([*names[:FIRST], *([_others(between, more)] if more > 0 else [])])


def _most_improved(between: Between, shared: SharedIndicator) -> str:
    """Who moved furthest to the better since the year before, and by how much."""
    improved = shared.improved
    if not improved:
        return ""
    names = _some(between, [value.city_name for value in improved])
    size = improved[0].with_unit(improved[0].moved)
    return between.text("{cities} ({size} better)", cities=names, size=size)


def _others(between: Between, count: int) -> str:
    return between.language.plural(
        "{count} other local government", "{count} other local governments", count
    )


def official_indices(between: Between) -> tuple[Block, ...]:
    """The official index of many cities: its quantiles, the best by name, the provinces."""
    ordered, language = between.official, between.language
    best, upper, median, lower, last = (index.official for index in at_quantiles(ordered))
    sentence = language.plural(
        "{count} of {total} local governments has an official result of {year}: {best}.",
        "{count} of {total} local governments have an official result of {year}, from {best} down"
        " to {last}; half of them have {median} or more, a quarter {upper} or more, and a quarter"
        " {lower} or less.",
        len(ordered),
        total=len(between.names),
        year=between.year,
        best=best,
        upper=upper,
        median=median,
        lower=lower,
        last=last,
    )
    named = ListBlock(tuple(_named(index) for index in ordered[:FIRST]))
    return Paragraph(words(sentence)), named


def _named(index: CityIndexView) -> Text:
    links = (" (", cited(index.city, ref), ")") if (ref := index.row.official_ref) else ()
    return words(Run(index.city_name, "strong"), f": {index.official}", *links)


def reasons(between: Between, shared: SharedIndicator, example: str) -> Text:
    """How many values of an indicator have no rank, with the first as an example."""
    count = sum(bool(value.row.reason) for value in shared.known)
    sentence = between.language.plural(
        "{count} value has no rank: {example}",
        "{count} values have no rank, such as: {example}",
        count,
        example=example,
    )
    return words(Run(shared.facts.name, "strong"), ": ", sentence)


def group_tables(between: Between) -> Iterator[Table]:
    """A table for each way of grouping that parts the cities: a row a group."""
    for way, groups in _grouped(between).items():
        if len(groups) > 1:
            yield _group_table(between, way, groups)


def _grouped(between: Between) -> dict[str, dict[str, list[CityIndexView]]]:
    """The cities of each group by its name; groups of the catalogue in its order, if not empty."""
    ways: dict[str, dict[str, list[CityIndexView]]] = {"province": {}, KIND: {}, SIZE: {}}
    for province in sorted({index.city.facts.province for index in between.indices}):
        of = [index for index in between.indices if index.city.facts.province == province]
        ways["province"][province or "–"] = of
    for group in between.catalogue.groups:
        members = [index for index in between.indices if group.holds(index.city.facts)]
        if members:
            ways[group.of][group.names[between.language.code]] = members
    return ways


def unread_bounds(between: Between) -> list[str]:
    """What the chapter of the method says of bounds that nobody has read at their source."""
    shown = {name for groups in _grouped(between).values() if len(groups) > 1 for name in groups}
    code = between.language.code
    unread = [
        group.names[code]
        for group in between.catalogue.groups
        if not group.verified and group.names[code] in shown
    ]
    if not unread:
        return []
    return [
        between.text(
            "The bounds of these groups have not been read at their source: {groups}.",
            groups="; ".join(unread),
        )
    ]


def _group_table(between: Between, way: str, groups: Mapping[str, Members]) -> Table:
    text = between.text
    return Table(
        anchor=f"table-{way}",
        caption=text(_CAPTIONS[way], year=between.year),
        columns=(
            Column(text(_HEADS[way])),
            Column(text("Local governments"), "number"),
            Column(text("Targets met, of those with a result (%)"), "number"),
            Column(text("with an official result"), "number"),
            *(Column(text(head), "number") for head in _OF_INDEX),
        ),
        rows=tuple(_group_row(between, name, members) for name, members in groups.items()),
        source=words(
            text(
                "Every local government's index and statuses: indices.csv and statuses.csv beside"
                " this comparison"
            )
        ),
        long=True,
    ).without_empty_columns()


_OF_INDEX = message("Best index"), message("Median index"), message("Last index")


def _group_row(between: Between, name: str, members: Members) -> Row:
    number, cities = between.language.number, {index.row.city for index in members}
    official = [index for index in between.official if index.row.city in cities]
    best, _, median, _, last = at_quantiles(official) if official else [None] * len(QUANTILES)
    return Row(
        (
            cell(name),
            cell(number(len(members), 0), value=len(members)),
            _met(between, members),
            cell(number(len(official), 0), value=len(official)) if between.official else Cell(()),
            *(index.official.cell if index else Cell(()) for index in (best, median, last)),
        )
    )


def _met(between: Between, members: Members) -> Cell:
    """Of the targets of a group that were judged, the share that was met; nothing of none."""
    counts = [between.counts[index.row.city] for index in members]
    met = sum(of.get("achieved", 0) for of in counts)
    judged = met + sum(of.get("not_achieved", 0) for of in counts)
    if not judged:
        return Cell(())
    share = 100 * met / judged
    return cell(percent(between.language, share), value=share)


def city_anchor(slug: str) -> str:
    """Where the row of a city stands."""
    return f"city-{slug}"


def of_each(between: Between, stem: str) -> OfEach:
    """Every city's values with their places, and its own report, the file ``stem``."""
    folder = folder_of(between.year, ANNUAL)
    return OfEach(
        names=between.names,
        reports={slug: f"../../{slug}/{folder}/{stem}.html" for slug in between.names},
        cells={
            row_anchor(shared): {value.row.city: _shown(value) for value in shared.known}
            for shared in between.shared
            if shared.known
        },
        places={shared.facts.code: places_of(shared) for shared in between.shared},
    )


def _shown(value: CityValue) -> str:
    rank = value.row.rank
    return f"{value.value}" if rank is None else f"{value.value} ({rank})"
