"""What share of their weight the index components reach, official above self-assessed."""

from rapor.report.charts import shares
from rapor.report.dossier import Dossier
from rapor.report.drawings import Share
from rapor.report.rows import IndexLine
from rapor.report.standing import score
from rapor.write.content import Block, Cell, Column, Figure, Row, Table, cell, words


def index_shares(dossier: Dossier) -> list[Block]:
    """The figure for components with an official score; nothing where none has one."""
    language = dossier.language
    leaves = [
        line
        for line in dossier.index
        if line.official is not None and line.weight and not _has_official_parts(dossier, line)
    ]
    if not leaves:
        return []
    below = sum((line.official or 0.0) < (line.weight or 0.0) / 2 for line in leaves)
    return [
        Figure(
            anchor="figure-index",
            title=language.plural(
                "{below} of {count} component loses more than half of its points",
                "{below} of {count} components lose more than half of their points",
                len(leaves),
                below=below,
            ),
            caption=language.text(
                "Dark bar: official score in per cent of the component's weight; lighter bar:"
                " self-assessment, where it is complete; pale rest: lost. The white line is half."
            ),
            source=words(language.text("Scores as printed, see the table below")),
            alternative=_alternative(dossier, leaves),
            svg=shares([_share(dossier, line) for line in leaves], language.text("% of weight")),
            data=_data(dossier, leaves),
        )
    ]


def _has_official_parts(dossier: Dossier, whole: IndexLine) -> bool:
    """Whether official scores of its parts are drawn in its place."""
    if whole.component == "index":
        return len(dossier.index) > 1
    return any(
        line.official is not None and line.component.startswith(f"{whole.component}/")
        for line in dossier.index
    )


def _scores(dossier: Dossier, line: IndexLine) -> dict[str, tuple[float, str]]:
    language, weight = dossier.language, line.weight or 0.0
    of = language.number(weight)
    found = {
        language.text("official"): (line.official, line.official_ref),
    }
    if line.self_basis != "partial":
        found[language.text("self")] = (line.self_, line.self_ref)
    return {
        who: (
            value / weight * 100,
            language.text(
                "{score} of {weight}",
                score=score(dossier, value, ref) if ref else language.number(value, 2),
                weight=of,
            ),
        )
        for who, (value, ref) in found.items()
        if value is not None
    }


def _share(dossier: Dossier, line: IndexLine) -> Share:
    return Share(name=line.label, scores=_scores(dossier, line))


def _alternative(dossier: Dossier, lines: list[IndexLine]) -> str:
    language = dossier.language
    parts = [
        f"{line.label}: "
        + language.join([f"{who} {said}" for who, (_, said) in _scores(dossier, line).items()])
        for line in lines
    ]
    return language.text("Scores of the components. {parts}.", parts="; ".join(parts))


def _data(dossier: Dossier, lines: list[IndexLine]) -> Table:
    language = dossier.language

    def share(line: IndexLine, who: str) -> Cell:
        scores = _scores(dossier, line)
        if who not in scores:
            return Cell(())
        value = scores[who][0]
        return cell(language.number(value, 1), value=value)

    return Table(
        anchor="data-index",
        caption=language.text("Numbers of the figure, in per cent of weight"),
        columns=(
            Column(language.text("Component")),
            Column(language.text("Official"), "number"),
            Column(language.text("Self-assessed"), "number"),
        ),
        rows=tuple(
            Row(
                (
                    cell(line.label),
                    share(line, language.text("official")),
                    share(line, language.text("self")),
                )
            )
            for line in lines
        ),
    )
