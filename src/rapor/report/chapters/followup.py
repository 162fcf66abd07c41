"""Chapter 7: what the internal review and the ministry recommended, and what came of it."""

import re

from rapor.ground.language import message
from rapor.ground.ref import Ref, natural
from rapor.ground.tables import records
from rapor.ground.tables.tidy import Recommendation
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import unlinked
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    cell,
    words,
)

CODE = "followup"
ORIGINS = {
    "internal_review": message("Internal review (Inspektorat)"),
    "ministry": message("Ministry (Kementerian PANRB)"),
}
STATES = {
    "open": message("open"),
    "in_progress": message("in progress"),
    "done": message("done"),
}


def chapter(dossier: Dossier) -> Chapter:
    """Follow-up of recommendations."""
    recommendations = _recommendations(dossier)
    title = dossier.text("Follow-up of recommendations")
    if not recommendations:
        none = dossier.text(
            "The documents of {city} print no recommendations up to {year}.",
            city=dossier.facts.name,
            year=dossier.year,
        )
        return Chapter(CODE, title, (Paragraph(words(none)),))
    blocks: list[Block] = [Paragraph(words(_counted(dossier, recommendations)))]
    if again := sum(bool(recommendation.repeats) for recommendation in recommendations):
        blocks.append(Paragraph(words(_said_again(dossier, again))))
    shown = {recommendation.ref for recommendation in recommendations}
    for origin, name in ORIGINS.items():
        of_origin = [row for row in recommendations if row.origin == origin]
        if of_origin:
            blocks += [
                Heading(dossier.text(name), f"{CODE}-{origin}"),
                _table(dossier, origin, of_origin, shown),
            ]
    return Chapter(CODE, title, tuple(blocks))


def _recommendations(edition: SourcedEdition) -> list[Recommendation]:
    """Recommendations up to the report's year, in the order of the documents."""
    recommendations = [
        row
        for row in records(Recommendation, edition.tables["recommendations"])
        if row.year is None or row.year <= edition.year
    ]
    return sorted(recommendations, key=lambda row: (natural(row.table), row.row, row.column))


def _counted(edition: Edition, recommendations: list[Recommendation]) -> str:
    """How many there are, and how many are not reported as carried out."""
    language, total = edition.language, len(recommendations)
    still_open = sum(recommendation.status != "done" for recommendation in recommendations)
    counted = language.plural(
        "The documents hold {count} recommendation.",
        "The documents hold {count} recommendations.",
        total,
    )
    if still_open == total:
        rest = language.text("No source reports any of them as carried out.")
    else:
        rest = language.plural(
            "{count} of them is not reported as carried out.",
            "{count} of them are not reported as carried out.",
            still_open,
        )
    return f"{counted} {rest}"


def _said_again(edition: Edition, count: int) -> str:
    return edition.language.plural(
        "{count} recommendation of the ministry says again what the internal review had said"
        " before.",
        "{count} recommendations of the ministry say again what the internal review had said"
        " before.",
        count,
    )


def _table(
    edition: Edition, origin: str, recommendations: list[Recommendation], shown: set[Ref]
) -> Table:
    """The recommendations of an origin; those in ``shown`` can be linked to."""
    text = edition.text
    return Table(
        anchor=f"table-{CODE}-{origin}",
        caption=text("Recommendations: {origin}", origin=text(ORIGINS[origin])),
        columns=(
            Column(text("No."), "short"),
            Column(text("Topic")),
            Column(text("Area")),
            Column(text("Addressed to")),
            Column(text("Follow-up"), "short"),
            Column(text("Says again"), "source"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(_row(edition, recommendation, shown) for recommendation in recommendations),
        source=words(text("Topics in our own words; the recommendation stands at its source")),
    ).without_empty_columns()


def _row(edition: Edition, recommendation: Recommendation, shown: set[Ref]) -> Row:
    return Row(
        (
            cell(recommendation.number, value=_number(recommendation)),
            cell(recommendation.topic),
            cell(edition.area(recommendation.area)),
            cell("; ".join(edition.agencies(recommendation.agencies))),
            cell(edition.text(STATES[recommendation.status])),
            cell(_earlier(edition, recommendation, shown)),
            cell(unlinked(edition, recommendation.ref)),
        ),
        anchor=_anchor(recommendation.ref),
    )


def _number(recommendation: Recommendation) -> float | None:
    """The recommendation's number where it is one, for sorting."""
    number = recommendation.number
    return float(number) if re.fullmatch("[1-9][0-9]*", number) else None


def _anchor(ref: Ref) -> str:
    table, row = ref.line
    return f"recommendation-{table}-{row}"


def _earlier(edition: Edition, recommendation: Recommendation, shown: set[Ref]) -> Text:
    """The earlier recommendations, linked where this chapter shows them."""
    runs: list[Run | str] = []
    for ref in recommendation.repeats:
        earlier = unlinked(edition, ref)
        link = f"#{_anchor(ref)}" if ref in shown else ""
        runs += ["; "] if runs else []
        runs.append(Run(earlier.text, "source", link=link, hint=earlier.hint))
    return words(*runs)
