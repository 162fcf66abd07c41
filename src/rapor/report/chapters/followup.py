"""Chapter 7: what the internal review and the ministry recommended, and what came of it."""

import re
from collections import Counter

from rapor.catalogue.reporting_round import DONE, STATUS_WORDS, VERIFIED
from rapor.ground.language import message
from rapor.ground.ref import Ref
from rapor.ground.tables.tidy import Recommendation
from rapor.report import rounds
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import FEW, left_to_appendix
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
ALL_ANCHOR = f"{CODE}-all"
"""Where the appendix lists the recommendations."""
ORIGINS = {
    "internal_review": message("Internal review (Inspektorat)"),
    "ministry": message("Ministry (Kementerian PANRB)"),
}
_MOST_NAMED = 3
"""As many areas are named as those that most recommendations are about."""
CARRIED_OUT = (DONE, VERIFIED)


def chapter(dossier: Dossier) -> Chapter:
    """Follow-up of recommendations."""
    recommendations = dossier.recommendations
    title = dossier.text("Follow-up of recommendations")
    further = (*rounds.followed(dossier), *rounds.reported(dossier))
    if not recommendations:
        none = dossier.text(
            "The documents of {city} print no recommendations up to {year}.",
            city=dossier.facts.name,
            year=dossier.year,
        )
        return Chapter(CODE, title, (Paragraph(words(none)), *further))
    told = [_counted(dossier, recommendations), _by_area(dossier, recommendations)]
    if again := sum(bool(recommendation.repeats) for recommendation in recommendations):
        told.append(_said_again(dossier, again))
    sentences = " ".join(filter(None, told))
    if _is_left(recommendations):
        leads = left_to_appendix(dossier, sentences, _all_title(dossier), ALL_ANCHOR)
        return Chapter(CODE, title, (leads, *further))
    return Chapter(CODE, title, (Paragraph(words(sentences)), *by_origin(dossier), *further))


def lists(dossier: Dossier) -> list[Block]:
    """Of the appendix: the recommendations, where they are too many for their chapter."""
    if not _is_left(dossier.recommendations):
        return []
    return [Heading(_all_title(dossier), ALL_ANCHOR), *by_origin(dossier)]


def by_origin(edition: SourcedEdition) -> list[Block]:
    """The recommendations of each origin in a table."""
    recommendations = edition.recommendations
    shown = {recommendation.ref for recommendation in recommendations}
    return [
        _table(edition, origin, of_origin, shown)
        for origin in ORIGINS
        if (of_origin := [row for row in recommendations if row.origin == origin])
    ]


def _is_left(recommendations: list[Recommendation]) -> bool:
    """Whether they are left to the appendix."""
    return len(recommendations) > FEW


def _all_title(edition: Edition) -> str:
    return edition.text("Recommendations of the internal review and of the ministry")


def _by_area(edition: Edition, recommendations: list[Recommendation]) -> str:
    """Which areas most of those that are not carried out are about."""
    waiting = (row.area for row in recommendations if row.status not in CARRIED_OUT and row.area)
    counts = Counter(waiting).most_common(_MOST_NAMED)
    if len(counts) < _MOST_NAMED:
        return ""
    named = [f"{edition.area(area)} ({count})" for area, count in counts]
    return edition.text("Most are about {areas}.", areas=edition.language.join(named))


def _counted(edition: Edition, recommendations: list[Recommendation]) -> str:
    """How many there are, and how many are not reported as carried out."""
    language, total = edition.language, len(recommendations)
    still_open = sum(recommendation.status not in CARRIED_OUT for recommendation in recommendations)
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
            Column(text("Topic, in our own Indonesian words")),
            Column(text("Area")),
            Column(text("Addressed to")),
            Column(text("Follow-up"), "short"),
            Column(text("Says again"), "source"),
            Column(text("Source"), "source"),
        ),
        rows=tuple(_row(edition, recommendation, shown) for recommendation in recommendations),
        source=words(text("The recommendation stands at its source")),
    ).without_empty_columns()


def _row(edition: Edition, recommendation: Recommendation, shown: set[Ref]) -> Row:
    return Row(
        (
            cell(recommendation.number, value=_number(recommendation)),
            cell(edition.cited(recommendation.topic)),
            cell(edition.area(recommendation.area)),
            cell("; ".join(edition.agencies(recommendation.agencies))),
            cell(edition.text(STATUS_WORDS[recommendation.status])),
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
