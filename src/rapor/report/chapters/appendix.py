"""Appendix: every figure as printed, what was checked, and the documents and versions behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from rapor.ground.figures import PUBLISHED, short_source
from rapor.ground.period import half_name
from rapor.ground.ref import Ref
from rapor.ground.tables.tidy import AcceptedTarget, PrintedScore, Realisation
from rapor.report.chapters import (
    achievement,
    findings,
    followup,
    index,
    method,
    plan,
    requests,
    trajectory,
)
from rapor.report.components import INDEX
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.evidence import checked, facsimiles
from rapor.report.marked import marks_of
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import anchor, page_link, publication_name, web_link
from rapor.report.surveys import surveys
from rapor.write.content import (
    Block,
    Cell,
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
from rapor.write.numbers import behind

CODE = "appendix"
HASH_SHOWN = 12
"""Digits of a hash that the appendix shows; manifest.json holds all of them."""

Kind = tuple[str, int | None]
"""What a printed target is: baseline, target of a year, or end target."""
Printed = TypeVar("Printed", AcceptedTarget, PrintedScore)


def chapter(dossier: Dossier) -> Chapter:
    """The appendix."""
    text = dossier.text
    blocks: list[Block] = [
        *_lists(dossier),
        Heading(text("Targets as printed"), f"{CODE}-targets"),
        Paragraph(words(_rows_counted(dossier))),
        _targets(dossier),
        Heading(text("Realisations as published"), f"{CODE}-realisations"),
        *_realisations(dossier),
        *surveys(dossier, f"{CODE}-surveys"),
    ]
    scores = _shown_scores(dossier)
    if scores:
        blocks += [
            Heading(text("Scores of the index as printed"), f"{CODE}-scores"),
            _scores(dossier, scores),
        ]
    cited = [printed.table for printed in (*dossier.targets, *scores)]
    blocks += facsimiles(dossier, cited, f"{CODE}-pages")
    blocks += [*checked(dossier, f"{CODE}-checked"), *_made_from(dossier)]
    return Chapter(CODE, text("Appendix"), tuple(blocks))


def _lists(dossier: Dossier) -> list[Block]:
    """What the chapters leave to the appendix, in their order."""
    return [
        *method.details(dossier),
        *achievement.waiting(dossier),
        *plan.lists(dossier),
        *index.lists(dossier),
        *trajectory.lists(dossier),
        *followup.lists(dossier),
        *findings.lists(dossier),
        *requests.lists(dossier),
    ]


def _rows_counted(edition: Edition) -> str:
    """How a source's row is found on the printed page."""
    return edition.text(
        "Rows of a printed table are counted from 1 below its column heads, through all its pages."
        " Column heads, also where they are repeated on a new page, and headings within the table,"
        " such as the name of a group of rows, are no rows: headings are counted among themselves."
        " What goes on in the cells of the row above, and each item of a row that prints several,"
        " is a row."
    )


def _targets(edition: SourcedEdition) -> Table:
    """A row per printed row, a column per year; baseline and end target at the sides."""
    text, targets = edition.text, edition.targets
    kinds = sorted(
        {_kind(target) for target in targets},
        key=lambda kind: (("baseline", "target", "end_target").index(kind[0]), kind[1] or 0),
    )
    titles = {
        "baseline": text("Baseline"),
        "end_target": text("End target {year}", year=edition.last_year),
    }
    return Table(
        anchor="table-targets",
        caption=text("Baselines and targets of indicators, as printed"),
        columns=(
            Column(text("Row"), "short"),
            Column(text("Name as printed")),
            *(Column(titles.get(kind, str(year)), "printed") for kind, year in kinds),
        ),
        rows=_by_table(edition, targets, lambda cells: _target_row(edition, cells, kinds)),
        source=words(_documents(edition, targets)),
    )


def _kind(target: AcceptedTarget) -> Kind:
    return target.kind, target.year if target.kind == "target" else None


def _by_table(
    edition: Edition, cells: Iterable[Printed], row_of: Callable[[list[Printed]], Row]
) -> tuple[Row, ...]:
    """The rows of each printed table below its title; ``row_of`` makes one of its cells."""
    by_table: dict[str, dict[int, list[Printed]]] = {}
    for printed in cells:
        by_table.setdefault(printed.table, {}).setdefault(printed.row, []).append(printed)
    rows: list[Row] = []
    for table, by_row in by_table.items():
        rows.append(Row((cell(_title(edition, table)),), group=True))
        rows += [row_of(row) for row in by_row.values()]
    return tuple(rows)


def _title(edition: Edition, table: str) -> str:
    spec = edition.city.tables.get(table)
    name = edition.text("Table {table}", table=table)
    return f"{name}. {edition.cited(spec.title)}" if spec and spec.title else name


def _row_number(edition: Edition, printed: Printed) -> Cell:
    """The row of a table as a reader counts it there; its page, which leads to a picture of it."""
    number, page = edition.city.rows.number(printed.ref), edition.page(printed.ref)
    link = page_link(edition, printed.ref)
    told = Run(edition.text("p. {page}", page=page), "source", link=link)
    return cell(str(number), *((" ", told) if page else ()), value=number)


def _target_row(edition: SourcedEdition, targets: list[AcceptedTarget], kinds: list[Kind]) -> Row:
    by_kind = {_kind(target): target for target in targets}
    cells = [_planned(edition, by_kind[kind]) if kind in by_kind else Cell(()) for kind in kinds]
    first = targets[0]
    return Row(
        (_row_number(edition, first), cell(edition.cited(first.label)), *cells),
        anchor=anchor("target", first.table, first.row),
    )


def _planned(edition: SourcedEdition, target: AcceptedTarget) -> Cell:
    """The printed cell, with the marks of what was decided about it or is asked."""
    shown = target.printed or "–"
    value = behind(shown, target.value)
    about = edition.findings_at(target.ref)
    deciding = (finding for finding in about if finding.weighs or finding.row.decision == "keep")
    return cell(shown, *marks_of(deciding), value=value)


def _documents(edition: Edition, cells: Iterable[AcceptedTarget | PrintedScore]) -> str:
    keys = dict.fromkeys(printed.source for printed in cells)
    return "; ".join(edition.document(key) for key in keys)


def _realisations(edition: SourcedEdition) -> list[Block]:
    text = edition.text
    if not edition.realisations:
        none = text("No realisation up to {year} is known.", year=edition.when)
        return [Paragraph(words(none))]
    table = Table(
        anchor="table-realisations",
        caption=text("Realisations up to {year}, as published", year=edition.when),
        columns=(
            Column(text("Place"), "short"),
            Column(text("Indicator")),
            Column(text("Year"), "short"),
            Column(text("Published"), "printed"),
            Column(text("Assessor")),
            Column(text("Publisher")),
            Column(text("Kind"), "short"),
            Column(text("Remark")),
        ),
        rows=tuple(_realisation(edition, value) for value in edition.realisations),
        source=words(text("Publications as named in each row")),
        wide=True,
    )
    return [table]


def _realisation(edition: SourcedEdition, value: Realisation) -> Row:
    language, link = edition.language, web_link(value.address)
    # the first column has the place of a value that its document prints
    is_ours = value.table == PUBLISHED
    place = f" ({edition.cited(value.address)})" if value.address and not link and is_ours else ""
    return Row(
        (
            cell(short_source(language, value.ref, edition.city.rows)),
            cell(edition.indicator_name(value.indicator, value.label)),
            cell(_year(value), value=value.year),
            _as_printed(edition, value.printed, value.value, value.ref),
            cell(value.assessor),
            cell(Run(value.publisher, link=link), place),
            cell(publication_name(language, value.publication)),
            cell(edition.quoted(value.note)),
        ),
        anchor=anchor("realised", value.table, value.row),
    )


def _year(value: Realisation) -> str:
    """The year of a value, with the half of it that the value is of: ``2022, semester I``."""
    return ", ".join(filter(None, (str(value.year or ""), half_name(value.period))))


def _as_printed(edition: SourcedEdition, printed: str, value: float | None, ref: Ref) -> Cell:
    """A printed cell, with the marks of what was found about it."""
    number = behind(printed, value)
    return edition.marked(
        printed if number is not None else edition.cited(printed), number, ref
    ).cell


def _shown_scores(edition: SourcedEdition) -> list[PrintedScore]:
    """Scores of the year, and the official index of the years before."""
    return [
        score
        for score in edition.scores
        if score.year == edition.year
        or (score.year is not None and score.year < edition.year and score.component == INDEX)
    ]


def _scores(edition: SourcedEdition, scores: list[PrintedScore]) -> Table:
    text = edition.text
    return Table(
        anchor="table-scores",
        caption=text("Weights and scores, as printed"),
        columns=(
            Column(text("Row"), "short"),
            Column(text("Name as printed")),
            Column(text("Weight"), "printed"),
            Column(text("Score"), "printed"),
            Column(text("Central level"), "printed"),
            Column(text("Unit level"), "printed"),
            Column(text("Ratio"), "printed"),
        ),
        rows=_by_table(edition, scores, lambda levels: _score_row(edition, levels)),
        source=words(_documents(edition, scores)),
    )


def _score_row(edition: SourcedEdition, scores: list[PrintedScore]) -> Row:
    first, by_level = scores[0], {score.level: score for score in scores}
    return Row(
        (
            _row_number(edition, first),
            cell(edition.cited(first.label)),
            _as_printed(
                edition, first.weight_printed, first.weight, _beside(first, "weight_column")
            ),
            *(_score(edition, by_level.get(level)) for level in ("city", "central", "unit")),
            _as_printed(edition, first.ratio_printed, first.ratio, _beside(first, "ratio_column")),
        ),
        anchor=anchor("score", first.table, first.row),
    )


def _score(edition: SourcedEdition, score: PrintedScore | None) -> Cell:
    if score is None:
        return Cell(())
    return _as_printed(edition, score.printed or "–", score.value, score.ref)


def _beside(score: PrintedScore, header: str) -> Ref:
    """The cell of a score's weight or ratio, whose column the field ``header`` names."""
    return replace(score.ref, column=getattr(score, header))


def _made_from(dossier: Dossier) -> tuple[Block, ...]:
    """What the report was made from: documents, publications, versions and inputs."""
    text = dossier.text
    reproducible = text(
        "The same inputs and versions give the same report. Full hashes stand in"
        " manifest.json beside this report; those of the national lists of indicators, labels and"
        " agencies are of the entries that the local government uses."
    )
    versions = {"Rapor RB": dossier.manifest["rapor"]}
    if dossier.manifest["data"]:
        versions[text("Data")] = dossier.manifest["data"]
    versions |= dossier.manifest["packages"]
    hashes = {path: digits[:HASH_SHOWN] for path, digits in dossier.manifest["inputs"].items()}
    return (
        Heading(text("Documents and publications"), f"{CODE}-sources"),
        _sources(dossier),
        Heading(text("Versions and inputs"), f"{CODE}-versions"),
        Paragraph(words(reproducible)),
        _pairs("table-versions", text("Versions"), (text("Program"), text("Version")), versions),
        _pairs("table-inputs", text("Inputs"), (text("File"), text("SHA-256")), hashes),
    )


def _pairs(anchor: str, caption: str, titles: tuple[str, str], pairs: Mapping[str, str]) -> Table:
    return Table(
        anchor=anchor,
        caption=caption,
        columns=tuple(Column(title) for title in titles),
        rows=tuple(Row((cell(name), cell(value))) for name, value in pairs.items()),
        source=words("manifest.json"),
    )


def _sources(edition: SourcedEdition) -> Table:
    text = edition.text
    return Table(
        anchor="table-sources",
        caption=text("Documents and publications used"),
        columns=(
            Column(text("Title or publisher")),
            Column(text("Date")),
            Column(text("Licence or address")),
            Column(text("SHA-256")),
        ),
        rows=tuple(_source(edition, key) for key in edition.used_sources),
        source=words("sources.yaml"),
    )


def _source(edition: Edition, key: str) -> Row:
    source = edition.city.sources.get(key, {})
    named = (edition.document(key), edition.cited(str(source.get("title") or "")))
    address = str(source.get("address") or "")
    place: Text = (
        words(Run(address, link=web_link(address)))
        if address
        else words(edition.cited(str(source.get("licence") or "")))
    )
    return Row(
        (
            cell(". ".join(filter(None, named))),
            cell(edition.day(str(source.get("date") or source.get("published") or ""))),
            Cell(place),
            cell(str(source.get("sha256") or "")[:HASH_SHOWN]),
        )
    )
