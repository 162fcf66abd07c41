"""Published results of other municipalities beside those of the compared cities, as comparators.

Only results of the same year stand side by side, so that none crosses the break of a series, and
only those on the scale on which the compared cities are measured. They have no rank: nobody has
looked through what was published of all municipalities.
"""

from dataclasses import dataclass

from rapor.catalogue.comparators import PublishedResult
from rapor.catalogue.names import fold
from rapor.catalogue.scales import on_one_scale
from rapor.ground.figures import figure
from rapor.report.compare.between import Between, CityValue, SharedIndicator
from rapor.report.sources import publication_name
from rapor.write.content import Block, Cell, Column, Row, Run, Table, cell, words


@dataclass(frozen=True)
class Comparator:
    """A shared indicator with results of municipalities that are not among the compared cities.

    ``otherwise`` are those on another scale, which are not shown.
    """

    shared: SharedIndicator
    results: tuple[PublishedResult, ...]
    otherwise: tuple[PublishedResult, ...]


def comparators(between: Between) -> list[Comparator]:
    """The indicators with published results of the year, in the order of the page."""
    of_project = {fold(name) for name in between.names.values()}
    of_year = [
        result
        for result in between.catalogue.published
        if result.year == between.year
        and result.value is not None
        and fold(result.city) not in of_project
    ]
    found = []
    for shared in between.shared:
        results = [result for result in of_year if result.indicator == shared.facts.code]
        known = [value for value in shared.known if value.row.value is not None]
        if not results or not known or shared.facts.not_shared:
            continue
        scale = known[0].row.scale_min, known[0].row.scale_max
        alike = [result for result in results if on_one_scale(result.scale, scale)]
        other = [result for result in results if result not in alike]
        found.append(Comparator(shared, tuple(_best_first(alike, shared)), tuple(other)))
    return found


def _best_first(results: list[PublishedResult], shared: SharedIndicator) -> list[PublishedResult]:
    sign = 1 if shared.facts.polarity == "lower" else -1
    return sorted(results, key=lambda result: (sign * (result.value or 0.0), result.city))


def tables(between: Between) -> list[Block]:
    """The table of comparators; nothing where there are none."""
    shown = [comparator for comparator in comparators(between) if comparator.results]
    if not shown:
        return []
    text = between.text
    rows: list[Row] = []
    for comparator in shown:
        rows.append(Row((cell(comparator.shared.facts.name),), group=True))
        rows += _rows(between, comparator)
    return [
        Table(
            anchor="table-published",
            caption=text(
                "Published results of other regencies and cities, {year}, without a rank",
                year=between.year,
            ),
            columns=(
                Column(text("Regency or city")),
                Column(text("Realisation"), "number"),
                Column(text("Grade"), "short"),
                Column(text("Publisher")),
                Column(text("Kind"), "short"),
            ),
            rows=tuple(rows),
            source=words(text("The publishers named in the table, at the addresses linked there")),
        ).without_empty_columns()
    ]


def _rows(between: Between, comparator: Comparator) -> list[Row]:
    """The others' results, and between them the compared cities where they are few."""
    scale = comparator.results[0].scale
    own = [
        value
        for value in (() if between.many else comparator.shared.known)
        if value.row.value is not None
        and on_one_scale(scale, (value.row.scale_min, value.row.scale_max))
    ]
    sign = 1 if comparator.shared.facts.polarity == "lower" else -1
    rows = [(sign * (value.row.value or 0.0), 0, _own_row(value)) for value in own]
    rows += [
        (sign * (result.value or 0.0), 1, _row(between, result)) for result in comparator.results
    ]
    return [row for _, _, row in sorted(rows, key=lambda row: row[:2])]


def _own_row(value: CityValue) -> Row:
    return Row((cell(Run(value.city_name, "strong")), value.value.cell, *[Cell(())] * 3))


def _row(between: Between, result: PublishedResult) -> Row:
    value = result.value or 0.0
    return Row(
        (
            cell(result.city),
            cell(figure(between.language, value, result.printed), value=value),
            cell(result.grade),
            cell(Run(result.publisher, link=result.address)),
            cell(publication_name(between.language, result.publication)),
        )
    )


def method(between: Between) -> list[str]:
    """What the chapter of the method says of them."""
    shown = comparators(between)
    results = [result for comparator in shown for result in comparator.results]
    language, sentences = between.language, []
    if results:
        sentences.append(
            language.text(
                "Results of other regencies and cities are of the same year and on the same"
                " scale. They are those that were found published, not all; so they have no rank."
            )
        )
    unread = sum(not result.verified for result in results)
    if unread:
        sentences.append(
            language.plural(
                "{count} of {total} of them has not been compared with what its assessor"
                " published.",
                "{count} of {total} of them have not been compared with what their assessors"
                " published.",
                unread,
                total=len(results),
            )
        )
    for comparator in shown:
        if comparator.otherwise:
            sentences.append(
                language.text(
                    "Not shown of {name}, because measured on another scale: {cities}.",
                    name=comparator.shared.facts.name,
                    cities=language.join([result.city for result in comparator.otherwise]),
                )
            )
    return sentences
