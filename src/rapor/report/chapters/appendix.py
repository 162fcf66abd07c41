"""Appendix: every figure as printed, with table, row, publisher and address."""

from rapor.ground.figures import short_source
from rapor.report.chapters.provenance import provenance
from rapor.report.dossier import Dossier
from rapor.report.publications import kind_of
from rapor.report.rows import Realisation, Score, Target
from rapor.report.series import year_of
from rapor.report.sources import anchor, finding_anchor
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
    cell,
    words,
)
from rapor.write.numbers import behind

CODE = "appendix"


def chapter(dossier: Dossier) -> Chapter:
    """The appendix."""
    language = dossier.language
    blocks: list[Block] = [
        Heading(language.text("Targets as printed"), f"{CODE}-targets"),
        _targets(dossier),
        Heading(language.text("Realisations as published"), f"{CODE}-realisations"),
        *_realisations(dossier),
    ]
    scores = _shown_scores(dossier)
    if scores:
        blocks += [
            Heading(language.text("Scores of the index as printed"), f"{CODE}-scores"),
            _scores(dossier, scores),
        ]
    return Chapter(CODE, language.text("Appendix"), (*blocks, *provenance(dossier)))


def _targets(dossier: Dossier) -> Table:
    """A row per printed row, a column per year; baseline and end target at the sides."""
    language = dossier.language
    kinds = sorted(
        {(one.kind, one.year if one.kind == "target" else None) for one in dossier.targets},
        key=lambda pair: (("baseline", "target", "end_target").index(pair[0]), pair[1] or 0),
    )
    names = {
        "baseline": language.text("Baseline"),
        "end_target": language.text("End target {year}", year=dossier.city.last_year),
    }
    by_table: dict[str, dict[int, list[Target]]] = {}
    for one in dossier.targets:
        by_table.setdefault(one.table, {}).setdefault(one.row, []).append(one)
    rows: list[Row] = []
    for table, by_row in by_table.items():
        rows.append(Row((cell(_title(dossier, table)),), group=True))
        rows += [_target_row(dossier, number, cells, kinds) for number, cells in by_row.items()]
    return Table(
        anchor="table-targets",
        caption=language.text("Baselines and targets of indicators, as printed"),
        columns=(
            Column(language.text("Row"), "short"),
            Column(language.text("Name as printed")),
            *(Column(names.get(kind, str(year)), "printed") for kind, year in kinds),
        ),
        rows=tuple(rows),
        source=words(_documents(dossier, [one.source for one in dossier.targets])),
    )


def _title(dossier: Dossier, table: str) -> str:
    spec = dossier.city.tables.get(table)
    name = dossier.language.text("Table {table}", table=table)
    return f"{name}. {spec.title}" if spec and spec.title else name


def _target_row(
    dossier: Dossier, number: int, found: list[Target], kinds: list[tuple[str, int | None]]
) -> Row:
    by_kind = {(one.kind, one.year if one.kind == "target" else None): one for one in found}
    cells = [_printed(dossier, by_kind[kind]) if kind in by_kind else Cell(()) for kind in kinds]
    first = found[0]
    return Row(
        (cell(str(number), value=number), cell(first.label), *cells),
        anchor=anchor("target", first.table, number),
    )


def _printed(dossier: Dossier, target: Target) -> Cell:
    """The printed cell; one that a decision replaced shows what is used instead."""
    shown = target.printed or "–"
    value = behind(shown, target.value)
    if target.decision == "none":
        return cell(shown, value=value)
    decided = [
        one
        for one in dossier.decided("correct", "ask", "keep")
        if target.ref == one.ref or (one.decision == target.decision and target.ref in one.compared)
    ]
    if not decided:
        return cell(shown, value=value)
    link = f"#{finding_anchor(decided[0].finding)}"
    mark = Run(decided[0].decision_id, "mark", link=link, hint=decided[0].message)
    return cell(shown, mark, value=value)


def _documents(dossier: Dossier, keys: list[str]) -> str:
    return "; ".join(dossier.document(key) for key in dict.fromkeys(keys))


def _realisations(dossier: Dossier) -> list[Block]:
    language = dossier.language
    if not dossier.realisations:
        said = language.text("No realisation up to {year} is known.", year=dossier.when)
        return [Paragraph(words(said))]
    table = Table(
        anchor="table-realisations",
        caption=language.text("Realisations up to {year}, as published", year=dossier.when),
        columns=(
            Column(language.text("Place"), "short"),
            Column(language.text("Indicator")),
            Column(language.text("Year"), "short"),
            Column(language.text("Published"), "printed"),
            Column(language.text("Assessor")),
            Column(language.text("Publisher")),
            Column(language.text("Kind"), "short"),
            Column(language.text("Remark")),
        ),
        rows=tuple(_realisation(dossier, one) for one in dossier.realisations),
        source=words(language.text("Publications as named in each row")),
        wide=True,
    )
    return [table]


def _realisation(dossier: Dossier, one: Realisation) -> Row:
    language = dossier.language
    known = dossier.catalogue.indicators.get(one.indicator)
    link = one.address if one.address.startswith(("https://", "http://")) else ""
    place = f" ({one.address})" if one.address and not link else ""
    kind = kind_of(language, one.publication)
    return Row(
        (
            cell(short_source(language, one.ref)),
            cell(known.name if known else one.label),
            _as_printed(year_of(one), one.year),
            _as_printed(one.printed, one.value),
            cell(one.assessor),
            cell(Run(one.publisher, link=link), place),
            cell(kind),
            cell(one.note),
        ),
        anchor=anchor("realised", one.table, one.row),
    )


def _shown_scores(dossier: Dossier) -> list[Score]:
    """Scores of the year, and the official index of the years before."""
    return [
        one
        for one in dossier.scores
        if one.year == dossier.year
        or (one.year is not None and one.year < dossier.year and one.component == "index")
    ]


def _as_printed(printed: str, value: float | None) -> Cell:
    return cell(printed, value=behind(printed, value))


def _score(score: Score | None) -> Cell:
    return Cell(()) if score is None else _as_printed(score.printed or "–", score.value)


def _scores(dossier: Dossier, scores: list[Score]) -> Table:
    language = dossier.language
    by_table: dict[str, dict[int, list[Score]]] = {}
    for one in scores:
        by_table.setdefault(one.table, {}).setdefault(one.row, []).append(one)
    rows: list[Row] = []
    for table, by_row in by_table.items():
        rows.append(Row((cell(_title(dossier, table)),), group=True))
        for number, found in by_row.items():
            levels = {one.level: one for one in found}
            rows.append(
                Row(
                    (
                        cell(str(number), value=number),
                        cell(found[0].label),
                        _as_printed(found[0].weight_printed, found[0].weight),
                        *(_score(levels.get(level)) for level in ("city", "central", "unit")),
                        _as_printed(found[0].ratio_printed, found[0].ratio),
                    ),
                    anchor=anchor("score", table, number),
                )
            )
    return Table(
        anchor="table-scores",
        caption=language.text("Weights and scores, as printed"),
        columns=(
            Column(language.text("Row"), "short"),
            Column(language.text("Name as printed")),
            Column(language.text("Weight"), "printed"),
            Column(language.text("Score"), "printed"),
            Column(language.text("Central level"), "printed"),
            Column(language.text("Unit level"), "printed"),
            Column(language.text("Ratio"), "printed"),
        ),
        rows=tuple(rows),
        source=words(_documents(dossier, [one.source for one in scores])),
    )
