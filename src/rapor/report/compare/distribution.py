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
    """Each shared indicator with its values at the quantiles, the best and the most improved."""
    text = between.text
    return Table(
        anchor="table-shared",
        caption=text("Realisations of {year} from the best city to the last", year=between.year),
        columns=(
            Column(text("Indicator")),
            Column(text("Cities with a value"), "number"),
            *(Column(head, "number") for head in _heads(between)),
            Column(text("Best city")),
            Column(text("Better than {year}", year=between.year - 1), "number"),
            Column(text("Worse than {year}", year=between.year - 1), "number"),
            Column(text("Most improved")),
        ),
        rows=tuple(_row(between, shared) for shared in indicators),
        source=words(
            text("Every city's value, with its source: comparison.csv beside this comparison")
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
