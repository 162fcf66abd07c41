"""Chapter 10: what can be concluded from the year, and what is recommended to whom."""

from dataclasses import replace

from rapor.catalogue.ranking import RULE
from rapor.report.advice import Addressee, Advice, sentence
from rapor.report.card import judged_targets
from rapor.report.chapters.trajectory import VERDICTS, known_paths
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.recommendations import recommended
from rapor.report.sourced_edition import SourcedEdition
from rapor.write.content import (
    Block,
    Chapter,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
    cell,
    plain,
    words,
)

CODE = "conclusion"


def chapter(dossier: Dossier) -> Chapter:
    """Conclusions and recommendations; each follows from a chapter before."""
    blocks: list[Block] = [
        Heading(dossier.text("Conclusions"), f"{CODE}-conclusions"),
        conclusions(dossier),
        Heading(dossier.text("Recommendations"), f"{CODE}-recommendations"),
        *recommendations(dossier),
    ]
    return Chapter(CODE, dossier.text("Conclusions and recommendations"), tuple(blocks))


def conclusions(dossier: Dossier) -> ListBlock:
    """What can be concluded from the year: results, index, ways to the end, documents."""
    every: list[Text] = [
        words(_results(dossier)),
        words(_paths(dossier)),
        words(_documents(dossier)),
    ]
    return ListBlock(tuple(conclusion for conclusion in every if conclusion), ordered=True)


def recommendations(dossier: Dossier, most: int | None = None) -> list[Block]:
    """The rule of the order, and a row a recommendation; what agencies owe stands in one row.

    The first ``most`` of them, whose first page has said with which work to begin; without, all,
    each with what its reviewers have asked.
    """
    every = recommended(dossier)
    if not every:
        none = dossier.text("Nothing is left to recommend for {year}.", year=dossier.year)
        return [Paragraph(words(none))]
    text = dossier.text
    rule = dossier.catalogue.ranking.rules.get(RULE)
    shown = merged(dossier, every)[:most]
    rows = [_row(number, item, is_whole=not most) for number, item in enumerate(shown, start=1)]
    table = Table(
        anchor="table-recommendations",
        caption=text("Recommendations in their order"),
        columns=(
            Column(text("No."), "short"),
            Column(text("Recommendation")),
            Column(text("Lead")),
            Column(text("By when")),
            Column(text("Adds to the index")),
            Column(text("Done when")),
        ),
        rows=tuple(rows),
    )
    stated = [Paragraph(words(dossier.rule_words(rule)))] if rule else []
    return [*stated, table.without_empty_columns()]


def merged(edition: Edition, every: list[Advice]) -> list[Advice]:
    """Questions and requests have chapters of their own: here they are a row an agency, and one."""
    asked = [item for item in every if item.kind == "request"]
    others = _questions_merged(edition, [item for item in every if item.kind != "request"])
    if len(asked) < 2:
        return [*others, *asked]
    lead = asked[0]
    indicators = sum(int(item.near) for item in asked)
    what = edition.text(
        "send the missing realisations of {year}: {indicators} indicators",
        year=edition.when,
        indicators=indicators,
    )
    who = edition.text("{first} and the others named there", first=lead.who.told)
    return [*others, replace(lead, who=Addressee(who, who), what=words(what))]


def _questions_merged(edition: Edition, every: list[Advice]) -> list[Advice]:
    """The questions to one agency in one row, where its first one stands; others as they are."""
    questions: dict[Addressee, list[Advice]] = {}
    for item in every:
        if item.kind == "question":
            questions.setdefault(item.who, []).append(item)
    merged: list[Advice] = []
    for item in every:
        of_lead = questions.get(item.who, [item])
        if item.kind != "question" or len(of_lead) < 2:
            merged.append(item)
        elif item is of_lead[0]:
            subjects = edition.language.join([plain(question.subject) for question in of_lead])
            what = edition.text("answer the questions {subjects}", subjects=subjects)
            why = edition.text("The chapter on data quality says what each is about.")
            merged.append(replace(item, what=words(what), why=words(why)))
    return merged


def _row(number: int, advice: Advice, *, is_whole: bool) -> Row:
    behind = (advice.asked if is_whole else (), advice.caveat)
    why = words(advice.why, *(words(" ", part) for part in behind if part))
    what = [
        replace(run, style="strong") if run.style == "plain" else run
        for run in sentence(advice.what)
    ]
    return Row(
        (
            cell(str(number)),
            cell(*what, ". ", why),
            cell(advice.who.told),
            cell(advice.due),
            cell(advice.adds),
            cell(advice.proof),
        )
    )


def _results(dossier: Dossier) -> str:
    """How many targets were reached, of those that can be judged."""
    none = dossier.text("No target of {year} can be judged.", year=dossier.year)
    return judged_targets(dossier) or none


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
    """How the documents' own errors stand, whatever the year; empty where nothing was decided."""
    asked = edition.question_count
    corrected = len({finding.row.decision_id for finding in edition.decided("correct")})
    if not asked and not corrected:
        return ""
    return edition.text(
        "On the documents {corrected} corrections are decided; {asked} questions are open.",
        corrected=corrected,
        asked=asked,
    )
