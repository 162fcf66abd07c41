"""The chapters between cities: side by side, without a rank, each city, how it is compared."""

from rapor.ground.figures import percent
from rapor.report.charts import side_by_side as chart
from rapor.report.compare.between import Between, Compared, Shared, with_unit
from rapor.report.compare.citing import cited
from rapor.report.compare.standing import standings
from rapor.report.compare.statements import scale
from rapor.report.sources import listed
from rapor.report.status import status_cell
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
    language = between.language
    known = [one for one in between.shared if one.known]
    blocks: list[Block] = [*chart.blocks(between)]
    if known:
        blocks.append(_table(between, known))
    without = [one.facts.name for one in between.shared if not one.known]
    if without:
        said = language.text(
            "No city has a realisation of {year} yet: {names}.",
            year=between.year,
            names="; ".join(without),
        )
        blocks.append(Paragraph(words(said)))
    return Chapter("side-by-side", language.text("Shared indicators side by side"), tuple(blocks))


def _table(between: Between, known: list[Shared]) -> Table:
    language = between.language
    rows: list[Row] = []
    for one in known:
        head = words(one.facts.name, f" ({scale(between, one)})")
        rows.append(Row((Cell(head),), group=True))
        rows += [_row(between, one, row) for row in one.rows]
    return Table(
        anchor="table-shared",
        caption=language.text(
            "Realisations of {year}, with each city's own target", year=between.year
        ),
        columns=(
            Column(language.text("City")),
            Column(language.text("Realisation"), "number"),
            Column(language.text("Rank"), "number"),
            Column(language.text("Distance to the best"), "number"),
            Column(language.text("Own target"), "number"),
            Column(language.text("Achievement (% of target)"), "number"),
            Column(language.text("Status"), "status"),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(rows),
        notes=_disputed(between, known),
        source=words(language.text("As in the list of sources at the end of this page")),
    ).without_empty_columns()


def _row(between: Between, one: Shared, row: Compared) -> Row:
    language, achieved = between.language, row.achievement_pct
    refs = [ref for ref in (row.ref if row.known else "", row.target_ref) if ref and row.known]
    gap = row.distance_to_best
    return Row(
        (
            cell(between.names[row.city]),
            cell(between.said(row), value=row.value),
            Cell(()) if row.rank is None else cell(language.number(row.rank, 0), value=row.rank),
            Cell(()) if gap is None else cell(between.behind(row, one.rows[0]), value=gap),
            cell(between.target(row), value=row.target) if row.known else Cell(()),
            Cell(()) if achieved is None else cell(percent(language, achieved), value=achieved),
            status_cell(language, row.status),
            Cell(listed(cited(between, row.city, ref) for ref in refs)),
        )
    )


def _disputed(between: Between, known: list[Shared]) -> tuple[Text, ...]:
    """Findings about the figures shown: another publisher or table may say otherwise."""
    found: dict[str, Text] = {}
    for row in (row for one in known for row in one.known):
        for finding in between.dossiers[row.city].findings.values():
            about = {finding.ref, *finding.compared}
            if finding.severity != "note" and about & {row.ref, row.target_ref}:
                name = Run(between.names[row.city], "strong")
                found.setdefault(
                    f"{row.city} {finding.finding}", words(name, ": ", finding.message)
                )
    return tuple(found.values())


def unranked(between: Between) -> Chapter:
    """Indicators with a realisation or a definition of their own that have no rank, and why."""
    language = between.language
    title = language.text("Without a rank, and why")
    found = [said for one in between.shared for said in _reasons(between, one)]
    if not found:
        said = language.text("Every shared indicator with a realisation is ranked.")
        return Chapter("unranked", title, (Paragraph(words(said)),))
    return Chapter("unranked", title, (ListBlock(tuple(found)),))


def _reasons(between: Between, one: Shared) -> list[Text]:
    """A sentence for the indicator, or one a city whose value is left out."""
    language, name = between.language, Run(one.facts.name, "strong")
    if one.facts.not_shared:
        why = one.facts.not_shared_en if language.code == "en" else one.facts.not_shared
        return [words(name, ": ", why)]
    left = [row for row in one.known if row.reason]
    return [words(name, ": ", _reason(between, row)) for row in left]


def _reason(between: Between, row: Compared) -> str:
    language = between.language
    named = {
        "city": between.names[row.city],
        "value": with_unit(row, between.said(row)),
        "unit": row.unit,
    }
    return {
        "only_one": language.text("only {city} has a value to compare, {value}.", **named),
        "no_order": language.text(
            "{city} prints {value}, which has no place in an order.", **named
        ),
        "no_scale": language.text("{city} {value}; the scale is not known.", **named),
        "outside_scale": language.text("{city} {value} lies outside the scale.", **named),
        "other_unit": language.text("{city} {value} is measured in another unit, {unit}.", **named),
        "other_scale": language.text("{city} {value} is measured on another scale.", **named),
    }[row.reason]


def each_city(between: Between) -> Chapter:
    """What each city's own evaluation counts, and its index."""
    language = between.language
    said = language.text(
        "A status says how a city stands against its own target. The targets differ, so statuses"
        " and per cent of target are not ranked between cities."
    )
    return Chapter(
        "cities",
        language.text("Each city by itself"),
        (Paragraph(words(said)), standings(between)),
    )


def method(between: Between) -> Chapter:
    """What is compared with what, and what is left alone."""
    language = between.language
    said = [
        language.text("An indicator is shared when two or more cities have it in the year."),
        language.text(
            "A rank stands only between values of one unit and one scale of an indicator that"
            " the cities define alike. Equal values have the same rank."
        ),
        language.text(
            "A missing realisation stays missing: it has no rank, and it is never the last."
        ),
        language.text(
            "The distance to the best is in the indicator's unit. Per cent of scale only brings"
            " different indicators onto one axis of the figure; no mean is taken of it."
        ),
        language.text(
            "Where several publishers give a value, the one is shown that the city's own"
            " evaluation uses."
        ),
        *_unverified(between),
    ]
    return Chapter(
        "method",
        language.text("How it is compared"),
        (ListBlock(tuple(words(one) for one in said)),),
    )


def _unverified(between: Between) -> list[str]:
    """Orders of words in use that nobody has read at their source."""
    language, found = between.language, []
    for one in between.compared:
        order = between.catalogue.scale(one.facts.order, between.year) if one.facts.order else None
        if order and not order.verified:
            found.append(
                language.text(
                    "The order of the words {words} of {name} has not been read at its source.",
                    words=" < ".join(order.ranks),
                    name=one.facts.name,
                )
            )
    return found
