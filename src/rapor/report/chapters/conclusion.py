"""Chapter 10: what can be concluded from the year, and what is recommended to whom."""

from rapor.report.actions import every_action
from rapor.report.chapters.trajectory import VERDICTS, Way
from rapor.report.dossier import Dossier
from rapor.report.front import coverage
from rapor.report.rows import records
from rapor.report.standing import official_index
from rapor.write.content import Block, Chapter, Heading, ListBlock, Paragraph, Text, words

CODE = "conclusion"


def chapter(dossier: Dossier) -> Chapter:
    """Conclusions and recommendations; each follows from a chapter before."""
    language = dossier.language
    said = [_data(dossier), _results(dossier), official_index(dossier)]
    said += [_way(dossier), _documents(dossier)]
    blocks: list[Block] = [
        Heading(language.text("Conclusions"), f"{CODE}-conclusions"),
        ListBlock(tuple(one for one in said if one), ordered=True),
        Heading(language.text("Recommendations"), f"{CODE}-recommendations"),
    ]
    actions = every_action(dossier)
    if actions:
        blocks.append(ListBlock(actions, ordered=True))
    else:
        none = language.text("Nothing is left to recommend for {year}.", year=dossier.year)
        blocks.append(Paragraph(words(none)))
    return Chapter(CODE, language.text("Conclusions and recommendations"), tuple(blocks))


def _data(dossier: Dossier) -> Text:
    return words(coverage(dossier))


def _results(dossier: Dossier) -> Text:
    """How many targets were reached; nothing where none can be judged."""
    language, counts = dossier.language, dossier.counts
    judged = counts["achieved"] + counts["not_achieved"]
    if not judged:
        return words(
            language.text("No target of {year} can be judged.", year=dossier.year),
        )
    return words(
        language.text(
            "Of {judged} targets of {year} that can be judged, {achieved} are achieved and"
            " {missed} are not.",
            judged=judged,
            year=dossier.year,
            achieved=counts["achieved"],
            missed=counts["not_achieved"],
        )
    )


def _way(dossier: Dossier) -> Text:
    """The verdicts on the way to the end target, those that can be said."""
    language = dossier.language
    ways = [one for one in records(Way, dossier.tables["trajectory"]) if one.has_data]
    counted = [
        f"{count} {language.text(name)}"
        for verdict, name in VERDICTS.items()
        if (count := sum(one.verdict == verdict for one in ways))
    ]
    if not counted:
        return ()
    return words(
        language.text(
            "On the way to the end target of {end}: {counts}.",
            end=dossier.city.last_year,
            counts=language.join(counted),
        )
    )


def _documents(dossier: Dossier) -> Text:
    """What the documents' own errors leave open."""
    language, asked = dossier.language, len({one.decision_id for one in dossier.questions})
    corrected = len({one.decision_id for one in dossier.decided("correct")})
    if not asked and not corrected:
        return ()
    return words(
        language.text(
            "The figures rest on {corrected} corrections of the documents; {asked} questions on"
            " them are open.",
            corrected=corrected,
            asked=asked,
        )
    )
