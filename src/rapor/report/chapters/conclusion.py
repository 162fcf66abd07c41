"""Chapter 10: what can be concluded from the year, and what is recommended to whom."""

from rapor.report.actions import every_action
from rapor.report.chapters.trajectory import VERDICTS, known_paths
from rapor.report.dossier import Dossier
from rapor.report.front import coverage
from rapor.report.sentences_on_index import official_index
from rapor.report.sourced_edition import SourcedEdition
from rapor.write.content import Block, Chapter, Heading, ListBlock, Paragraph, Text, words

CODE = "conclusion"


def chapter(dossier: Dossier) -> Chapter:
    """Conclusions and recommendations; each follows from a chapter before."""
    conclusions: list[Text] = [
        words(coverage(dossier)),
        words(_results(dossier)),
        official_index(dossier),
        words(_paths(dossier)),
        words(_documents(dossier)),
    ]
    blocks: list[Block] = [
        Heading(dossier.text("Conclusions"), f"{CODE}-conclusions"),
        ListBlock(tuple(conclusion for conclusion in conclusions if conclusion), ordered=True),
        Heading(dossier.text("Recommendations"), f"{CODE}-recommendations"),
    ]
    actions = every_action(dossier)
    if actions:
        blocks.append(ListBlock(actions, ordered=True))
    else:
        none = dossier.text("Nothing is left to recommend for {year}.", year=dossier.year)
        blocks.append(Paragraph(words(none)))
    return Chapter(CODE, dossier.text("Conclusions and recommendations"), tuple(blocks))


def _results(dossier: Dossier) -> str:
    """How many targets were reached, of those that can be judged."""
    achieved, missed = dossier.counts["achieved"], dossier.counts["not_achieved"]
    if not achieved + missed:
        return dossier.text("No target of {year} can be judged.", year=dossier.year)
    return dossier.text(
        "Of {judged} targets of {year} that can be judged, {achieved} are achieved and"
        " {missed} are not.",
        judged=achieved + missed,
        year=dossier.year,
        achieved=achieved,
        missed=missed,
    )


def _paths(edition: SourcedEdition) -> str:
    """The verdicts on the way to the end target; empty where nothing is known."""
    verdicts = [path.row.verdict for path in known_paths(edition)]
    counted = [
        f"{verdicts.count(verdict)} {edition.text(name)}"
        for verdict, name in VERDICTS.items()
        if verdict in verdicts
    ]
    if not counted:
        return ""
    return edition.text(
        "On the way to the end target of {end}: {counts}.",
        end=edition.last_year,
        counts=edition.language.join(counted),
    )


def _documents(edition: SourcedEdition) -> str:
    """What the documents' own errors leave open; empty where nothing was decided."""
    asked = edition.question_count
    corrected = len({finding.row.decision_id for finding in edition.decided("correct")})
    if not asked and not corrected:
        return ""
    return edition.text(
        "The figures rest on {corrected} corrections of the documents; {asked} questions on"
        " them are open.",
        corrected=corrected,
        asked=asked,
    )
