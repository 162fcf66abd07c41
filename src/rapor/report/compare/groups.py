"""Many cities by groups of their like: provinces, regencies and cities, sizes."""

from collections.abc import Iterator, Mapping, Sequence

from rapor.catalogue.city_groups import KIND, SIZE
from rapor.ground.figures import percent
from rapor.ground.language import message
from rapor.report.compare.between import QUANTILES, Between, CityIndexView, at_quantiles
from rapor.write.content import Cell, Column, Row, Table, cell, words

_CAPTIONS = {
    "province": message("Cities by province, {year}"),
    KIND: message("Regencies and cities, {year}"),
    SIZE: message("Cities by population, {year}"),
}
_HEADS = {
    "province": message("Province"),
    KIND: message("Kind"),
    SIZE: message("Population"),
}
Members = Sequence[CityIndexView]


def tables(between: Between) -> Iterator[Table]:
    """A table for each way of grouping that parts the cities: a row a group."""
    for way, groups in _grouped(between).items():
        if len(groups) > 1:
            yield _table(between, way, groups)


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


def method(between: Between) -> list[str]:
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


def _table(between: Between, way: str, groups: Mapping[str, Members]) -> Table:
    text = between.text
    return Table(
        anchor=f"table-{way}",
        caption=text(_CAPTIONS[way], year=between.year),
        columns=(
            Column(text(_HEADS[way])),
            Column(text("Cities"), "number"),
            Column(text("Targets met, of those with a result (%)"), "number"),
            Column(text("with an official result"), "number"),
            *(Column(text(head), "number") for head in _OF_INDEX),
        ),
        rows=tuple(_row(between, name, members) for name, members in groups.items()),
        source=words(
            text(
                "Every city's index and statuses: indices.csv and statuses.csv beside this"
                " comparison"
            )
        ),
        long=True,
    ).without_empty_columns()


_OF_INDEX = message("Best index"), message("Median index"), message("Last index")


def _row(between: Between, name: str, members: Members) -> Row:
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
