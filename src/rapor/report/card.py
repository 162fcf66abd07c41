"""The report card of the first page: the index, the judgement, the change areas, the components."""

from collections.abc import Iterator

from rapor.ground.language import message
from rapor.ground.tables import records
from rapor.ground.tables.evaluation import ChangeLine
from rapor.report.charts import index_shares
from rapor.report.components import DECIMALS, INDEX
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.lines import LineView
from rapor.report.marked import with_marks
from rapor.report.sentences_on_index import INDEX_INDICATOR, beside_official, official_index
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source
from rapor.report.status import STATUSES
from rapor.write.content import Block, Count, Paragraph, Tally, Text, words

THIN = 0.5
"""Below this share of indicators with a result, the judgement says so first."""

MOVES = {
    "better": message("improving"),
    "worse": message("worsening"),
    "same": message("unchanged"),
}


def index_card(dossier: Dossier) -> tuple[Block, ...]:
    """The index in large type with its letter, its change and a mean; or what is known instead."""
    total = dossier.total
    if total is None or total.row.official is None:
        return (Paragraph(official_index(dossier)),)
    language = dossier.language
    grade = f" {total.row.grade}" if total.row.grade else ""
    counts = [
        Count(
            f"{total.official}{grade}",
            language.text("official index of {year}, out of 100", year=dossier.year),
        ),
        _change(dossier, total.row.official),
        *_mean(dossier),
    ]
    ref = total.row.official_ref
    link = (language.text("Source: "), source(dossier, "score", ref), ". ") if ref else ()
    beside = words(*link, beside_official(dossier, total))
    return Tally(tuple(counts), is_large=True), Paragraph(beside)


def _change(edition: SourcedEdition, official: float) -> Count:
    """Against the year before, or why there is none."""
    language, year = edition.language, edition.year
    before = index_of(edition, year - 1)
    if before is None:
        unknown = language.text("the index of {year} is not known", year=year - 1)
        return Count("–", unknown)
    if edition.catalogue.series.between(INDEX_INDICATOR, year - 1, year):
        other = language.text("{year} is another series: not compared", year=year - 1)
        return Count("–", other)
    value, printed = before
    moved = official - value
    sign = "+" if moved > 0 else ""
    return Count(
        f"{sign}{language.number(moved, DECIMALS)}",
        language.text("against {value} in {year}", value=printed, year=year - 1),
    )


def _mean(edition: Edition) -> Iterator[Count]:
    """The published mean of the same year, where one is known."""
    mean = edition.catalogue.benchmark(INDEX_INDICATOR, edition.year)
    if mean is not None:
        yield Count(
            mean.printed,
            edition.text(
                "{of}, {year} ({source})",
                of=mean.of[edition.language.code],
                year=mean.year,
                source=mean.reference,
            ),
        )


def index_of(edition: SourcedEdition, year: int) -> tuple[float, str] | None:
    """The official index of a year and how it is printed: from its score, else as a result."""
    for score in edition.scores:
        if (score.component, score.assessor, score.year) == (INDEX, "official", year):
            return (score.value, score.printed) if score.value is not None else None
    for row in edition.course.get(INDEX_INDICATOR, ()):
        if row.series == "realised" and row.of_year == year and row.value is not None:
            return row.value, row.printed
    return None


def judgement(dossier: Dossier) -> Text:
    """One judgement about the city, a sentence; where little is known it says that first."""
    standing = _standing(dossier)
    return words(_thin(dossier), "; ", *standing) if is_thin(dossier) else standing


def is_thin(dossier: Dossier) -> bool:
    """Whether results of the year are known for less than half of the indicators."""
    return len(dossier.realised) < THIN * len(dossier.planned)


def _thin(dossier: Dossier) -> str:
    """How few results are known, as the first half of a sentence."""
    known, named = len(dossier.realised), {"year": dossier.when, "total": len(dossier.planned)}
    if not known:
        return dossier.text(
            "No result of {year} is known for any of the {total} indicators", **named
        )
    return dossier.text(
        "Results of {year} are known for {known} of {total} indicators only", known=known, **named
    )


def _standing(dossier: Dossier) -> Text:
    """What the index, or the targets that can be judged, say of the city.

    Behind what is known it is the second half of a sentence, which begins small; the name of the
    city keeps its capital.
    """
    language, total = dossier.language, dossier.total
    if total is not None and total.row.official is not None:
        lost = [part for part in dossier.index if part.row.lost and part.row.depth == 2]
        if lost:
            worst = max(lost, key=lambda part: part.row.lost or 0.0)
            return with_marks(
                language,
                "{city} reaches {score} of 100 points; of those it lacks the most,"
                " {lost} of {weight}, are lost in {component}.",
                city=dossier.facts.name,
                score=total.official,
                lost=worst.lost,
                weight=language.number(worst.row.weight or 0.0),
                component=worst.row.label,
            )
    said = judged_targets(dossier) or language.text(
        "Whether the targets of {year} were met cannot be said.", year=dossier.year
    )
    return words(f"{said[0].lower()}{said[1:]}" if is_thin(dossier) else said)


def judged_targets(dossier: Dossier) -> str:
    """How many targets of the year were reached, of those that can be judged; or nothing."""
    language, year = dossier.language, dossier.year
    achieved, missed = dossier.counts["achieved"], dossier.counts["not_achieved"]
    if not achieved + missed:
        return ""
    if achieved and missed:
        return language.text(
            "Of {judged} targets of {year} that can be judged: {achieved} achieved, {missed} not"
            " achieved.",
            judged=achieved + missed,
            year=year,
            achieved=achieved,
            missed=missed,
        )
    count = achieved + missed
    return language.text(_ALIKE[bool(achieved), count == 1], count=count, year=year)


_ALIKE = {
    (True, True): message("The only target of {year} that can be judged is achieved."),
    (True, False): message("All {count} targets of {year} that can be judged are achieved."),
    (False, True): message("The only target of {year} that can be judged is not achieved."),
    (False, False): message(
        "None of the {count} targets of {year} that can be judged is achieved."
    ),
}
"""By whether the targets are achieved, and whether there is one only."""


def area_strip(dossier: Dossier) -> tuple[Block, ...]:
    """Each area, goal or theme: targets met of those judged, direction, whether data carry it.

    What most of them count is said once below them, and not with each.
    """
    areas = [
        (dossier.groups[group], lines)
        for group in dossier.groups
        if (lines := [line for line in dossier.planned if group and line.group == group])
    ]
    judged = [bool(_judged(lines)) for _, lines in areas]
    counts = tuple(_area(dossier, *area, says_met=not all(judged)) for area in areas)
    if not counts:
        return (Tally(()),)
    means = _MEANS["met" if all(judged) else "mixed" if any(judged) else "known"]
    return Tally(counts), Paragraph(words(dossier.text(means)))


_MEANS = {
    "met": message("Shown are targets met, of those that can be judged."),
    "known": message("Shown are indicators with a result, of all indicators."),
    "mixed": message("Where nothing else is said: indicators with a result, of all indicators."),
}
"""What is counted: of every area the one, or of some the one and of others the other."""


def _judged(lines: list[LineView]) -> list[LineView]:
    return [line for line in lines if line.row.status in ("achieved", "not_achieved")]


def _area(edition: SourcedEdition, name: str, lines: list[LineView], *, says_met: bool) -> Count:
    language, judged, parts = edition.language, _judged(lines), [name]
    known = sum(line.row.has_data for line in lines)
    if judged:
        met = sum(line.row.status == "achieved" for line in judged)
        status = "achieved" if met == len(judged) else "not_achieved"
        shown = language.text("{met} of {judged}", met=met, judged=len(judged))
        if says_met:
            parts.append(language.text("targets met"))
        if known < len(lines):
            parts.append(
                language.text("{known} of {total} with data", known=known, total=len(lines))
            )
    else:
        status = "no_target" if known else "no_data"
        shown = language.text("{met} of {judged}", met=known, judged=len(lines))
    if direction := _direction(edition, lines):
        parts.append(direction)
    return Count(shown, "; ".join(parts), STATUSES[status].symbol, status)


def _direction(edition: SourcedEdition, lines: list[LineView]) -> str:
    """Whether more of its indicators moved the better way since the year before than the other."""
    of_lines = {line.row.indicator for line in lines}
    changes = records(ChangeLine, edition.tables["changes"])
    moves = [row.move for row in changes if row.indicator in of_lines and row.move]
    if not moves:
        return ""
    better = moves.count("better") - moves.count("worse")
    move = "better" if better > 0 else "worse" if better else "same"
    return edition.text(MOVES[move])


def components(dossier: Dossier) -> Iterator[Block]:
    """The chart of the components' official scores, in short; nothing without an index."""
    yield from index_shares.official_only(dossier)
