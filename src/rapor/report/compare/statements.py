"""What the comparison says about one indicator, in a sentence that is derived."""

from rapor.report.compare.between import Between, Compared, Shared, with_unit
from rapor.report.compare.citing import cited
from rapor.write.content import Run, Text, words

MOST_NAMED = 4
"""As many cities are said one by one; beyond, the first and the last speak for all."""


def statement(between: Between, one: Shared) -> Text:
    """Who stands where in an indicator with ranks, with the sources."""
    ranked = one.ranked
    best = [row for row in ranked if row.rank == 1]
    others = [row for row in ranked if row.rank != 1]
    shown = [*best, *_named(others)]
    cites = [cited(between, row.city, row.ref) for row in shown]
    sources = [part for run in cites for part in (run, "; ")][:-1]
    said = _all_alike(between, best) if not others else _apart(between, one, best, others)
    return words(Run(one.facts.name, "strong"), ": ", said, " (", *sources, ")")


def _named(others: list[Compared]) -> list[Compared]:
    return others if len(others) < MOST_NAMED else others[-1:]


def _all_alike(between: Between, best: list[Compared]) -> str:
    return between.language.text(
        "{cities} have the same value, {value}.",
        cities=between.joined(row.city for row in best),
        value=with_unit(best[0], between.said(best[0])),
    )


def _apart(between: Between, one: Shared, best: list[Compared], others: list[Compared]) -> str:
    language = between.language
    named = {
        "cities": between.joined(row.city for row in best),
        "value": with_unit(best[0], between.said(best[0])),
    }
    rest = [_other(between, row, best[0]) for row in _named(others)]
    if len(others) >= MOST_NAMED:
        rest.insert(
            0,
            language.plural("{count} city between", "{count} cities between", len(others) - 1),
        )
    named["others"] = language.join(rest)
    if one.facts.polarity == "lower":
        return language.text(
            "{cities} {value}, the lowest value; {others}. Lower is better.", **named
        )
    return language.text("{cities} {value}, the highest value; {others}.", **named)


def _other(between: Between, row: Compared, best: Compared) -> str:
    named = {
        "city": between.names[row.city],
        "value": with_unit(row, between.said(row)),
    }
    if row.distance_to_best is None:
        return between.language.text("{city} {value}", **named)
    return between.language.text(
        "{city} {value} ({gap} away)", gap=with_unit(row, between.behind(row, best)), **named
    )


def scale(between: Between, one: Shared) -> str:
    """Unit and scale of an indicator, as the values were measured."""
    language, row = between.language, (one.known or list(one.rows))[0]
    parts = [row.unit]
    if row.scale_min is not None and row.scale_max is not None:
        low, high = language.number(row.scale_min), language.number(row.scale_max)
        parts.append(language.text("scale {low}–{high}", low=low, high=high))
    if one.facts.polarity == "lower":
        parts.append(language.text("lower is better"))
    return ", ".join(part for part in parts if part)
