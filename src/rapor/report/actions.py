"""At most five things to do first, each with agency, indicator and the figure behind it.

Misses come before everything; then what is furthest from its end target where the year
has no target; then questions on printed targets; then the figures that are missing, by
the agency that owes most of them. No kind may crowd out the others while they have
something to say.
"""

from itertools import chain, groupby

from rapor.ground.ref import Ref
from rapor.report.dossier import Dossier
from rapor.report.rows import Finding, Line
from rapor.report.statements import (
    end_gap,
    end_target,
    gap,
    realised,
    target,
    with_unit,
)
from rapor.write.content import Run, Text, words

MOST = 5
MOST_RESULTS = 3
"""Of the five, as many may be about results while other kinds wait."""


def actions(dossier: Dossier) -> tuple[Text, ...]:
    """The actions in order of urgency."""
    results = [*_misses(dossier), *_furthest(dossier)]
    others = [*_questions(dossier)[:1], *_requests(dossier)]
    first = [*results[:MOST_RESULTS], *others]
    return tuple(chain(first[:MOST], results[MOST_RESULTS : MOST_RESULTS + MOST - len(first)]))


def every_action(dossier: Dossier) -> tuple[Text, ...]:
    """All actions, by kind: misses, ways to the end target, questions, missing figures."""
    kinds = (_misses, _furthest, _questions, _requests)
    return tuple(chain.from_iterable(kind(dossier) for kind in kinds))


def addressee(dossier: Dossier, line: Line) -> str:
    """Who has to act: the agencies of a line, two at most by name; without any, the city."""
    names = dossier.agencies(line)
    if not names:
        return dossier.facts.name
    if len(names) > 2:
        more = len(names) - 1
        return dossier.language.plural(
            "{first} and {count} more agency",
            "{first} and {count} more agencies",
            more,
            first=names[0],
        )
    return dossier.language.join(names)


def _action(dossier: Dossier, line: Line, said: str) -> Text:
    return words(Run(addressee(dossier, line), "strong"), ": ", said)


def _misses(dossier: Dossier) -> list[Text]:
    language = dossier.language
    lines = sorted(
        dossier.with_status("not_achieved"),
        key=lambda line: (line.achievement_pct is not None, line.achievement_pct or 0.0),
    )
    found = []
    for line in lines:
        named = {
            "name": dossier.name(line),
            "realised": with_unit(line, realised(dossier, line)),
            "target": with_unit(line, target(dossier, line)),
        }
        if line.gap is None:
            said = language.text(
                "meet the target of {target} for {name}: realised {realised}.", **named
            )
        else:
            distance = with_unit(line, gap(dossier, line))
            said = language.text(
                "close the gap of {gap} in {name}: realised {realised}, target {target}.",
                gap=distance,
                **named,
            )
        found.append(_action(dossier, line, said))
    return found


def _furthest(dossier: Dossier) -> list[Text]:
    """Lines without a target of the year, by the share of the scale that is still missing."""

    def missing(line: Line) -> float:
        if line.end_gap is None or line.scale_max is None:
            return 0.0
        away = line.end_gap if line.polarity == "lower" else -line.end_gap
        return away / (line.scale_max - (line.scale_min or 0.0))

    lines = sorted(dossier.with_status("no_target"), key=lambda line: -missing(line))
    return [
        _action(
            dossier,
            line,
            dossier.language.text(
                "close the gap of {gap} in {name} to the end target of {year}: realised {realised},"
                " target {end}.",
                name=dossier.name(line),
                realised=with_unit(line, realised(dossier, line)),
                gap=with_unit(line, end_gap(dossier, line)),
                end=with_unit(line, end_target(dossier, line)),
                year=dossier.city.last_year,
            ),
        )
        for line in lines
        if missing(line) > 0
    ]


def _questions(dossier: Dossier) -> list[Text]:
    """Questions on figures of the evaluation, those on what the year uses first."""
    found: dict[str, tuple[tuple[bool, ...], Text]] = {}
    for line in dossier.planned:
        for finding in dossier.touching(line):
            if finding.decision == "ask" and finding.decision_id not in found:
                cells = (finding.ref, *finding.compared)
                urgency = (
                    not line.has_data,
                    finding.severity != "error",
                    line.target_ref not in cells,
                    not line.agencies,
                )
                found[finding.decision_id] = urgency, _question(dossier, line, finding)
    return [said for _, said in sorted(found.values(), key=lambda one: one[0])]


def _question(dossier: Dossier, line: Line, finding: Finding) -> Text:
    """The printed cell is the year's target where the question is about it too."""
    language = dossier.language
    of_target = line.target_ref in (finding.ref, *finding.compared)
    ref = line.target_ref if of_target else finding.ref
    said = language.text(
        "answer question {decision} on {name}: table {table} prints {printed}.",
        decision=finding.decision_id,
        name=dossier.name(line),
        table=Ref.read(ref).table,
        printed=dossier.printed(ref) or finding.printed or language.text("nothing"),
    )
    return _action(dossier, line, said)


def requested(dossier: Dossier) -> list[tuple[str, list[Line]]]:
    """Lines without data by the agency named first, the one that owes most first."""
    lines = dossier.with_status("no_data")
    first = {line.indicator: (line.agencies.split(";")[0], line) for line in lines}
    groups = [
        (agency, [line for _, line in group])
        for agency, group in groupby(
            sorted(first.values(), key=lambda pair: pair[0]), key=lambda pair: pair[0]
        )
    ]
    return sorted(groups, key=lambda group: (not group[0], -len(group[1]), group[0]))


def _requests(dossier: Dossier) -> list[Text]:
    language, found = dossier.language, []
    for agency, lines in requested(dossier):
        if not agency:
            continue
        line = min(lines, key=lambda one: (not one.has_target, one.measure != "number"))
        named = {"year": dossier.when, "name": _aim(dossier, line)}
        if len(lines) == 1:
            said = language.text("send the realisation of {year} of {name}.", **named)
        else:
            said = language.text(
                "send the realisations of {year} of {count} indicators, among them {name}.",
                count=len(lines),
                **named,
            )
        name = dossier.agencies(line)[0]
        found.append(words(Run(name, "strong"), ": ", said))
    return found


def _aim(dossier: Dossier, line: Line) -> str:
    """An indicator with its target of the year, where it has one."""
    if not line.has_target:
        return dossier.name(line)
    return dossier.language.text(
        "{name} (target {target})",
        name=dossier.name(line),
        target=with_unit(line, target(dossier, line)),
    )
