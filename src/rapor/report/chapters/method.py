"""Chapter 2: on what the evaluation rests, how it computes, what it cannot say."""

from rapor.ground.figures import figure, short_source
from rapor.ground.language import message
from rapor.ground.period import half_name
from rapor.ground.ref import Ref
from rapor.report.chapters.achievement import legend
from rapor.report.dossier import Dossier
from rapor.report.edition import Edition
from rapor.report.length import in_appendix
from rapor.report.sourced_edition import SourcedEdition
from rapor.report.unverified import Unverified, unverified
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
RULES_ANCHOR = f"{CODE}-rules"
UNVERIFIED_ANCHOR = f"{CODE}-unverified"
"""Where the appendix says how achievement is computed, and which figures are not verified."""


def chapter(dossier: Dossier) -> Chapter:
    """Basis and method."""
    text = dossier.text
    blocks: list[Block] = [
        Heading(text("Regulations and sources"), f"{CODE}-sources"),
        _documents(dossier),
        *_instrument(dossier),
        *_half_year(dossier),
        Paragraph(
            words(_cap(dossier), " ", in_appendix(dossier, _rules_title(dossier), RULES_ANCHOR))
        ),
        Heading(text("Limits"), f"{CODE}-limits"),
        ListBlock(_limits(dossier)),
    ]
    return Chapter(CODE, text("Basis and method"), tuple(blocks))


def details(dossier: Dossier) -> list[Block]:
    """Of the appendix: how figures are computed and read, and which of them nobody has verified."""
    text, entries = dossier.text, unverified(dossier)
    return [
        Heading(_rules_title(dossier), RULES_ANCHOR),
        _rules(dossier),
        Heading(text("How to read the report"), f"{CODE}-reading"),
        ListBlock(_reading(dossier)),
        *_short_names(dossier),
        *([Heading(unverified_title(dossier), UNVERIFIED_ANCHOR)] if entries else []),
        *([_unverified_table(dossier, entries)] if entries else []),
    ]


def _short_names(dossier: Dossier) -> list[Block]:
    """The short names of indicators, which tables and charts use, with the official ones."""
    text = dossier.text
    named = {line.row.label: line.official_name for line in dossier.lines}
    pairs = sorted((short, name) for short, name in named.items() if short != name)
    if not pairs:
        return []
    table = Table(
        anchor="table-short-names",
        caption=text("Short names of indicators"),
        columns=(Column(text("Short name")), Column(text("Official name"))),
        rows=tuple(Row((cell(short), cell(name))) for short, name in pairs),
        source=words(text("Reference data of Rapor RB")),
    )
    return [table]


def _rules_title(edition: Edition) -> str:
    return edition.text("How achievement is computed")


def unverified_title(edition: Edition) -> str:
    """The heading of the appendix below which reference data stand that nobody has read."""
    return edition.text("Unverified figures in use")


def _documents(edition: SourcedEdition) -> Table:
    text = edition.text
    keys = {target.source for target in edition.targets}
    keys |= {score.source for score in edition.scores}
    return Table(
        anchor="table-documents",
        caption=text("Documents with the road map and its scores"),
        columns=(
            Column(text("Document")),
            Column(text("Title")),
            Column(text("Date")),
            Column(text("Issued by")),
        ),
        rows=tuple(_document(edition, key) for key in sorted(keys)),
        source=words(text("Publications of realised values stand in the appendix.")),
    )


def _document(edition: Edition, key: str) -> Row:
    source = edition.city.sources.get(key, {})
    return Row(
        (
            cell(edition.document(key)),
            cell(edition.cited(str(source.get("title") or ""))),
            cell(edition.day(str(source.get("date") or ""))),
            cell(str(source.get("issuer") or source.get("publisher") or "")),
        )
    )


def _instrument(edition: Edition) -> list[Block]:
    instrument = edition.catalogue.instrument(edition.year)
    if instrument is None:
        return []
    code, reference = instrument.code, instrument.reference
    detail = edition.quoted(reference.removeprefix(code).lstrip(" ;,"))
    told = f"{edition.cited(code)} ({detail})" if detail else edition.cited(code)
    sentence = edition.text(
        "The index of {year} follows {instrument}.", year=edition.year, instrument=told
    )
    return [Paragraph(words(sentence))]


def _half_year(edition: Edition) -> list[Block]:
    """Which figures a half-year report uses, and how its statuses are meant."""
    if edition.is_annual:
        return []
    text = edition.text
    points = (
        text(
            "Targets are those of the whole year {year}; no target is split or invented for half"
            " a year.",
            year=edition.year,
        ),
        text(
            "Realisations are values published for {half} of {year} or an earlier half of the"
            " year, the later one first. Annual values and index scores of {year} are not known"
            " yet and not used; earlier years are there with their annual values.",
            year=edition.year,
            half=half_name(edition.period),
        ),
        text(
            "Values that add up over the year still grow: a rising one may yet reach its target,"
            " one to be kept low may yet pass it. No category of achievement is given, and the"
            " steps towards the end target rest on annual values only."
        ),
    )
    return [
        Heading(text("Half-year report"), f"{CODE}-half-year"),
        ListBlock(tuple(words(point) for point in points)),
    ]


def _rules(edition: Edition) -> Table:
    text = edition.text
    return Table(
        anchor="table-rules",
        caption=text("Rules of achievement"),
        columns=(
            Column(text("Rule")),
            Column(text("Reference, as recorded in Indonesian")),
            Column(text("Read at its source")),
        ),
        rows=tuple(
            Row(
                (
                    cell(edition.rule_words(rule)),
                    cell(edition.cited(rule.reference)),
                    cell(text("yes") if rule.verified else text("not yet")),
                )
            )
            for rule in edition.catalogue.achievement.rules.values()
            if rule.statement
        ),
        source=words(text("Reference data of Rapor RB (achievement.yaml)")),
    )


def _cap(dossier: Dossier) -> str:
    if dossier.cap is None:
        return dossier.text("No cap is in force: achievement above 100 per cent is shown as it is.")
    return dossier.text(
        "Achievement is counted up to {cap} per cent of target.",
        cap=figure(dossier.language, dossier.cap),
    )


_QUOTED = message(
    "Words in “…” are quoted, in Indonesian, from the documents and the local government's data."
    " Names of offices, regulations and tables are theirs."
)
"""Told where the report is not in the language of the documents."""


def _sources(edition: SourcedEdition) -> str:
    """How a source reads, by the first that the road map has."""
    ref = next((target.ref for target in edition.targets), Ref("1", 1, ""))
    return edition.text(
        "Sources: {source} is table {table} of the regulation, row {row} below its column heads;"
        " R 7 is row 7 of the list of published realisations. Both lead to the appendix, which"
        " says how rows are counted.",
        source=short_source(edition.language, ref, edition.city.rows),
        table=ref.table,
        row=edition.city.rows.number(ref),
    )


def _reading(edition: SourcedEdition) -> tuple[Text, ...]:
    text = edition.text
    return (
        words(text("Status: "), legend(edition)),
        words(_sources(edition)),
        *(() if edition.reads_data else (words(text(_QUOTED)),)),
        words(
            text(
                "Marks such as K-01 or #12 at a figure lead to the finding on it and the decision"
                " taken."
            )
        ),
        words(
            text(
                "Figures of the sources have as many decimals as their source prints; percentages"
                " of ours have one, scores of ours two. Nothing is rounded before it is shown but"
                " scores, which are set beside printed ones as these are printed; a half is"
                " rounded up: 89.05 with one decimal is 89.1."
            )
        ),
        words(text("A column of a table that would be empty is left out.")),
        words(
            text(
                "The report is a draft as long as a figure or an answer of the local government"
                " is missing."
            )
        ),
    )


def _limits(dossier: Dossier) -> tuple[Text, ...]:
    language, reported = dossier.language, len(dossier.by_agencies)
    press = len(dossier.realised) - len(dossier.official) - reported
    limits = [
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
        limits.append(
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
        limits.append(
            language.plural(
                "{count} realisation of {year} is reported by the agency itself; no official"
                " publication of it was found.",
                "{count} realisations of {year} are reported by the agencies themselves; no"
                " official publications of them were found.",
                reported,
                year=dossier.when,
            )
        )
    return (*(words(limit) for limit in limits), _unverified(dossier))


def _unverified(dossier: Dossier) -> Text:
    """How many figures of the reference data nobody has read at their source."""
    entries = unverified(dossier)
    if not entries:
        none = dossier.text("This report uses no reference figure that was not read at its source.")
        return words(none)
    counted = dossier.language.plural(
        "{count} figure of the reference data was not read at its source and is to be confirmed.",
        "{count} figures of the reference data were not read at their source and are to be"
        " confirmed.",
        len(entries),
    )
    leads = in_appendix(dossier, unverified_title(dossier), UNVERIFIED_ANCHOR)
    return words(counted, " ", leads)


def _unverified_table(edition: Edition, entries: list[Unverified]) -> Table:
    text = edition.text
    return Table(
        anchor="table-unverified",
        caption=text("Reference data that are not verified"),
        columns=(
            Column(text("What")),
            Column(text("Used for")),
            Column(text("Reference, as recorded in Indonesian")),
        ),
        rows=tuple(
            Row((cell(entry.what), cell(entry.used_for), cell(edition.cited(entry.reference))))
            for entry in entries
        ),
        source=words(text("Reference data of Rapor RB")),
    )
