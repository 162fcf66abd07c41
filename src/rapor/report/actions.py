"""At most five things to do first, each with agency, indicator and the figure behind it.

Misses come before everything; then what is furthest from its end target where the year
has no target; then questions on printed targets; then the figures that are missing, by
the agency that owes most of them. No kind may crowd out the others while they have
something to say. A figure that is disputed, implausible or known from the press only carries
its caveat and is never the first of all.
"""

from collections.abc import Iterable
from itertools import chain, groupby

from rapor.report.dossier import Dossier
from rapor.report.findings import FindingView
from rapor.report.lines import LineView
from rapor.report.marked import marks_of, with_marks
from rapor.write.content import Run, Text, words

MOST = 5
MOST_RESULTS = 3
"""Of the five, as many may be about results while other kinds wait."""


def actions(dossier: Dossier) -> tuple[Text, ...]:
    """The actions in order of urgency."""
    by_urgency = [*_missed(dossier), *_far(dossier)]
    lines = [line for line in by_urgency if not caveats(line)]
    lines += [line for line in by_urgency if caveats(line)]
    others = [*_questions(dossier)[:1], *_requests(dossier)]
    kept = max(MOST_RESULTS, MOST - len(others))
    results = [(_result(line), bool(caveats(line))) for line in lines[:kept]]
    certain = [text for text, doubtful in results if not doubtful]
    doubted = [text for text, doubtful in results if doubtful]
    others = others[: MOST - len(results)]
    first = 0 if certain else 1
    return (*certain, *others[:first], *doubted, *others[first:])


def every_action(dossier: Dossier) -> tuple[Text, ...]:
    """All actions, by kind: misses, ways to the end target, questions, missing figures."""
    kinds = (_misses, _furthest, _questions, _requests)
    return tuple(chain.from_iterable(kind(dossier) for kind in kinds))


def _addressee(line: LineView) -> str:
    """Who has to act: the agencies of a line, two at most by name; without any, the city."""
    names = line.agencies
    if not names:
        return line.edition.facts.name
    if len(names) > 2:
        more = len(names) - 1
        return line.language.plural(
            "{first} and {count} more agency",
            "{first} and {count} more agencies",
            more,
            first=names[0],
        )
    return line.language.join(names)


def _action(line: LineView, sentence: Text) -> Text:
    return words(Run(_addressee(line), "strong"), ": ", sentence)


def caveats(line: LineView) -> list[str]:
    """What keeps the figures of an action from being certain, a sentence each; mostly nothing."""
    text, row = line.language.text, line.row
    refs = (row.realised_ref, row.target_ref if row.has_target else row.end_target_ref)
    doubting = [finding for finding in line.edition.findings_at(*refs) if finding.leaves_doubt]
    sentences = []
    if doubting:
        marks = line.language.join([mark.text for mark in marks_of(doubting)])
        sentences.append(text("Its figures are in question ({marks}).", marks=marks))
    if line.is_from_press:
        sentences.append(text("The realisation is known from the press only."))
    return sentences


def _result(line: LineView) -> Text:
    """The action of a line that has a result, with its caveats."""
    sentence = _miss(line) if line.row.status == "not_achieved" else _to_the_end(line)
    return words(_action(line, sentence), *(f" {caveat}" for caveat in caveats(line)))


def _certain_first(lines: Iterable[LineView]) -> list[LineView]:
    return sorted(lines, key=lambda line: bool(caveats(line)))


def _misses(dossier: Dossier) -> list[Text]:
    return [_result(line) for line in _certain_first(_missed(dossier))]


def _furthest(dossier: Dossier) -> list[Text]:
    return [_result(line) for line in _certain_first(_far(dossier))]


def _missed(dossier: Dossier) -> list[LineView]:
    """Lines that miss their target, those measured in words first, then the furthest."""
    return sorted(
        dossier.with_status("not_achieved"),
        key=lambda line: (line.row.achievement_pct is not None, line.row.achievement_pct or 0.0),
    )


def _miss(line: LineView) -> Text:
    figures = {
        "name": line.name,
        "realised": line.with_unit(line.realised),
        "target": line.with_unit(line.target),
    }
    if line.row.gap is None:
        return with_marks(
            line.language, "meet the target of {target} for {name}: realised {realised}.", **figures
        )
    return with_marks(
        line.language,
        "close the gap of {gap} in {name}: realised {realised}, target {target}.",
        gap=line.with_unit(line.gap),
        **figures,
    )


def _far(dossier: Dossier) -> list[LineView]:
    """Lines without a target of the year, by the share of the scale that is still missing."""
    lines = sorted(dossier.with_status("no_target"), key=lambda line: -(line.missing_share or 0.0))
    return [line for line in lines if (line.missing_share or 0.0) > 0]


def _to_the_end(line: LineView) -> Text:
    return with_marks(
        line.language,
        "close the gap of {gap} in {name} to the end target of {year}: realised {realised},"
        " target {end}.",
        name=line.name,
        realised=line.with_unit(line.realised),
        gap=line.with_unit(line.end_gap),
        end=line.with_unit(line.end_target),
        year=line.edition.last_year,
    )


def _questions(dossier: Dossier) -> list[Text]:
    """Questions on figures of the evaluation, those on what the year uses first."""
    questions: dict[str, tuple[tuple[bool, ...], Text]] = {}
    for line in dossier.planned:
        for finding in line.findings:
            decision = finding.row.decision_id
            if finding.row.decision == "ask" and decision not in questions:
                urgency = (
                    not line.row.has_data,
                    finding.row.severity != "error",
                    line.row.target_ref not in finding.cells,
                    not line.row.agencies,
                )
                questions[decision] = urgency, _question(line, finding)
    return [text for _, text in sorted(questions.values(), key=lambda question: question[0])]


def _question(line: LineView, finding: FindingView) -> Text:
    """The printed cell is the year's target where the question is about it too."""
    ref = next((cell for cell in finding.cells if cell == line.row.target_ref), finding.row.ref)
    text = line.language.text
    sentence = with_marks(
        line.language,
        "answer question {decision} on {name}: table {table} prints {printed}.",
        decision=finding.row.decision_id,
        name=line.name,
        table=ref.table,
        printed=line.edition.printed(ref) or finding.row.printed or text("nothing"),
    )
    return _action(line, sentence)


def requested(dossier: Dossier) -> list[tuple[str, list[LineView]]]:
    """Lines without data by the agency named first, the one that owes most first."""

    def first_agency(line: LineView) -> str:
        return line.row.agencies.split(";")[0]

    lines = {line.row.indicator: line for line in dossier.with_status("no_data")}
    by_agency = [
        (agency, list(group))
        for agency, group in groupby(sorted(lines.values(), key=first_agency), key=first_agency)
    ]
    return sorted(by_agency, key=lambda owed: (not owed[0], -len(owed[1]), owed[0]))


def _requests(dossier: Dossier) -> list[Text]:
    return [
        words(Run(lines[0].agencies[0], "strong"), ": ", _request(lines))
        for agency, lines in requested(dossier)
        if agency
    ]


def _request(lines: list[LineView]) -> Text:
    """What one agency is asked for, with its most telling indicator by name."""
    line = min(lines, key=_telling)
    named: dict[str, object] = {"year": line.edition.when, "name": _aim(line)}
    if len(lines) == 1:
        return with_marks(line.language, "send the realisation of {year} of {name}.", **named)
    return with_marks(
        line.language,
        "send the realisations of {year} of {count} indicators, among them {name}.",
        count=len(lines),
        **named,
    )


def _telling(line: LineView) -> tuple[bool, ...]:
    return not line.row.has_target, bool(caveats(line)), line.row.measure != "number"


def _aim(line: LineView) -> Text:
    """An indicator with its target of the year, where it has one."""
    if not line.row.has_target:
        return words(line.name)
    return with_marks(
        line.language,
        "{name} (target {target})",
        name=line.name,
        target=line.with_unit(line.target),
    )
