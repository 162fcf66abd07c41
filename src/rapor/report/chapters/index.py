"""Chapter 5: the index, official, self-assessed and recomputed."""

from rapor.report.amounts import apart
from rapor.report.content import (
    Block,
    Cell,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
    cell,
    words,
)
from rapor.report.dossier import Dossier
from rapor.report.figures.index_shares import index_shares
from rapor.report.rows import IndexLine
from rapor.report.sources import source
from rapor.report.standing import compared, difference, official_index, score

CODE = "index"
MOST_LOST = 3


def chapter(dossier: Dossier) -> Chapter:
    """The index of the year, or what is known instead."""
    language = dossier.language
    blocks: list[Block] = [Paragraph(official_index(dossier))]
    if any(line.official is not None for line in dossier.index):
        blocks += [
            *index_shares(dossier),
            _table(dossier),
            *_said(language.text("Where points are lost"), "lost", _lost(dossier)),
            *_said(
                language.text("Self-assessment against official result"),
                "self",
                _self(dossier),
            ),
            *_said(
                language.text("Recomputed against printed"),
                "recomputed",
                _recomputed(dossier),
            ),
        ]
    areas = [line for line in dossier.index if line.depth == 3 and line.self_ is not None]
    if areas:
        blocks += [
            Heading(language.text("Self-assessment by area"), f"{CODE}-areas"),
            _self_table(dossier, areas),
        ]
    blocks += _series(dossier)
    return Chapter(CODE, language.text("Bureaucratic reform index"), tuple(blocks))


def _said(title: str, part: str, items: list[Text]) -> list[Block]:
    return [Heading(title, f"{CODE}-{part}"), ListBlock(tuple(items))] if items else []


def _amount(dossier: Dossier, value: float | None, ref: str = "") -> Cell:
    if value is None:
        return Cell(())
    shown = score(dossier, value, ref) if ref else dossier.language.number(value, 2)
    return cell(shown, value=value)


def _table(dossier: Dossier) -> Table:
    language = dossier.language
    rows = [line for line in dossier.index if line.depth <= 2]
    heads = (
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
    )
    shown = [(title, cells) for title, cells in heads if any(one.text for one in cells)]
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
    refs = dict.fromkeys(ref for ref in (line.official_ref, line.self_ref) if ref)
    runs = [source(dossier.language, "score", ref) for ref in refs]
    return cell(*[part for run in runs for part in (run, "; ")][:-1])


def _documents(dossier: Dossier) -> str:
    keys = dict.fromkeys(one.source for one in dossier.scores if one.year == dossier.year)
    return "; ".join(dossier.document(key) for key in keys)


def _lost(dossier: Dossier) -> list[Text]:
    """The components that lose most points, without those that only sum others."""
    language = dossier.language
    lines = sorted(
        (line for line in dossier.index if line.depth == 2 and line.lost is not None),
        key=lambda line: -(line.lost or 0.0),
    )
    return [
        words(
            language.text(
                "{component}: {lost} of {weight} points are lost; the official score is {score}.",
                component=line.label,
                lost=language.number(line.lost or 0.0, 2),
                weight=language.number(line.weight or 0.0, 2),
                score=score(dossier, line.official or 0.0, line.official_ref),
            )
        )
        for line in lines[:MOST_LOST]
        if line.lost
    ]


def _self(dossier: Dossier) -> list[Text]:
    """Every comparable pair of scores; the ministry's is the one that counts."""
    language = dossier.language
    return [
        words(
            language.text(
                "{component}: self-assessed {own}, official {official}, distance {gap}.",
                component=line.label,
                own=score(dossier, line.self_ or 0.0, line.self_ref),
                official=score(dossier, line.official or 0.0, line.official_ref),
                gap=difference(dossier, line),
            )
        )
        for line in compared(dossier)
    ]


def _recomputed(dossier: Dossier) -> list[Text]:
    """Where the published figures give the printed score, and where they do not."""
    language = dossier.language
    lines = [line for line in dossier.index if line.official is not None]
    same = [line for line in lines if line.difference == 0]
    unknown = [line.label for line in lines if line.recomputed is None]
    found = []
    if same:
        said = language.plural(
            "{count} printed score follows exactly from the published figures.",
            "{count} printed scores follow exactly from the published figures.",
            len(same),
        )
        found.append(words(said))
    found += [words(_differs(dossier, line)) for line in lines if line.difference]
    if unknown:
        said = language.text(
            "The printed scores of {components} cannot be derived from the published figures.",
            components=language.join(unknown),
        )
        found.append(words(said))
    return found


def _differs(dossier: Dossier, line: IndexLine) -> str:
    language, gap = dossier.language, line.difference or 0.0
    return language.text(
        "{component}: {again} recomputed, {official} printed; {gap} is not explained by the"
        " published figures. The printed score stays in force.",
        component=line.label,
        again=language.number(line.recomputed or 0.0, 2),
        official=score(dossier, line.official or 0.0, line.official_ref),
        gap=apart(language, gap, ("", round(gap, 2))),
    )


def _self_table(dossier: Dossier, lines: list[IndexLine]) -> Table:
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


def _series(dossier: Dossier) -> list[Block]:
    """Why no line is drawn from the values of another instrument to this year's."""
    now = dossier.catalogue.instrument(dossier.year)
    if now is None:
        return []
    earlier = [one for one in dossier.catalogue.instruments if one.first_year < now.first_year]
    if not earlier:
        return []
    before = max(earlier, key=lambda one: one.first_year)
    said = dossier.language.text(
        "Index values before {first} follow {before}, from {first} on {now}: they are two series"
        " and are not compared.",
        first=now.first_year,
        before=before.code,
        now=now.code,
    )
    return [Paragraph(words(said))]
