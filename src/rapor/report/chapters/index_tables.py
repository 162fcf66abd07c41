"""The tables of the index: official, self-assessed and recomputed scores."""

from rapor.report.dossier import Dossier
from rapor.report.rows import IndexLine
from rapor.report.sources import listed, source
from rapor.report.standing import score
from rapor.write.content import Cell, Column, Row, Table, Text, cell, words


def _amount(dossier: Dossier, value: float | None, ref: str = "") -> Cell:
    if value is None:
        return Cell(())
    shown = score(dossier, value, ref) if ref else dossier.language.number(value, 2)
    return cell(shown, value=value)


def index_table(dossier: Dossier) -> Table:
    """The index, its halves and their components, in points of the index."""
    language = dossier.language
    rows = [line for line in dossier.index if line.depth <= 2]
    shown = [shown for shown in _columns(dossier, rows) if any(one.text for one in shown[1])]
    sources = [_sources(dossier, line) for line in rows]
    return Table(
        anchor="table-index",
        caption=language.text(
            "Index and components in points of the index, {year}", year=dossier.year
        ),
        columns=(
            Column(language.text("Component")),
            *(Column(title, "number") for title, _ in shown),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(
            Row(
                (cell(line.label), *(cells[place] for _, cells in shown), sources[place]),
                depth=line.depth,
            )
            for place, line in enumerate(rows)
        ),
        source=words(_documents(dossier)),
        notes=_partial(dossier, rows),
    )


def _columns(dossier: Dossier, rows: list[IndexLine]) -> list[tuple[str, list[Cell]]]:
    language = dossier.language
    return [
        (language.text("Weight"), [_amount(dossier, line.weight or None) for line in rows]),
        (
            language.text("Official"),
            [_amount(dossier, line.official, line.official_ref) for line in rows],
        ),
        (language.text("Lost"), [_amount(dossier, line.lost) for line in rows]),
        (language.text("Self-assessed"), [_own(dossier, line) for line in rows]),
        (
            language.text("Self minus official"),
            [_amount(dossier, _distance(line)) for line in rows],
        ),
        (language.text("Recomputed"), [_amount(dossier, line.recomputed) for line in rows]),
        (
            language.text("Official minus recomputed"),
            [_amount(dossier, line.difference) for line in rows],
        ),
    ]


def _distance(line: IndexLine) -> float | None:
    return None if line.self_basis == "partial" else line.self_difference


def _own(dossier: Dossier, line: IndexLine) -> Cell:
    """A self-assessed score; one whose parts are not all filled in is marked as such."""
    if line.self_ is None:
        return Cell(())
    sign = "≥ " if line.self_basis == "partial" else ""
    shown = score(dossier, line.self_, line.self_ref) if line.self_ref else None
    return cell(sign, shown or dossier.language.number(line.self_, 2), value=line.self_)


def _partial(dossier: Dossier, rows: list[IndexLine]) -> tuple[Text, ...]:
    if not any(line.self_basis == "partial" and line.self_ is not None for line in rows):
        return ()
    said = dossier.language.text(
        "≥: sum of the parts that are filled in; some parts are not, so the whole is not known."
    )
    return (words(said),)


def _sources(dossier: Dossier, line: IndexLine) -> Cell:
    refs = (ref for ref in (line.official_ref, line.self_ref) if ref)
    return Cell(listed(source(dossier.language, "score", ref) for ref in refs))


def _documents(dossier: Dossier) -> str:
    keys = dict.fromkeys(one.source for one in dossier.scores if one.year == dossier.year)
    return "; ".join(dossier.document(key) for key in keys)


def self_table(dossier: Dossier, lines: list[IndexLine]) -> Table:
    """Self-assessed scores of the components one level further down."""
    language = dossier.language
    parents = {line.component: line.label for line in dossier.index}
    rows: list[Row] = []
    for parent in dict.fromkeys(line.component.rpartition("/")[0] for line in lines):
        rows.append(Row((cell(parents.get(parent, parent)),), group=True))
        rows += [
            Row(
                (
                    cell(line.label),
                    _amount(dossier, line.weight or None),
                    _own(dossier, line),
                    _share(dossier, line),
                    _sources(dossier, line),
                ),
                depth=1,
            )
            for line in lines
            if line.component.rpartition("/")[0] == parent
        ]
    return Table(
        anchor="table-self",
        caption=language.text("Self-assessed scores by area, {year}", year=dossier.year),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Weight"), "number"),
            Column(language.text("Self-assessed"), "number"),
            Column(language.text("% of weight"), "number"),
            Column(language.text("Source"), "source"),
        ),
        rows=tuple(rows),
        source=words(_documents(dossier)),
        notes=_partial(dossier, lines),
    )


def _share(dossier: Dossier, line: IndexLine) -> Cell:
    if line.self_ is None or not line.weight or line.self_basis == "partial":
        return Cell(())
    share = line.self_ / line.weight * 100
    return cell(dossier.language.number(share, 1), value=share)
