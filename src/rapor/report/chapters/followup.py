"""Chapter 7: what the internal review and the ministry recommended, and what came of it."""

import re

from rapor.ground.language import message
from rapor.ground.ref import Ref
from rapor.report.dossier import Dossier
from rapor.report.undertakings import Recommendation, names, place, recommendations
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
    language, found = dossier.language, recommendations(dossier)
    title = language.text("Follow-up of recommendations")
    if not found:
        none = language.text(
            "The documents of {city} print no recommendations up to {year}.",
            city=dossier.facts.name,
            year=dossier.year,
        )
        return Chapter(CODE, title, (Paragraph(words(none)),))
    blocks: list[Block] = [Paragraph(words(_said(dossier, found)))]
    again = [one for one in found if one.repeats]
    if again:
        blocks.append(Paragraph(words(_again_said(dossier, again))))
    for origin, name in ORIGINS.items():
        rows = [one for one in found if one.origin == origin]
        if rows:
            blocks += [
                Heading(language.text(name), f"{CODE}-{origin}"),
                _table(dossier, origin, rows, found),
            ]
    return Chapter(CODE, title, tuple(blocks))


def _said(dossier: Dossier, found: list[Recommendation]) -> str:
    language = dossier.language
    still_open = sum(one.status != "done" for one in found)
    counted = language.plural(
        "The documents hold {count} recommendation.",
        "The documents hold {count} recommendations.",
        len(found),
    )
    if still_open == len(found):
        rest = language.text("No source reports any of them as carried out.")
    else:
        rest = language.plural(
            "{count} of them is not reported as carried out.",
            "{count} of them are not reported as carried out.",
            still_open,
        )
    return f"{counted} {rest}"


def _again_said(dossier: Dossier, again: list[Recommendation]) -> str:
    return dossier.language.plural(
        "{count} recommendation of the ministry says again what the internal review had said"
        " before.",
        "{count} recommendations of the ministry say again what the internal review had said"
        " before.",
        len(again),
    )


def _table(
    dossier: Dossier, origin: str, rows: list[Recommendation], found: list[Recommendation]
) -> Table:
    language = dossier.language
    shown = {one.ref for one in found}
    return Table(
        anchor=f"table-{CODE}-{origin}",
        caption=language.text("Recommendations: {origin}", origin=language.text(ORIGINS[origin])),
        columns=(
            Column(language.text("No."), "short"),
            Column(language.text("Topic")),
            Column(language.text("Area")),
            Column(language.text("Addressed to")),
            Column(language.text("Follow-up"), "short"),
            Column(language.text("Says again"), "source"),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(_row(dossier, one, shown) for one in rows),
        source=words(
            language.text("Topics in our own words; the recommendation stands at its source")
        ),
    ).without_empty_columns()


def _row(dossier: Dossier, one: Recommendation, shown: set[str]) -> Row:
    language = dossier.language
    return Row(
        (
            cell(one.number, value=_number(one)),
            cell(one.topic),
            cell(dossier.area(one.area)),
            cell(names(dossier, one.agencies)),
            cell(language.text(STATES[one.status])),
            cell(_earlier(dossier, one, shown)),
            cell(place(dossier, one.ref)),
        ),
        anchor=_anchor(one.ref),
    )


def _number(one: Recommendation) -> float | None:
    """The recommendation's number where it is one, for sorting."""
    return float(one.number) if re.fullmatch("[1-9][0-9]*", one.number) else None


def _anchor(ref: str) -> str:
    table, row = Ref.read(ref).line
    return f"recommendation-{table}-{row}"


def _earlier(dossier: Dossier, one: Recommendation, shown: set[str]) -> Text:
    """The earlier recommendations, linked where this chapter shows them."""
    runs: list[Run | str] = []
    for ref in filter(None, one.repeats.split(";")):
        earlier = place(dossier, ref)
        link = f"#{_anchor(ref)}" if ref in shown else ""
        runs += ["; "] if runs else []
        runs.append(Run(earlier.text, "source", link=link, hint=earlier.hint))
    return words(*runs)
