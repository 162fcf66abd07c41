"""Many cities as distributions: where a line a city would fill a book, a line an indicator.

What stands at a quantile is the value of a city, as its source prints it, and not a computed one:
of nine values in order the median is the fifth, and of ten too. All values are in the tables that
stand beside the page as data.
"""

from collections.abc import Sequence

from rapor.report.compare.between import (
    FIRST,
    QUANTILES,
    Between,
    CityIndexView,
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


def table(between: Between, indicators: Sequence[SharedIndicator]) -> Table:
    """Each shared indicator with its values at the quantiles, and which city is the best."""
    text = between.text
    return Table(
        anchor="table-shared",
        caption=text("Realisations of {year} from the best city to the last", year=between.year),
        columns=(
            Column(text("Indicator")),
            Column(text("Cities with a value"), "number"),
            *(Column(head, "number") for head in _heads(between)),
            Column(text("Best city")),
        ),
        rows=tuple(_row(between, shared) for shared in indicators),
        source=words(
            text("Every city's value, with its source: comparison.csv beside this comparison")
        ),
    )


def _heads(between: Between) -> list[str]:
    quarters = between.text("Upper quarter"), between.text("Median"), between.text("Lower quarter")
    return [between.text("Best"), *quarters, between.text("Last")]


def _row(between: Between, shared: SharedIndicator) -> Row:
    number, known = between.language.number, len(shared.known)
    values = [value.value.cell for value in at_quantiles(shared.ranked)] if shared.ranked else []
    best = [value.city_name for value in shared.ranked if value.row.rank == 1]
    more = len(best) - FIRST
    named = [*best[:FIRST], *([_others(between, more)] if more > 0 else [])]
    return Row(
        (
            cell(shared.facts.name),
            cell(number(known, 0), value=known),
            *(values or [Cell(())] * len(QUANTILES)),
            cell(between.language.join(named)),
        )
    )


def _others(between: Between, count: int) -> str:
    return between.language.plural("{count} other city", "{count} other cities", count)


def official_indices(between: Between) -> tuple[Block, ...]:
    """The official index of many cities: its quantiles, the best by name, the provinces."""
    ordered, language = between.official, between.language
    best, upper, median, lower, last = (index.official for index in at_quantiles(ordered))
    sentence = language.plural(
        "{count} of {total} cities has an official result of {year}: {best}.",
        "{count} of {total} cities have an official result of {year}, from {best} down to {last};"
        " half of them have {median} or more, a quarter {upper} or more, and a quarter"
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


def provinces(between: Between) -> list[Block]:
    """A row a province: its cities, those with an official index, and the index of the median."""
    text, number = between.text, between.language.number
    by_province: dict[str, list[CityIndexView]] = {}
    for index in between.indices:
        by_province.setdefault(index.city.facts.province, []).append(index)
    if len(by_province) < 2:
        return []
    rows = []
    for province, indices in sorted(by_province.items()):
        known = [index for index in between.official if index in indices]
        best, _, median, _, last = at_quantiles(known) if known else [None] * len(QUANTILES)
        rows.append(
            Row(
                (
                    cell(province or "–"),
                    cell(number(len(indices), 0), value=len(indices)),
                    cell(number(len(known), 0), value=len(known)),
                    *(index.official.cell if index else Cell(()) for index in (best, median, last)),
                )
            )
        )
    columns = (text("Best"), text("Median"), text("Last"))
    return [
        Table(
            anchor="table-provinces",
            caption=text("Official index by province, {year}", year=between.year),
            columns=(
                Column(text("Province")),
                Column(text("Cities"), "number"),
                Column(text("with an official result"), "number"),
                *(Column(head, "number") for head in columns),
            ),
            rows=tuple(rows),
            source=words(
                text("Every city's index, with its source: indices.csv beside this comparison")
            ),
        )
    ]


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
