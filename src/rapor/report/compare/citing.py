"""Where a city's figure is printed: short sources that lead to the list of sources."""

from dataclasses import dataclass

from rapor.ground.figures import PUBLISHED, full_source, short_source
from rapor.ground.ref import Ref
from rapor.report.compare.between import Between
from rapor.report.publications import kind_of
from rapor.report.rows import Realisation, Score, Target
from rapor.report.sources import anchor
from rapor.write.content import Cell, Chapter, Column, Row, Run, Table, cell
from rapor.write.numbers import behind

CODE = "appendix"


def cited(between: Between, city: str, ref: str) -> Run:
    """The short source of a city's cell as a link to the list of sources."""
    name = f"{between.names[city]}: {full_source(between.language, ref)}"
    return Run(
        short_source(between.language, ref), "source", link=f"#{_anchor(city, ref)}", hint=name
    )


def _anchor(city: str, ref: str) -> str:
    return anchor("realised", ref, city)


@dataclass(frozen=True)
class _Used:
    """A printed cell that the page rests on, of one city."""

    city: str
    one: Realisation | Target | Score


def chapter(between: Between) -> Chapter:
    """The list of sources: every printed row that a figure of the page comes from."""
    language = between.language
    rows = [_row(between, used) for used in _used(between)]
    table = Table(
        anchor="table-sources",
        caption=language.text("Printed and published figures that this page uses"),
        columns=(
            Column(language.text("City")),
            Column(language.text("Place"), "short"),
            Column(language.text("Figure")),
            Column(language.text("As printed"), "printed"),
            Column(language.text("Publisher or document")),
            Column(language.text("Kind"), "short"),
        ),
        rows=tuple(rows),
    )
    return Chapter(CODE, language.text("Sources"), (table,) if rows else ())


def _refs(between: Between) -> dict[tuple[str, str], None]:
    """Cells in use by city and reference, each once, in the order of the cities."""
    found = [
        *((row.city, row.ref) for one in between.shared for row in one.known),
        *((row.city, row.target_ref) for one in between.shared for row in one.known),
        *((one.city, one.official_ref) for one in between.indices),
        *((one.city, one.self_ref) for one in between.indices),
    ]
    return dict.fromkeys(sorted(pair for pair in found if pair[1]))


def _used(between: Between) -> list[_Used]:
    found: list[_Used] = []
    for city, ref in _refs(between):
        dossier = between.dossiers[city]
        cells: list[Realisation | Target | Score] = [
            *dossier.realisations,
            *dossier.targets,
            *dossier.scores,
        ]
        found += [_Used(city, one) for one in cells if one.ref == ref][:1]
    return found


def _row(between: Between, used: _Used) -> Row:
    language, dossier, one = between.language, between.dossiers[used.city], used.one
    return Row(
        (
            cell(between.names[used.city]),
            cell(short_source(language, one.ref)),
            cell(_what(between, one)),
            cell(one.printed, value=behind(one.printed, one.value)),
            _publisher(between, used),
            cell(_kind(between, one)),
        ),
        anchor=_anchor(dossier.city.slug, one.ref),
    )


def _what(between: Between, one: Realisation | Target | Score) -> str:
    if isinstance(one, Score):
        return one.label
    known = between.catalogue.indicators.get(one.indicator)
    name = known.name if known else one.label
    if isinstance(one, Target):
        return between.language.text("{name}, target", name=name)
    return name


def _publisher(between: Between, used: _Used) -> Cell:
    one, document = used.one, between.dossiers[used.city].document
    if not isinstance(one, Realisation):
        return cell(document(one.source))
    link = one.address if one.address.startswith(("https://", "http://")) else ""
    return cell(Run(one.publisher, link=link))


def _kind(between: Between, one: Realisation | Target | Score) -> str:
    language = between.language
    if Ref.read(one.ref).table != PUBLISHED or not isinstance(one, Realisation):
        return language.text("regulation")
    return kind_of(language, one.publication)
