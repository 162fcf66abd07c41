"""Chapter 1: the state of the data, the results, and the decisions that they rest on."""

from rapor.ground.language import Language
from rapor.report.card import is_thin
from rapor.report.dossier import Dossier
from rapor.report.front import beyond_counts, coverage
from rapor.report.lines import LineView
from rapor.report.statements import statement
from rapor.report.status import STATUSES
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
    Text,
    cell,
    words,
)

CODE = "summary"
MOST_STATED = 6
"""As many results are said one by one; beyond, the best and the worst speak for all."""


def chapter(dossier: Dossier) -> Chapter:
    """The executive summary."""
    text = dossier.text
    state = filter(None, (coverage(dossier), _from_press(dossier)))
    blocks: list[Block] = [
        Heading(text("State of the data"), f"{CODE}-data"),
        Paragraph(words(" ".join(state))),
        *([] if is_thin(dossier) else [areas(dossier)]),
        Heading(text("Results"), f"{CODE}-results"),
        *results(dossier),
        Heading(text("Decisions that the figures rest on"), f"{CODE}-decisions"),
        Paragraph(_decisions(dossier)),
    ]
    return Chapter(CODE, text("Executive summary"), tuple(blocks))


def _from_press(dossier: Dossier) -> str:
    """How many realisations no official source confirms."""
    press = len(dossier.realised) - len(dossier.official)
    if not dossier.realised:
        return ""
    if not press:
        return dossier.text("All of them come from official sources.")
    if press == len(dossier.realised):
        return dossier.text(
            "What is known rests on press reports and has not been confirmed by its official"
            " publisher."
        )
    return dossier.language.plural(
        "{count} of them rests on a press report and has not been confirmed by its official"
        " publisher.",
        "{count} of them rest on press reports and have not been confirmed by their official"
        " publishers.",
        press,
    )


def areas(dossier: Dossier) -> Table:
    """Counts by area; statuses that no line has are left out."""
    text = dossier.text
    shown = [status for status in STATUSES if dossier.counts[status]]
    rows = [
        _counted(
            dossier.language,
            dossier.groups[group],
            [line for line in dossier.planned if line.group == group],
            shown,
        )
        for group in dict.fromkeys(line.group for line in dossier.planned)
    ]
    every = text("All areas") if dossier.is_by_area else text("All indicators")
    rows.append(_counted(dossier.language, every, dossier.planned, shown))
    return Table(
        anchor="table-areas",
        caption=text("Indicators of the road map by change area, {year}", year=dossier.year)
        if dossier.is_by_area
        else text("Indicators of the road map by goal and theme, {year}", year=dossier.year),
        columns=(
            Column(text("Change area") if dossier.is_by_area else text("Goal or theme")),
            Column(text("Indicators"), "number"),
            Column(text("With realisation"), "number"),
            *(
                Column(f"{STATUSES[status].symbol} {dossier.status_word(status)}", "number")
                for status in shown
            ),
        ),
        rows=tuple(rows),
        source=words(Run(text("Tables by area in this report"), link="#chapter-achievement")),
    )


def _counted(language: Language, name: str, lines: list[LineView], statuses: list[str]) -> Row:
    counts = [
        len(lines),
        sum(line.row.has_data for line in lines),
        *(sum(line.row.status == status for line in lines) for status in statuses),
    ]
    return Row((cell(name), *(cell(language.number(count), value=count) for count in counts)))


def results(dossier: Dossier) -> list[Block]:
    """What is said of each result; of many, the best and the worst."""
    lines = sorted(dossier.realised, key=_merit, reverse=True)
    if not lines:
        nothing = dossier.text(
            "No indicator of the road map has a realisation of {year}. This says"
            " nothing about whether the targets were met.",
            year=dossier.when,
        )
        return [Paragraph(words(nothing))]
    others = beyond_counts(dossier)
    blocks: list[Block] = [Paragraph(words(others))] if others else []
    if len(lines) <= MOST_STATED:
        return [*blocks, ListBlock(tuple(statement(line) for line in lines))]
    half = MOST_STATED // 2
    return [
        *blocks,
        Paragraph(words(dossier.text("Closest to their targets, or furthest beyond them:"))),
        ListBlock(tuple(statement(line) for line in lines[:half])),
        Paragraph(words(dossier.text("Furthest from their targets:"))),
        ListBlock(tuple(statement(line) for line in reversed(lines[-half:]))),
    ]


def _merit(line: LineView) -> tuple[bool, float]:
    """Sorts by per cent of target, else by what is left of the scale to the end target."""
    if line.row.achievement_pct is not None:
        return True, line.row.achievement_pct
    if line.missing_share is None:
        return line.row.status == "achieved", 0.0
    return False, -line.missing_share


def _decisions(dossier: Dossier) -> Text:
    """Which decisions touch a line of the evaluation; the chapter on findings says each."""
    marks: dict[str, dict[str, Run]] = {"correct": {}, "ask": {}}
    for line in sorted(dossier.planned, key=lambda line: not line.row.has_data):
        for finding in line.findings:
            if finding.row.decision in marks:
                marks[finding.row.decision].setdefault(finding.row.decision_id, finding.name)
    told = [_told(dossier.language, *decided) for decided in marks.items() if decided[1]]
    if not told:
        return words(dossier.text("No corrected or questioned figure enters the results."))
    return words(*told, dossier.text("The chapter on data quality says what each is about."))


def _told(language: Language, decision: str, marks: dict[str, Run]) -> Text:
    """How many decisions of a kind there are, with the marks that lead to them."""
    if decision == "correct":
        counted = language.plural(
            "{count} correction of the documents touches figures of this year",
            "{count} corrections of the documents touch figures of this year",
            len(marks),
        )
    else:
        counted = language.plural(
            "{count} open question to the local government touches figures of this year",
            "{count} open questions to the local government touch figures of this year",
            len(marks),
        )
    return words(
        counted, " (", *[part for mark in marks.values() for part in (mark, ", ")][:-1], "). "
    )
