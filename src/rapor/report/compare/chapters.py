"""The chapters between cities: side by side, without a rank, each city, how it is compared."""

from rapor.ground.figures import percent
from rapor.ground.language import message
from rapor.report.charts import side_by_side as chart
from rapor.report.compare import many, published
from rapor.report.compare.between import Between, CityIndexView, CityValue, SharedIndicator
from rapor.report.compare.citing import cited
from rapor.report.compare.many import city_anchor
from rapor.report.sources import listed
from rapor.report.status import STATUSES, status_cell, word
from rapor.write.content import (
    Block,
    Cell,
    Chapter,
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


def side_by_side(between: Between) -> Chapter:
    """Every shared indicator for which at least one city has a realisation."""
    known = [shared for shared in between.shared if shared.known]
    blocks: list[Block] = chart.blocks(between)
    if known:
        blocks.append((many.quantile_table if between.many else _table)(between, known))
    blocks += published.tables(between)
    unknown = [shared.facts.name for shared in between.shared if not shared.known]
    if unknown:
        none = between.text(
            "No local government has a realisation of {year} yet: {names}.",
            year=between.year,
            names="; ".join(unknown),
        )
        blocks.append(Paragraph(words(none)))
    return Chapter("side-by-side", between.text("Shared indicators side by side"), tuple(blocks))


def _table(between: Between, indicators: list[SharedIndicator]) -> Table:
    text = between.text
    rows: list[Row] = []
    for shared in indicators:
        head = words(shared.facts.name, f" ({_scale(shared)})")
        rows.append(Row((Cell(head),), group=True))
        rows += [_row(value, shared.lines[0]) for value in shared.lines]
    return Table(
        anchor="table-shared",
        caption=text(
            "Realisations of {year}, with each local government's own target", year=between.year
        ),
        columns=(
            Column(text("Local government")),
            Column(text("Realisation"), "number"),
            Column(text("Rank"), "number"),
            Column(text("Distance to the best"), "number"),
            Column(text("Own target"), "number"),
            Column(text("Achievement (% of target)"), "number"),
            Column(text("Status"), "status"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(rows),
        notes=(*_named_otherwise(indicators), *_disputed(indicators)),
        source=words(text("As in the list of sources at the end of this comparison")),
    ).without_empty_columns()


def _scale(shared: SharedIndicator) -> str:
    """Unit and scale of an indicator, as the values were measured."""
    first = (shared.known or shared.lines)[0]
    language, row = first.language, first.row
    parts = [first.city.unit(row.unit)]
    if row.scale_min is not None and row.scale_max is not None:
        low, high = language.number(row.scale_min), language.number(row.scale_max)
        parts.append(language.text("scale {low}–{high}", low=low, high=high))
    if shared.facts.polarity == "lower":
        parts.append(language.text("lower is better"))
    return ", ".join(filter(None, parts))


def _row(value: CityValue, best: CityValue) -> Row:
    language, row = value.language, value.row
    rank, gap, achieved = row.rank, row.distance_to_best, row.achievement_pct
    refs = [ref for ref in (row.ref, row.target_ref) if ref] if row.known else []
    return Row(
        (
            cell(value.city_name),
            value.value.cell,
            Cell(()) if rank is None else cell(language.number(rank, 0), value=rank),
            Cell(()) if gap is None else cell(value.behind(best), value=gap),
            value.target.cell if row.known else Cell(()),
            Cell(()) if achieved is None else cell(percent(language, achieved), value=achieved),
            status_cell(language, row.status),
            Cell(listed(cited(value.city, ref) for ref in refs)),
        )
    )


def _named_otherwise(indicators: list[SharedIndicator]) -> tuple[Text, ...]:
    """What a city's road map calls an indicator, where that is not the name in the table."""
    return tuple(
        words(
            Run(value.city_name, "strong"),
            ": ",
            value.language.text(
                "the road map names it {printed} (here {name}).",
                printed=value.printed_name,
                name=shared.facts.name,
            ),
        )
        for shared in indicators
        for value in shared.lines
        if value.printed_name
    )


def _disputed(indicators: list[SharedIndicator]) -> tuple[Text, ...]:
    """Findings about the figures shown: another publisher or table may say otherwise."""
    notes: dict[str, Text] = {}
    for value in (value for shared in indicators for value in shared.known):
        for finding in value.city.findings.values():
            about = {value.row.ref, value.row.target_ref} & set(finding.cells)
            if finding.row.severity != "note" and about:
                name = Run(value.city_name, "strong")
                key = f"{value.row.city} {finding.row.finding}"
                notes.setdefault(key, words(name, ": ", finding.row.message))
    return tuple(notes.values())


def unranked(between: Between) -> Chapter:
    """Indicators with a realisation or a definition of their own that have no rank, and why."""
    title = between.text("Without a rank, and why")
    reasons = [reason for shared in between.shared for reason in _reasons(between, shared)]
    if not reasons:
        none = between.text("Every shared indicator with a realisation is ranked.")
        return Chapter("unranked", title, (Paragraph(words(none)),))
    return Chapter("unranked", title, (ListBlock(tuple(reasons)),))


def _reasons(between: Between, shared: SharedIndicator) -> list[Text]:
    """A sentence for the indicator, or one a city whose value is left out."""
    facts, name = shared.facts, Run(shared.facts.name, "strong")
    if facts.not_shared:
        why = facts.not_shared_en if between.language.code == "en" else facts.not_shared
        return [words(name, ": ", why)]
    left_out = [value for value in shared.known if value.row.reason]
    if between.many and left_out:
        return [many.reasons(between, shared, _reason(left_out[0]))]
    return [words(name, ": ", _reason(value)) for value in left_out]


def _reason(value: CityValue) -> str:
    figures = {
        "city": value.city_name,
        "value": value.value_with_unit,
        "unit": value.city.unit(value.row.unit),
    }
    return value.language.text(_REASONS[value.row.reason], **figures)


_REASONS = {
    "only_one": message("only {city} has a value to compare, {value}."),
    "no_order": message("{city} prints {value}, which has no place in an order."),
    "only_bounds": message("{city} {value} is a range or a bound and has no place."),
    "no_scale": message("{city} {value}; the scale is not known."),
    "outside_scale": message("{city} {value} lies outside the scale."),
    "other_unit": message("{city} {value} is measured in another unit, {unit}."),
    "other_scale": message("{city} {value} is measured on another scale."),
}
"""Why a value has no rank."""


def each_city(between: Between) -> Chapter:
    """What each city's own evaluation counts, and its index."""
    explanation = between.text(
        "A status says how a local government stands against its own target. The targets differ,"
        " so statuses and per cent of target are not ranked between local governments."
    )
    return Chapter(
        "cities",
        between.text("Each local government by itself"),
        (
            Paragraph(words(explanation)),
            *(many.group_tables(between) if between.many else ()),
            _cities(between),
        ),
    )


def _cities(between: Between) -> Table:
    """Index and counts of statuses, a row a city."""
    text = between.text
    dossiers = [dossier for _, dossier in sorted(between.dossiers.items())]
    documents = (
        [text("The documents that each local government's own report names")]
        if between.many
        else [city.document(target.source) for city in dossiers for target in city.targets]
    )
    return Table(
        anchor="table-cities",
        caption=text(
            "Indicators of each local government's own road map by status, and its index, {year}",
            year=between.year,
        ),
        columns=(
            Column(text("Local government")),
            *([Column(text("Province"))] if between.many else []),
            Column(text("Indicators"), "number"),
            *(
                Column(f"{status.symbol}\u00a0{word(between.language, code)}", "number")
                for code, status in STATUSES.items()
            ),
            Column(text("Official index"), "number"),
            Column(text("Grade"), "short"),
            Column(text("Self-assessment"), "number"),
        ),
        rows=tuple(_city(index, between) for index in between.indices),
        source=words("; ".join(dict.fromkeys(documents))),
        long=between.many,
    ).without_empty_columns()


def _city(index: CityIndexView, between: Between) -> Row:
    counts = between.counts[index.row.city]
    total, number = sum(counts.values()), index.city.language.number
    return Row(
        (
            cell(index.city_name),
            *([cell(index.city.facts.province)] if between.many else []),
            cell(number(total, 0), value=total),
            *(
                cell(number(counts.get(status, 0), 0), value=counts.get(status, 0))
                for status in STATUSES
            ),
            index.official.cell,
            cell(index.row.grade),
            index.self_assessed.cell,
        ),
        anchor=city_anchor(index.row.city) if between.many else "",
    )


def method(between: Between) -> Chapter:
    """What is compared with what, and what is left alone."""
    text = between.text
    sentences = [
        text("An indicator is shared when two or more local governments have it in the year."),
        text(
            "A rank stands only between values of one unit and one scale of an indicator that"
            " the local governments define alike. Equal values have the same rank."
        ),
        text("A missing realisation stays missing: it has no rank, and it is never the last."),
        text(
            "The distance to the best is in the indicator's unit. Per cent of scale only brings"
            " different indicators onto one axis of the figure; no mean is taken of it."
        ),
        text(
            "Where several publishers give a value, the one is shown that the local government's"
            " own evaluation uses."
        ),
        *([text(_QUANTILES), *many.unread_bounds(between)] if between.many else []),
        *published.method(between),
        *_unverified(between),
    ]
    return Chapter(
        "method",
        text("How it is compared"),
        (ListBlock(tuple(words(sentence) for sentence in sentences)),),
    )


_QUANTILES = message(
    "Of more local governments than can be shown one by one, a quarter or the median is the value"
    " of the one that stands there, as its source prints it; nothing is computed between two local"
    " governments."
)


def _unverified(between: Between) -> list[str]:
    """Definitions and orders of words in use that nobody has read at their source."""
    sentences = []
    for shared in between.compared:
        facts = shared.facts
        if not facts.verified:
            sentences.append(
                between.text(
                    "Definition, unit and scale of {name} have not been read at their source.",
                    name=facts.name,
                )
            )
        order = between.catalogue.scale(facts.order, between.year) if facts.order else None
        if order and not order.is_read(value.row.text for value in shared.lines):
            sentences.append(
                between.text(
                    "The order of the words {words} of {name} has not been read at its source.",
                    words=" < ".join(order.ranks),
                    name=facts.name,
                )
            )
    return sentences
