"""The front page between cities: how much can be compared at all, before any result."""

from collections import Counter

from rapor.report.compare import many
from rapor.report.compare.between import (
    MOST_EACH,
    Between,
    CityIndexView,
    CityValue,
    SharedIndicator,
)
from rapor.report.compare.citing import cited
from rapor.report.status import word
from rapor.write.content import (
    Block,
    Count,
    FrontPage,
    ListBlock,
    Paragraph,
    Run,
    Section,
    Tally,
    Text,
    words,
)

MOST_IN_A_TITLE = 3
"""As many cities are named in the title; more are counted."""
_MOST_BEST = 8
"""As many cities that share a first place are named."""
MOST_NAMED = 4
"""As many cities are said one by one; beyond, the first and the last speak for all."""


def front_page(between: Between) -> FrontPage:
    """The first page of the comparison."""
    text = between.text
    targets = ListBlock(tuple(words(sentence) for sentence in _targets(between)))
    return FrontPage(
        title=text("Comparison of local governments in bureaucratic reform"),
        city=_cities(between),
        year=between.year,
        facts=_facts(between),
        sections=(
            Section(text("State of the data"), _state(between)),
            Section(text("Side by side"), _results(between)),
            Section(text("Bureaucratic reform index"), _official_indices(between)),
            Section(text("Targets of {year}", year=between.year), (targets,)),
        ),
    )


def _cities(between: Between) -> str:
    """The cities by name, or how many they are."""
    names = list(between.names.values())
    if len(names) <= MOST_IN_A_TITLE:
        return between.language.join(names)
    return between.language.plural(
        "{count} local government", "{count} local governments", len(names)
    )


def running_head(between: Between) -> str:
    """What heads every printed page."""
    cities = _cities(between)
    return between.text("RB comparison, {cities} {year}", cities=cities, year=between.year)


def _facts(between: Between) -> tuple[tuple[str, str], ...]:
    text = between.text
    by_date = {dossier.data_date: dossier for dossier in between.dossiers.values()}
    latest = max(by_date)
    day = by_date[latest].day(latest) or text("not printed in any source")
    is_final = all(dossier.is_final for dossier in between.dossiers.values())
    return (
        (text("Period"), text("January–December {year}", year=between.year)),
        (text("State"), text("Final") if is_final else text("Draft")),
        (text("Date of the data"), day),
        (text("Local governments"), between.language.number(len(between.names), 0)),
    )


def _state(between: Between) -> tuple[Block, ...]:
    text, number = between.text, between.language.number
    several = sum(len(shared.known) > 1 for shared in between.shared)
    counts = (
        Count(number(len(between.names), 0), text("local governments")),
        Count(number(len(between.shared), 0), text("indicators that local governments share")),
        Count(number(several, 0), text("with a realisation in two or more local governments")),
        Count(number(len(between.compared), 0), text("that can be ranked")),
    )
    sentences = _coverage(between), _from_press(between), _absent(between)
    return Tally(counts), Paragraph(words(" ".join(filter(None, sentences))))


def _coverage(between: Between) -> str:
    """How far the comparison reaches, in plain sentences."""
    language, total = between.language, len(between.shared)
    if not total:
        return language.text(
            "The local governments share no indicator in {year}; nothing can be compared.",
            year=between.year,
        )
    named = {"total": total, "year": between.year}
    several = sum(len(shared.known) > 1 for shared in between.shared)
    single = sum(len(shared.known) == 1 for shared in between.shared)
    if not several:
        coverage = language.text(
            "None of the {total} shared indicators has a realisation of {year} in two or more"
            " local governments: nothing can be compared yet.",
            **named,
        )
    else:
        coverage = language.plural(
            "Of {total} shared indicators, {count} has a realisation of {year} in two or more"
            " local governments; the comparison holds for that one only.",
            "Of {total} shared indicators, {count} have a realisation of {year} in two or more"
            " local governments; the comparison holds for these only.",
            several,
            **named,
        )
    parts = _elsewhere(between, single, total - several - single)
    if not parts:
        return coverage
    of_them = (
        language.text("Of the others, {parts}.", parts=parts)
        if several
        else language.text("Of these, {parts}.", parts=parts)
    )
    return f"{coverage} {of_them}"


def _elsewhere(between: Between, single: int, rest: int) -> str:
    """How many shared indicators have a realisation in one city, and how many in none."""
    language, parts = between.language, []
    if single:
        parts.append(
            language.plural(
                "{count} has one in a single local government",
                "{count} have one in a single local government",
                single,
            )
        )
    if rest:
        parts.append(language.plural("{count} has none at all", "{count} have none at all", rest))
    return language.join(parts)


def _from_press(between: Between) -> str:
    """How many of the values rest on the press."""
    known = [value for shared in between.shared for value in shared.known]
    press = sum(value.row.publication == "press" for value in known)
    if not press:
        return ""
    return between.language.plural(
        "Of {total} values shown, {count} rests on a press report.",
        "Of {total} values shown, {count} rest on press reports.",
        press,
        total=len(known),
    )


def _absent(between: Between) -> str:
    """Which cities are left out, because their road map does not reach the year."""
    if not between.absent:
        return ""
    if len(between.absent) > MOST_EACH:
        return between.text(
            "Not compared, because the road map does not reach {year}: {count} local governments.",
            year=between.year,
            count=len(between.absent),
        )
    return between.text(
        "Not compared, because the road map does not reach {year}: {cities}.",
        year=between.year,
        cities=between.language.join(list(between.absent)),
    )


def _results(between: Between) -> tuple[Block, ...]:
    if between.compared:
        return (ListBlock(tuple(_statement(between, shared) for shared in between.compared)),)
    nothing = between.text(
        "No indicator of {year} can be ranked: no two local governments have a realisation that was"
        " measured alike.",
        year=between.year,
    )
    return (Paragraph(words(nothing)),)


def _statement(between: Between, shared: SharedIndicator) -> Text:
    """Who stands where in an indicator with ranks, with the sources."""
    best = [value for value in shared.ranked if value.row.rank == 1]
    others = [value for value in shared.ranked if value.row.rank != 1]
    named = (*best[:_MOST_BEST], *_named(others))
    links = [cited(value.city, value.row.ref) for value in named if value.row.ref]
    sources = [part for link in links for part in (link, "; ")][:-1]
    figures = {
        "cities": _best(between, best),
        "value": best[0].value_with_unit,
    }
    if not others:
        sentence = between.text("{cities} have the same value, {value}.", **figures)
    elif shared.facts.polarity == "lower":
        sentence = between.text(
            "{cities} {value}, the lowest value; {others}. Lower is better.",
            others=_others(between, best[0], others),
            **figures,
        )
    else:
        sentence = between.text(
            "{cities} {value}, the highest value; {others}.",
            others=_others(between, best[0], others),
            **figures,
        )
    return words(Run(shared.facts.name, "strong"), ": ", sentence, " (", *sources, ")")


def _best(between: Between, best: list[CityValue]) -> str:
    """The cities that share the first place; of many the first ones are named."""
    names, more = [value.city_name for value in best[:_MOST_BEST]], len(best) - _MOST_BEST
    if more > 0:
        names.append(
            between.language.plural(
                "{count} other local government", "{count} other local governments", more
            )
        )
    return between.language.join(names)


def _named(others: list[CityValue]) -> list[CityValue]:
    return others if len(others) < MOST_NAMED else others[-1:]


def _others(between: Between, best: CityValue, others: list[CityValue]) -> str:
    """The cities behind the best; of many only the last is named."""
    language = between.language
    parts = [_behind(value, best) for value in _named(others)]
    if len(others) >= MOST_NAMED:
        count = len(others) - 1
        parts.insert(
            0,
            language.plural(
                "{count} local government between", "{count} local governments between", count
            ),
        )
    return language.join(parts)


def _behind(value: CityValue, best: CityValue) -> str:
    figures = {"city": value.city_name, "value": value.value_with_unit}
    if value.row.distance_to_best is None:
        return value.language.text("{city} {value}", **figures)
    return value.language.text(
        "{city} {value} ({gap} away)", gap=value.with_unit(value.behind(best)), **figures
    )


def _official_indices(between: Between) -> tuple[Block, ...]:
    """The official index of each city that has one, and for whom none is known."""
    ordered = between.official
    if not ordered:
        none = between.text(
            "No official result of {year} is known for any of the local governments.",
            year=between.year,
        )
        return (Paragraph(words(none)),)
    if between.many:
        return many.official_indices(between)
    blocks: list[Block] = [ListBlock(tuple(_official_index(index) for index in ordered))]
    missing = [index.row.city for index in between.indices if index.row.official is None]
    if missing:
        unknown = between.text(
            "No official result of {year} is known for {cities}.",
            year=between.year,
            cities=between.joined(missing),
        )
        blocks.append(Paragraph(words(unknown)))
    return tuple(blocks)


def _official_index(index: CityIndexView) -> Text:
    row, text = index.row, index.city.text
    figures = {"city": index.city_name, "score": index.official}
    sentence = (
        text("{city}: official index {score}, grade {grade}", grade=row.grade, **figures)
        if row.grade
        else text("{city}: official index {score}", **figures)
    )
    links = (" (", cited(index.city, row.official_ref), ")") if row.official_ref else ()
    beside = (
        text("; self-assessment {score}, {gap} away", score=index.self_assessed, gap=index.distance)
        if index.distance
        else ""
    )
    return words(sentence, *links, beside, ".")


def _targets(between: Between) -> list[str]:
    """Each city's count of met targets, which its own report explains."""
    language, sentences = between.language, []
    each = [(name, between.counts[slug]) for slug, name in between.names.items()]
    if between.many:
        together = sum((Counter(counts) for _, counts in each), Counter[str]())
        each = [(between.text("All {total} local governments together", total=len(each)), together)]
    for name, counts in each:
        parts = [
            f"{language.number(counts[status], 0)} {word(language, status)}"
            for status in ("achieved", "not_achieved", "no_target", "not_comparable", "no_data")
            if counts.get(status)
        ]
        sentences.append(
            language.plural(
                "{city}, {count} indicator: {parts}.",
                "{city}, {count} indicators: {parts}.",
                sum(counts.values()),
                city=name,
                parts=language.join(parts),
            )
        )
    return sentences
