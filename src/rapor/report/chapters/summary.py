"""Chapter 1: the state of the data, the results, and the decisions that they rest on."""

from rapor.report.decisions import decided
from rapor.report.dossier import Dossier
from rapor.report.front import beyond_counts, coverage
from rapor.report.rows import Finding, Line
from rapor.report.standing import official_index
from rapor.report.statements import statement
from rapor.report.status import STATUSES, word
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    words,
)

CODE = "summary"
MOST_STATED = 6
"""As many results are said one by one; beyond, the best and the worst speak for all."""
MOST_DECISIONS = 6


def chapter(dossier: Dossier) -> Chapter:
    """The executive summary."""
    language = dossier.language
    blocks: list[Block] = [
        Heading(language.text("State of the data"), f"{CODE}-data"),
        Paragraph(words(" ".join(one for one in (coverage(dossier), _sources(dossier)) if one))),
        _areas(dossier),
        Heading(language.text("Results"), f"{CODE}-results"),
        *_results(dossier),
        Heading(language.text("Index"), f"{CODE}-index"),
        Paragraph(official_index(dossier)),
        Heading(language.text("Decisions that the figures rest on"), f"{CODE}-decisions"),
        *_decisions(dossier),
    ]
    return Chapter(CODE, language.text("Executive summary"), tuple(blocks))


def _sources(dossier: Dossier) -> str:
    language, press = dossier.language, len(dossier.realised) - len(dossier.official)
    if not dossier.realised:
        return ""
    if not press:
        return language.text("All of them come from official sources.")
    return language.plural(
        "{count} of them rests on a press report and has not been confirmed by its official"
        " publisher.",
        "{count} of them rest on press reports and have not been confirmed by their official"
        " publishers.",
        press,
    )


def _areas(dossier: Dossier) -> Table:
    """Counts by area; statuses that no line has are left out."""
    language = dossier.language
    shown = [status for status in STATUSES if dossier.counts[status]]
    columns = (
        Column(language.text("Change area")),
        Column(language.text("Indicators"), "number"),
        Column(language.text("With realisation"), "number"),
        *(
            Column(f"{STATUSES[one].symbol} {word(language, one, dossier.period)}", "number")
            for one in shown
        ),
    )
    areas = {line.area: None for line in dossier.planned}
    rows = [
        _counted(
            dossier,
            dossier.area(area) or language.text("Without area"),
            [line for line in dossier.planned if line.area == area],
            shown,
        )
        for area in areas
    ]
    rows.append(_counted(dossier, language.text("All areas"), dossier.planned, shown))
    return Table(
        anchor="table-areas",
        caption=language.text(
            "Indicators of the road map by change area, {year}", year=dossier.year
        ),
        columns=columns,
        rows=tuple(rows),
        source=words(
            Run(language.text("Tables by area in this report"), link="#chapter-achievement")
        ),
    )


def _counted(dossier: Dossier, name: str, lines: list[Line], shown: list[str]) -> Row:
    counts = [
        len(lines),
        sum(line.has_data for line in lines),
        *(sum(line.status == status for line in lines) for status in shown),
    ]
    return Row((cell(name), *(cell(dossier.language.number(one), value=one) for one in counts)))


def _results(dossier: Dossier) -> list[Block]:
    language, lines = dossier.language, _by_achievement(dossier)
    if not lines:
        return [
            Paragraph(
                words(
                    language.text(
                        "No indicator of the road map has a realisation of {year}. This says"
                        " nothing about whether the targets were met.",
                        year=dossier.when,
                    )
                )
            )
        ]
    others = beyond_counts(dossier)
    said: list[Block] = [Paragraph(words(others))] if others else []
    if len(lines) <= MOST_STATED:
        return [*said, ListBlock(tuple(statement(dossier, line) for line in lines))]
    half = MOST_STATED // 2
    return [
        *said,
        Paragraph(words(language.text("Closest to their targets, or furthest beyond them:"))),
        ListBlock(tuple(statement(dossier, line) for line in lines[:half])),
        Paragraph(words(language.text("Furthest from their targets:"))),
        ListBlock(tuple(statement(dossier, line) for line in reversed(lines[-half:]))),
    ]


def _by_achievement(dossier: Dossier) -> list[Line]:
    """Lines with data, best first: by per cent of target, else by what is left of the scale."""

    def standing(line: Line) -> tuple[bool, float]:
        if line.achievement_pct is not None:
            return True, line.achievement_pct
        if line.end_gap is None or line.scale_max is None:
            return line.status == "achieved", 0.0
        gap = -line.end_gap if line.polarity == "lower" else line.end_gap
        return False, gap / (line.scale_max - (line.scale_min or 0.0))

    return sorted(dossier.realised, key=standing, reverse=True)


def _decisions(dossier: Dossier) -> list[Block]:
    """Decided findings that touch a line of the evaluation, those with data first."""
    language = dossier.language
    lines = sorted(dossier.planned, key=lambda line: not line.has_data)
    touched: dict[str, Finding] = {}
    for line in lines:
        for finding in dossier.touching(line):
            if finding.decision in ("correct", "ask"):
                touched.setdefault(finding.decision_id, finding)
    if not touched:
        return [
            Paragraph(words(language.text("No corrected or questioned figure enters the results.")))
        ]
    shown = list(touched.values())[:MOST_DECISIONS]
    blocks: list[Block] = [ListBlock(tuple(decided(dossier, one) for one in shown))]
    more = len(touched) - len(shown)
    if more:
        rest = language.plural(
            "{count} more decision stands in the chapter on data quality.",
            "{count} more decisions stand in the chapter on data quality.",
            more,
        )
        blocks.append(Paragraph(words(rest)))
    return blocks
