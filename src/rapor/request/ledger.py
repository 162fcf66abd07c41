"""What a form would change: its answers beside the lines that the city's data has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapor.catalogue.result_lists import ACTIVITY_RESULTS, RESULTS, ResultList
from rapor.ground.errors import Problems
from rapor.request.form import Form
from rapor.request.reported import Log, told
from rapor.request.sheet_answers import Answer, Answers
from rapor.request.values import same_value

AGENCY = "agency"
"""Kind of publication of a value that the agency itself reports."""

_TOLD = ("printed", "published", "address", "note")
"""What an agency says of a value."""

ResultLine = dict[str, str]

_SIGNS = {"new": "+", "changed": "~", "unchanged": "="}
_LONGEST = 60


@dataclass(frozen=True)
class Change:
    """An answer as a line of a list of results; ``row`` counts from 0, None for a new line.

    ``line`` has no source yet: it is known when the form is kept.
    """

    answer: Answer
    results: ResultList
    line: ResultLine
    before: ResultLine | None = None
    row: int | None = None

    @property
    def state(self) -> Literal["new", "changed", "unchanged"]:
        """What the answer does to the data."""
        if self.before is None:
            return "new"
        same = all(self.before[name] == self.line[name] for name in _TOLD)
        return "unchanged" if same else "changed"


@dataclass
class Ledger:
    """The lists of results of a city, as they stand, and what a form changes in them."""

    form: Form
    lines: dict[str, list[ResultLine]]
    changes: list[Change] = field(default_factory=list)

    def enter(self, answers: Iterable[Answer], problems: Problems) -> None:
        """Set every answer beside its line; one against another agency's is a problem."""
        self.changes = [self._change(answer) for answer in answers]
        for change in self.changes:
            self._refuse_other_value(change, problems)

    def _change(self, answer: Answer) -> Change:
        results = RESULTS if answer.asked.kind == "indicator" else ACTIVITY_RESULTS
        line = self._line(answer, results)
        known = ("year", "period", "publisher", "publication", *results.key)
        for row, before in enumerate(self.lines[results.file]):
            if all(before[name] == line[name] for name in known):
                for name in ("published", "address", "note"):
                    line[name] = line[name] or before[name]  # nothing said takes nothing back
                return Change(answer, results, line, before, row)
        return Change(answer, results, line)

    def _line(self, answer: Answer, results: ResultList) -> ResultLine:
        asked = answer.asked
        scale = asked.scale.replace("–", "-") if asked.low is not None else ""
        every = {
            "indicator": asked.code,
            "activity": asked.name,
            "planned": asked.code,
            "year": str(self.form.year),
            "period": self.form.period,
            "printed": answer.printed,
            "assessor": answer.publisher,
            "publisher": answer.publisher,
            "publication": AGENCY,
            "published": answer.published,
            "address": answer.address,
            "scale": scale,
            "note": answer.note,
            "source": "",
        }
        return {name: every[name] for name in results.columns}

    def _refuse_other_value(self, change: Change, problems: Problems) -> None:
        """Another agency's value stands, and this form does not change it too."""
        replaced = {(entered.results.file, entered.row) for entered in self.changes}
        known = ("year", "period", "publication", *change.results.key)
        for row, other in enumerate(self.lines[change.results.file]):
            same = all(other[name] == change.line[name] for name in known)
            if not same or (change.results.file, row) in replaced:
                continue
            if not same_value(other["printed"], change.line["printed"]):
                problems.add(
                    change.answer.where,
                    f"{change.line['printed']!r} ({change.answer.publisher}) for"
                    f" {change.answer.asked.name[:60]!r}",
                    f"{other['printed']!r}, which {other['publisher']} reported"
                    f" ({change.results.file} row {row + 1})",
                    "let the agencies agree on one value; then send a form with the sheets of both,"
                    f" or one of {other['publisher']}, or correct that row",
                )


def summary(form: Form, ledger: Ledger, answers: Answers, log: Log | None = None) -> str:
    """Counts for each agency, every new and changed value, and what is to be known.

    A form has the sheets of all agencies and mostly comes from one: those left empty are counted.
    """
    reported = log.new if log else []
    lines = [f"{form.city_name}, {form.year}, {form.period}"]
    told_of = {report.sheet.agency for report in reported}
    filled_in = [
        sheet for sheet in form.sheets if answers.filled[sheet.agency] or sheet.agency in told_of
    ]
    for sheet in filled_in:
        changes = [change for change in ledger.changes if change.answer.sheet == sheet]
        states = [change.state for change in changes]
        filled = answers.filled[sheet.agency]
        taken = len(changes) + sum(
            report.sheet == sheet and report.fills_its_row for report in answers.reported
        )
        counts = (
            f"{states.count('new')} new, {states.count('changed')} changed,"
            f" {states.count('unchanged')} unchanged, {filled - taken} refused,"
            f" {max(0, len(sheet.to_fill) - filled)} empty"
        )
        lines.append(f"{sheet.name}: {counts}")
        lines += [f"  {_change_text(change)}" for change in changes if change.state != "unchanged"]
        lines += [f"  {told(report)}" for report in reported if report.sheet == sheet]
    if others := len(form.sheets) - len(filled_in):
        lines.append(f"{others} sheets are empty" if others > 1 else "1 sheet is empty")
    notes = [*answers.notes, *(log.notes if log else [])]
    if notes:
        lines += ["", "To be known:", *(f"  {note}" for note in notes)]
    return "\n".join(lines)


def _change_text(change: Change) -> str:
    line, before = change.line, change.before
    name = change.answer.asked.name
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    value = line["printed"]
    if before is not None and before["printed"] != value:
        value = f"{before['printed']} -> {value}"
    elif before is not None:
        beside = ("published", "address", "note")
        moved = [column for column in beside if before[column] != line[column]]
        value = f"{value} ({', '.join(moved)} changed)"
    if change.answer.sheet.asks_reporter:
        value = f"{value}, {change.answer.publisher}"
    evidence = "" if line["address"] else ", without evidence"
    return f"{_SIGNS[change.state]} {shown}: {value}{evidence} ({change.answer.where})"
