"""Chapter 2: on what the evaluation rests, how it computes, what it cannot say."""

from rapor.ground.figures import figure
from rapor.ground.period import half_name
from rapor.report.chapters.achievement import legend
from rapor.report.dossier import Dossier
from rapor.report.front import half_year
from rapor.report.reported import by_agencies, without_publication
from rapor.report.unverified import unverified
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
    words,
)

CODE = "method"


def chapter(dossier: Dossier) -> Chapter:
    """Basis and method."""
    language = dossier.language
    blocks: list[Block] = [
        Heading(language.text("Regulations and sources"), f"{CODE}-sources"),
        _documents(dossier),
        *_instrument(dossier),
        *_half_year(dossier),
        Heading(language.text("How achievement is computed"), f"{CODE}-rules"),
        _rules(dossier),
        Paragraph(words(_cap(dossier))),
        Heading(language.text("How to read the report"), f"{CODE}-reading"),
        ListBlock(_reading(dossier)),
        Heading(language.text("Limits"), f"{CODE}-limits"),
        ListBlock(_limits(dossier)),
        Heading(language.text("Unverified figures in use"), f"{CODE}-unverified"),
        *_unverified(dossier),
    ]
    return Chapter(CODE, language.text("Basis and method"), tuple(blocks))


def _documents(dossier: Dossier) -> Table:
    language = dossier.language
    keys = sorted({one.source for one in dossier.targets} | {one.source for one in dossier.scores})
    rows = []
    for key in keys:
        entry = dossier.city.sources.get(key, {})
        rows.append(
            Row(
                (
                    cell(dossier.document(key)),
                    cell(str(entry.get("title") or "")),
                    cell(dossier.day(str(entry.get("date") or ""))),
                    cell(str(entry.get("issuer") or entry.get("publisher") or "")),
                )
            )
        )
    return Table(
        anchor="table-documents",
        caption=language.text("Documents with the road map and its scores"),
        columns=(
            Column(language.text("Document")),
            Column(language.text("Title")),
            Column(language.text("Date")),
            Column(language.text("Issued by")),
        ),
        rows=tuple(rows),
        source=words(language.text("Publications of realised values stand in the appendix.")),
    )


def _instrument(dossier: Dossier) -> list[Block]:
    instrument = dossier.catalogue.instrument(dossier.year)
    if instrument is None:
        return []
    said = dossier.language.text(
        "The index of {year} follows {instrument} ({reference}).",
        year=dossier.year,
        instrument=instrument.code,
        reference=instrument.reference,
    )
    return [Paragraph(words(said))]


def _half_year(dossier: Dossier) -> list[Block]:
    """What a half-year report is, which figures it uses, and how its statuses are meant."""
    said = half_year(dossier)
    if not said:
        return []
    language = dossier.language
    points = (
        language.text(
            "Targets are those of the whole year {year}; no target is split or invented for half"
            " a year.",
            year=dossier.year,
        ),
        language.text(
            "Realisations are values published for {half} of {year} or an earlier half of the"
            " year, the later one first. Annual values and index scores of {year} are not known"
            " yet and not used; earlier years are there with their annual values.",
            year=dossier.year,
            half=half_name(dossier.period),
        ),
        language.text(
            "Values that add up over the year still grow: a rising one may yet reach its target,"
            " one to be kept low may yet pass it. No category of achievement is given, and the"
            " steps towards the end target rest on annual values only.",
        ),
    )
    return [
        Heading(language.text("Half-year report"), f"{CODE}-half-year"),
        *said,
        ListBlock(tuple(words(one) for one in points)),
    ]


def _rules(dossier: Dossier) -> Table:
    language = dossier.language
    rules = dossier.catalogue.achievement.rules.values()
    shown = [rule for rule in rules if rule.statement]
    return Table(
        anchor="table-rules",
        caption=language.text("Rules of achievement"),
        columns=(
            Column(language.text("Rule")),
            Column(language.text("Reference")),
            Column(language.text("Read at its source")),
        ),
        rows=tuple(
            Row(
                (
                    cell(rule.statement_en if language.code == "en" else rule.statement),
                    cell(rule.reference),
                    cell(language.text("yes") if rule.verified else language.text("no")),
                )
            )
            for rule in shown
        ),
        source=words(language.text("Reference data of Rapor RB (achievement.yaml)")),
    )


def _cap(dossier: Dossier) -> str:
    language = dossier.language
    if dossier.cap is None:
        return language.text(
            "No cap is in force: achievement above 100 per cent is shown as it is."
        )
    return language.text(
        "Achievement is counted up to {cap} per cent of target.", cap=figure(language, dossier.cap)
    )


def _reading(dossier: Dossier) -> tuple[Text, ...]:
    language = dossier.language
    return (
        words(language.text("Status: "), legend(dossier)),
        words(
            language.text(
                "Sources: T 3.7, r 1 is table 3.7, row 1 of the regulation; R 7 is row 7 of the"
                " list of published realisations. Both lead to the appendix."
            )
        ),
        words(
            language.text(
                "Marks such as K-01 or #12 at a figure lead to the finding on it and the decision"
                " taken."
            )
        ),
        words(
            language.text(
                "Figures of the sources have as many decimals as their source prints; percentages"
                " of ours have one."
            )
        ),
        words(language.text("A column of a table that would be empty is left out.")),
        words(
            language.text(
                "The report is a draft as long as a figure or an answer of the city is missing."
            )
        ),
    )


def _limits(dossier: Dossier) -> tuple[Text, ...]:
    language = dossier.language
    reported = len(by_agencies(dossier))
    press = len(dossier.realised) - len(dossier.official) - reported
    said = [
        language.text(
            "A missing realisation is missing: it is neither zero nor a missed target, and no"
            " yearly target is invented."
        ),
        language.text(
            "Realisations published after {year} for later years are not part of this report.",
            year=dossier.year,
        ),
    ]
    if press:
        said.append(
            language.plural(
                "{count} realisation of {year} is taken from the press; the official publication"
                " was not found.",
                "{count} realisations of {year} are taken from the press; the official publications"
                " were not found.",
                press,
                year=dossier.when,
            )
        )
    if reported:
        said.append(without_publication(dossier))
    return tuple(words(one) for one in said)


def _unverified(dossier: Dossier) -> list[Block]:
    language = dossier.language
    found = unverified(dossier)
    if not found:
        said = language.text(
            "This report uses no reference figure that was not read at its source."
        )
        return [Paragraph(words(said))]
    said = language.text(
        "The following reference data were not read at their source and are to be confirmed."
    )
    rows = tuple(Row((cell(one.what), cell(one.used_for), cell(one.reference))) for one in found)
    table = Table(
        anchor="table-unverified",
        caption=language.text("Reference data that are not verified"),
        columns=(
            Column(language.text("What")),
            Column(language.text("Used for")),
            Column(language.text("Reference")),
        ),
        rows=rows,
        source=words(language.text("Reference data of Rapor RB")),
    )
    return [Paragraph(words(said)), table]
