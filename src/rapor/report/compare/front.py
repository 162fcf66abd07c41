"""The front page between cities: how much can be compared at all, before any result."""

from rapor.report.compare.between import Between
from rapor.report.compare.standing import official_indices
from rapor.report.compare.statements import statement
from rapor.report.status import word
from rapor.write.content import (
    Block,
    Count,
    FrontPage,
    ListBlock,
    Paragraph,
    Section,
    Tally,
    words,
)

MOST_IN_A_TITLE = 3
"""As many cities are named in the title; more are counted."""


def front_page(between: Between) -> FrontPage:
    """The first page of the comparison."""
    language = between.language
    return FrontPage(
        title=language.text("Comparison of cities in bureaucratic reform"),
        city=cities(between),
        year=between.year,
        facts=_facts(between),
        sections=(
            Section(language.text("State of the data"), _state(between)),
            Section(language.text("Side by side"), _results(between)),
            Section(language.text("Bureaucratic reform index"), official_indices(between)),
            Section(
                language.text("Targets of {year}", year=between.year),
                (ListBlock(tuple(words(one) for one in _targets(between))),),
            ),
        ),
    )


def cities(between: Between) -> str:
    """The cities by name, or how many they are."""
    names = list(between.names.values())
    if len(names) <= MOST_IN_A_TITLE:
        return between.language.join(names)
    return between.language.plural("{count} city", "{count} cities", len(names))


def running_head(between: Between) -> str:
    """What heads every printed page."""
    return between.language.text(
        "RB comparison, {cities} {year}", cities=cities(between), year=between.year
    )


def _facts(between: Between) -> tuple[tuple[str, str], ...]:
    language = between.language
    dates = {dossier.data_date: dossier for dossier in between.dossiers.values()}
    latest = max(dates)
    day = dates[latest].day(latest) or language.text("not printed in any source")
    drafts = [slug for slug, dossier in sorted(between.dossiers.items()) if not dossier.is_final]
    state = language.text("Draft") if drafts else language.text("Final")
    return (
        (language.text("Period"), language.text("January–December {year}", year=between.year)),
        (language.text("State"), state),
        (language.text("Date of the data"), day),
        (language.text("Cities"), language.number(len(between.names), 0)),
    )


def _state(between: Between) -> tuple[Block, ...]:
    language, shared = between.language, between.shared
    several = [one for one in shared if len(one.known) > 1]
    counts = (
        Count(language.number(len(between.names), 0), language.text("cities")),
        Count(language.number(len(shared), 0), language.text("indicators that cities share")),
        Count(
            language.number(len(several), 0),
            language.text("with a realisation in two or more cities"),
        ),
        Count(language.number(len(between.compared), 0), language.text("that can be ranked")),
    )
    said = [coverage(between), _official(between), absent(between)]
    return Tally(counts), Paragraph(words(" ".join(one for one in said if one)))


def coverage(between: Between) -> str:
    """How far the comparison reaches, in plain sentences."""
    language, shared = between.language, between.shared
    if not shared:
        return language.text(
            "The cities share no indicator in {year}; nothing can be compared.", year=between.year
        )
    named = {"total": len(shared), "year": between.year}
    several = sum(len(one.known) > 1 for one in shared)
    single = sum(len(one.known) == 1 for one in shared)
    if not several:
        said = language.text(
            "None of the {total} shared indicators has a realisation of {year} in two or more"
            " cities: nothing can be compared yet.",
            **named,
        )
    else:
        said = language.plural(
            "Of {total} shared indicators, {count} has a realisation of {year} in two or more"
            " cities; the comparison holds for that one only.",
            "Of {total} shared indicators, {count} have a realisation of {year} in two or more"
            " cities; the comparison holds for these only.",
            several,
            **named,
        )
    parts = _elsewhere(between, single, len(shared) - several - single)
    if not parts:
        return said
    of_them = (
        language.text("Of the others, {parts}.", parts=parts)
        if several
        else language.text("Of these, {parts}.", parts=parts)
    )
    return f"{said} {of_them}"


def _elsewhere(between: Between, single: int, rest: int) -> str:
    """How many shared indicators have a realisation in one city, and how many in none."""
    language = between.language
    left = [
        language.plural(
            "{count} has one in a single city", "{count} have one in a single city", single
        )
        if single
        else "",
        language.plural("{count} has none at all", "{count} have none at all", rest)
        if rest
        else "",
    ]
    return language.join([one for one in left if one])


def _official(between: Between) -> str:
    """How many of the values rest on the press."""
    known = [row for one in between.shared for row in one.known]
    press = sum(row.publication == "press" for row in known)
    if not press:
        return ""
    return between.language.plural(
        "Of {total} values shown, {count} rests on a press report.",
        "Of {total} values shown, {count} rest on press reports.",
        press,
        total=len(known),
    )


def absent(between: Between) -> str:
    """Which cities are left out, because their road map does not reach the year."""
    if not between.absent:
        return ""
    return between.language.text(
        "Not compared, because the road map does not reach {year}: {cities}.",
        year=between.year,
        cities=between.language.join(list(between.absent)),
    )


def _results(between: Between) -> tuple[Block, ...]:
    if between.compared:
        return (ListBlock(tuple(statement(between, one) for one in between.compared)),)
    said = between.language.text(
        "No indicator of {year} can be ranked: no two cities have a realisation that was"
        " measured alike.",
        year=between.year,
    )
    return (Paragraph(words(said)),)


def _targets(between: Between) -> list[str]:
    """Each city's count of met targets, which its own report explains."""
    language, said = between.language, []
    for slug, name in between.names.items():
        counts = between.counts[slug]
        parts = [
            f"{language.number(counts[status], 0)} {word(language, status)}"
            for status in ("achieved", "not_achieved", "no_target", "not_comparable", "no_data")
            if counts.get(status)
        ]
        said.append(
            language.plural(
                "{city}, {count} indicator: {parts}.",
                "{city}, {count} indicators: {parts}.",
                sum(counts.values()),
                city=name,
                parts=language.join(parts),
            )
        )
    return said
