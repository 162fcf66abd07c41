"""Where a city's figure is printed: short sources that lead to the list of sources."""

from rapor.ground.figures import PUBLISHED, full_source, short_source
from rapor.ground.ref import Ref
from rapor.ground.tables.tidy import AcceptedTarget, PrintedScore, Realisation
from rapor.report.compare.between import FIRST, Between
from rapor.report.dossier import Dossier
from rapor.report.sources import anchor, publication_name, web_link
from rapor.write.content import Cell, Chapter, Column, Row, Run, Table, cell
from rapor.write.numbers import behind

CODE = "appendix"

Printed = Realisation | AcceptedTarget | PrintedScore
"""A printed cell that the page rests on."""


def cited(city: Dossier, ref: Ref) -> Run:
    """The short source of a city's cell as a link to the list of sources."""
    return Run(
        short_source(city.language, ref, city.city.rows),
        "source",
        link=f"#{_anchor(city, ref)}",
        hint=f"{city.facts.name}: {full_source(city.language, ref, city.city.rows)}",
    )


def _anchor(city: Dossier, ref: Ref) -> str:
    return anchor("realised", str(ref), city.city.slug)


def chapter(between: Between) -> Chapter:
    """The list of sources: every printed row that a figure of the page comes from."""
    text = between.text
    rows = [
        _row(city, printed)
        for slug, refs in _refs(between).items()
        for city in (between.dossiers[slug],)
        for printed in _printed(city, refs)
    ]
    table = Table(
        anchor="table-sources",
        caption=text("Printed and published figures that this comparison uses"),
        columns=(
            Column(text("Local government")),
            Column(text("Place"), "short"),
            Column(text("Figure")),
            Column(text("As printed"), "printed"),
            Column(text("Publisher or document")),
            Column(text("Kind"), "short"),
        ),
        rows=tuple(rows),
    )
    return Chapter(CODE, text("Sources"), (table,) if rows else ())


def _refs(between: Between) -> dict[str, list[Ref]]:
    """Cells in use by city, each once and sorted; the cities in the order of their slugs."""
    in_use: dict[str, set[Ref | None]] = {slug: set() for slug in between.names}
    for row in (value.row for shared in between.shared for value in between.cited_of(shared)):
        in_use[row.city] |= {row.ref, row.target_ref}
    for index in between.official[:FIRST] if between.many else between.indices:
        in_use[index.row.city] |= {index.row.official_ref, index.row.self_ref}
    return {slug: sorted(filter(None, refs), key=str) for slug, refs in in_use.items()}


def _printed(city: Dossier, refs: list[Ref]) -> list[Printed]:
    """What is printed at each reference, where the city has it."""
    by_ref: dict[Ref, Printed] = {score.ref: score for score in city.scores}
    by_ref |= {target.ref: target for target in city.targets}
    by_ref |= {value.ref: value for value in city.realisations}
    return [by_ref[ref] for ref in refs if ref in by_ref]


def _row(city: Dossier, printed: Printed) -> Row:
    return Row(
        (
            cell(city.facts.name),
            cell(short_source(city.language, printed.ref, city.city.rows)),
            cell(_what(city, printed)),
            cell(printed.printed, value=behind(printed.printed, printed.value)),
            _publisher(city, printed),
            cell(_kind(city, printed)),
        ),
        anchor=_anchor(city, printed.ref),
    )


def _what(city: Dossier, printed: Printed) -> str:
    if isinstance(printed, PrintedScore):
        return printed.label
    name = city.indicator_name(printed.indicator, printed.label)
    return city.text("{name}, target", name=name) if isinstance(printed, AcceptedTarget) else name


def _publisher(city: Dossier, printed: Printed) -> Cell:
    if not isinstance(printed, Realisation):
        return cell(city.document(printed.source))
    return cell(Run(printed.publisher, link=web_link(printed.address)))


def _kind(city: Dossier, printed: Printed) -> str:
    if not isinstance(printed, Realisation) or printed.ref.table != PUBLISHED:
        return city.text("regulation")
    return publication_name(city.language, printed.publication)
