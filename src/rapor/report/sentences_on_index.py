"""What is known of the official index in the year, in sentences."""

from rapor.ground.figures import apart
from rapor.ground.language import message
from rapor.ground.tables.tidy import PrintedScore
from rapor.report.components import INDEX, ComponentView
from rapor.report.dossier import Dossier
from rapor.report.marked import with_marks
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.sources import source
from rapor.write.content import Text, words

INDEX_INDICATOR = "rb_index"
"""The indicator that a road map sets the target of its index for."""


def official_index(dossier: Dossier) -> Text:
    """The official index beside the self-assessment, or the sentence that none is known."""
    total = dossier.total
    if total is None or total.row.official is None:
        return _unknown(dossier)
    figures: dict[str, object] = {"year": dossier.year, "score": total.official}
    sentence = (
        with_marks(
            dossier.language,
            "The official index of {year} is {score}, grade {grade}.",
            grade=total.row.grade,
            **figures,
        )
        if total.row.grade
        else with_marks(dossier.language, "The official index of {year} is {score}.", **figures)
    )
    ref = total.row.official_ref
    links = (" (", source(dossier, "score", ref), ")") if ref else ()
    return words(sentence, *links, " ", beside_official(dossier, total))


def beside_official(dossier: Dossier, total: ComponentView) -> Text:
    """What the city's own assessment says beside the official index."""
    return words(_self_assessment(total), " ", widest(dossier.index))


def _self_assessment(total: ComponentView) -> Text:
    row, edition = total.row, total.edition
    if row.self_ is None or row.official is None or not total.self_is_whole:
        return words(
            edition.text(
                "The self-assessment has no total, because some of its components are not filled"
                " in."
            )
        )
    sides = (row.official_ref, row.official), (row.self_ref, row.self_)
    printed = [(edition.printed(ref), value) for ref, value in sides]
    apart_by = apart(edition.language, row.self_ - row.official, *printed)
    return with_marks(
        edition.language,
        "The self-assessment gives {score}; the distance is {gap}.",
        score=total.self_assessed,
        gap=total.self_difference.written(apart_by),
    )


def compared(index: list[ComponentView]) -> list[ComponentView]:
    """Components with both scores whole, the widest distance first."""
    components = [part for part in index if part.row.depth > 1 and part.is_compared]
    return sorted(components, key=lambda part: -abs(part.row.self_difference or 0.0))


def widest(index: list[ComponentView]) -> Text:
    """The component whose two scores are furthest apart; empty when none has both.

    Where another one's self-assessed score is not whole, its distance is not known and may be
    wider: only those that are known are spoken of then.
    """
    components = compared(index)
    if not components:
        return ()
    first = components[0]
    every = [part for part in index if part.row.depth == first.row.depth]
    pattern = message(
        "The self-assessed score of the component {component} is {own}, the official one"
        " {official}: the distance of {gap} is the largest among the components."
    )
    if not all(part.is_compared for part in every):
        pattern = message(
            "The self-assessed score of the component {component} is {own}, the official one"
            " {official}: the distance of {gap} is the largest among the components whose"
            " self-assessed score is whole."
        )
    return with_marks(
        first.edition.language,
        pattern,
        component=first.row.label,
        own=first.self_assessed,
        official=first.official,
        gap=first.distance,
    )


def _last_known(edition: SourcedEdition) -> PrintedScore | None:
    """The latest official index of an earlier year."""
    earlier = [
        score
        for score in edition.scores
        if score.component == INDEX
        and score.assessor == "official"
        and score.value is not None
        and score.year is not None
        and score.year < edition.year
    ]
    return max(earlier, key=lambda score: score.year or 0, default=None)


def _unknown(dossier: Dossier) -> Text:
    language = dossier.language
    sentences: Text = words(
        language.text("No official result is known for {year}.", year=dossier.year)
        if dossier.is_annual
        else language.text(
            "The index is assessed for whole years; that of {year} is not known in a half-year"
            " report.",
            year=dossier.year,
        )
    )
    line = dossier.planned_line(INDEX_INDICATOR)
    if line and line.row.has_target:
        aim = with_marks(language, "The road map aims at {target}.", target=line.target)
        sentences = words(sentences, " ", aim)
        if line.row.target_ref:
            link = line.source("target", line.row.target_ref)
            sentences = words(sentences, " (", link, ")")
    earlier = _last_known(dossier)
    if earlier and earlier.value is not None:
        latest = with_marks(
            language,
            "The latest known one is {score} of {year}.",
            score=dossier.score(earlier.value, earlier.ref),
            year=earlier.year,
        )
        link = source(dossier, "score", earlier.ref)
        sentences = words(sentences, " ", latest, " (", link, ")")
    return sentences
