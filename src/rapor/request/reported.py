"""What a form reports beside figures: progress, obstacles, adjustments, answers and money.

Each becomes a line of a list of the city's data that only grows. What is wrong with a line is
told with its cell; what two offices say differently of one item is told and kept, for each speaks
for itself, but money of one activity has to agree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapor.catalogue.names import fold
from rapor.catalogue.reporting_round import (
    STATUS_WORDS,
    Objection,
    objections_to_answers,
    objections_to_progress,
    rupiah,
)
from rapor.catalogue.result_lists import FOLLOW_UP, PROGRESS, SPENDING, ResultList
from rapor.ground.errors import Problems
from rapor.ground.language import language
from rapor.ground.period import place_in_time
from rapor.ground.received.book import FilledCell
from rapor.ground.vocabularies import MONEY_KINDS
from rapor.request.form import AgencySheet, Asked, Form
from rapor.request.layout import MONEY, REPORTED
from rapor.request.received_sheets import FilledRow
from rapor.request.values import Refused, check_plain, date_of, is_empty, shown, text_of

_RUPIAH = "rupiah"
"""Unit that the form asks money in, a code of money.yaml."""

_MOST_NAMED = 5
"""Offices of one status that a note names."""


@dataclass(frozen=True)
class Office:
    """Who reports: the name of an agency, group or team, and what it is in the lists.

    ``unit`` is the name of the agency's unit, where that reports.
    """

    name: str
    level: str
    area: str = ""
    agency: str = ""
    unit: str = ""

    @property
    def called(self) -> str:
        """Its name; a unit's with that of its agency."""
        return f"{self.unit} ({self.name})" if self.unit else self.name


@dataclass(frozen=True)
class Reported:
    """A line for one of the lists, who reports it, and where each of its columns is filled.

    The line has no source yet, and no day where the form gives none.
    """

    results: ResultList
    sheet: AgencySheet
    office: Office
    about: str
    where: str
    places: Mapping[str, str]
    line: dict[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """What the line is about, and who says it."""
        return self.results.key_of(self.line)

    @property
    def content(self) -> tuple[str, ...]:
        """What it says."""
        aside = (*self.results.key, "on", "source")
        return tuple(self.line[name] for name in self.results.columns if name not in aside)

    @property
    def fills_its_row(self) -> bool:
        """Whether the row asks for nothing else: an item, or the report of a level."""
        return self.results is FOLLOW_UP or (
            self.results is PROGRESS
            and not self.office.unit
            and not (self.line["indicator"] or self.line["activity"])
        )

    def at(self, column: str) -> str:
        """The cell of a column, or the row where it is empty."""
        return self.places.get(column, self.where)


def office_of(name: str, asked: Asked, form: Form) -> Office:
    """The office that a row is reported by; raises ``Refused`` for a name without a code."""
    if asked.speaker:
        level, _, area = asked.speaker.partition(":")
        return Office(name, level, area)
    codes = {fold(known): code for code, known in form.agencies.items()}
    code = codes.get(fold(name), "")
    if not code:
        raise Refused(f"{name[:60]!r}", "an agency of the city's list", "add it to agencies.csv")
    return Office(name, form.round.level_of(code), agency=code)


def reported_in(
    row: FilledRow, asked: Asked, sheet: AgencySheet, form: Form, office: Office, attempt: Any
) -> Iterator[Reported]:
    """The lines of a row; ``attempt`` notes what is refused of a cell, and gives None then."""
    cells = {code: cell for code, cell in row.cells.items() if not is_empty(cell)}
    places = {code: cell.where for code, cell in cells.items()}
    every = {"year": str(form.year), "period": form.period}
    every |= {"level": office.level, "area": office.area, "agency": office.agency}
    every["unit_name"] = office.unit
    about = {"indicator": "", "activity": "", "planned": "", "item": asked.code}
    if asked.kind == "indicator":
        about["indicator"] = asked.code
    elif asked.kind == "activity":
        about |= {"activity": asked.name, "planned": asked.code}
    given = _Given(cells, form, attempt)

    def line_of(results: ResultList, filled: Mapping[str, str | None]) -> Iterator[Reported]:
        if None not in filled.values():
            cells_of = every | about | {name: text or "" for name, text in filled.items()}
            line = {name: cells_of.get(name, "") for name in results.columns}
            yield Reported(results, sheet, office, asked.name, row.where, places, line)

    beside = {"on": given.day("date"), "evidence": given.written("evidence")}
    if asked.kind == "follow_up":
        if "realised" in cells:
            said = {"status": given.status(), "answer": given.written("progress")}
            yield from line_of(FOLLOW_UP, {**said, "reason": given.written("remark"), **beside})
        return
    if cells.keys() & set(REPORTED):
        texts = {name: given.written(name) for name in ("progress", "obstacle_text", "adjustment")}
        chosen = {"obstacle": given.obstacle(), "new_date": given.day("new_date")}
        yield from line_of(PROGRESS, {**texts, **chosen, **beside})
    if cells.keys() & set(MONEY):
        amounts = {name: given.money(name) for name in MONEY}
        yield from line_of(SPENDING, {"unit": _RUPIAH, **amounts, **beside})


@dataclass(frozen=True)
class _Given:
    """The filled cells of a row; each method gives a column's text, or None when it is refused."""

    cells: Mapping[str, FilledCell]
    form: Form
    attempt: Any

    def _tried(self, code: str, read: Callable[[], str]) -> str | None:
        tried: str | None = self.attempt(self.cells.get(code), read)
        return tried

    def written(self, code: str) -> str | None:
        return self._tried(code, lambda: text_of(self.cells.get(code), code))

    def day(self, code: str) -> str | None:
        return self._tried(code, lambda: date_of(self.cells.get(code), self.form))

    def status(self) -> str | None:
        words = {
            language(self.form.language).text(word): code for code, word in STATUS_WORDS.items()
        }
        return self._tried("realised", lambda: self._chosen("realised", words))

    def obstacle(self) -> str | None:
        known = self.form.round.obstacles.values()
        words = {kind.names[self.form.language]: kind.code for kind in known}
        return self._tried("obstacle", lambda: self._chosen("obstacle", words))

    def _chosen(self, code: str, words: Mapping[str, str]) -> str:
        cell = self.cells.get(code)
        if cell is None:
            return ""
        check_plain(cell)
        folded = {fold(word): known for word, known in words.items()}
        if fold(cell.text) not in folded:
            raise Refused(shown(cell), f"one of {', '.join(words)}", "choose it from the list")
        return folded[fold(cell.text)]

    def money(self, code: str) -> str | None:
        return self._tried(code, lambda: self._amount(code))

    def _amount(self, code: str) -> str:
        cell = self.cells.get(code)
        if cell is None:
            return ""
        check_plain(cell)
        typed = isinstance(cell.value, int | float)
        printed = f"{cell.value:.2f}".rstrip("0").rstrip(".") if typed else cell.text
        printed = printed.replace(".", ",") if typed else printed
        if rupiah(printed, self.form.round.money[_RUPIAH]) is None:
            raise Refused(shown(cell), "an amount in whole rupiah, such as 1.250.000.000")
        return printed


@dataclass
class Log:
    """The lists as they stand, and what a form adds to them."""

    form: Form
    lines: Mapping[str, list[dict[str, str]]]
    new: list[Reported] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def enter(self, reported: Iterable[Reported], on: str, problems: Problems) -> None:
        """Add what says something new; ``on`` is the day of what the form gives none for."""
        seen: dict[tuple[Any, ...], Reported] = {}
        for report in reported:
            report.line["on"] = report.line["on"] or on
            first = seen.setdefault((report.results.file, *report.key), report)
            if first is not report and first.content != report.content:
                problems.add(
                    report.where,
                    f"{report.office.called} says something else of {report.about[:60]!r}",
                    f"each office once; the other is {first.where}",
                    "leave one of them empty",
                )
            elif first is report and self._is_new(report):
                self.new.append(report)
        self._check_progress(problems)
        self._check_answers(problems)
        self._check_money(problems)

    def _is_new(self, report: Reported) -> bool:
        """Whether the office's last line on the thing says something else."""
        same = [
            line
            for line in self.lines.get(report.results.file, ())
            if report.results.key_of(line) == report.key
        ]
        aside = (*report.results.key, "on", "source")
        contents = [name for name in report.results.columns if name not in aside]
        return not same or tuple(same[-1][name] for name in contents) != report.content

    def _of(self, results: ResultList) -> list[Reported]:
        return [report for report in self.new if report.results is results]

    def _tell(self, report: Reported, objections: Iterable[Objection], problems: Problems) -> None:
        columns = {"status": "realised", "answer": "progress", "reason": "remark", "on": "date"}
        for column, found, expected in objections:
            code = columns.get(column, column)
            problems.add(
                report.at(code), f"{found} ({report.about[:60]})", expected, "correct the cell"
            )

    def _check_progress(self, problems: Problems) -> None:
        for report in self._of(PROGRESS):
            self._tell(report, objections_to_progress(report.line, self.form.round), problems)

    def _check_answers(self, problems: Problems) -> None:
        """New answers in the order of all rounds: one that comes late may stand before others."""
        kept = self.lines.get(FOLLOW_UP.file, [])
        new = dict(enumerate(self._of(FOLLOW_UP), start=len(kept) + 1))
        items = {report.line["item"] for report in new.values()}
        numbered = [
            *((number, line) for number, line in enumerate(kept, 1) if line["item"] in items),
            *((number, report.line) for number, report in new.items()),
        ]
        for number, line, objections in objections_to_answers(numbered, self.form.round):
            if number in new:
                self._tell(new[number], objections, problems)
            elif objections:
                report = next(new[key] for key in new if new[key].line["item"] == line["item"])
                problems.add(
                    report.at("realised"),
                    f"{report.line['status']}, before {line['status']} of {line['on']}"
                    f" ({report.about[:60]})",
                    "answers that do not run backwards without a reason",
                    "give a later day, or answer in the form of the later round",
                )
        self._say_differing(new.values(), kept)
        self._say_overtaken(new.values(), kept)

    def _say_differing(self, new: Iterable[Reported], kept: Iterable[Mapping[str, str]]) -> None:
        """Offices that answer otherwise in the same round: both are kept, and both are told."""
        by_round: dict[tuple[str, ...], dict[str, str]] = {}
        for line in (*kept, *(report.line for report in new)):
            round_ = (line["item"], line["year"], line["period"])
            office = line["agency"] or f"{line['level']} {line['area']}".strip()
            by_round.setdefault(round_, {})[office] = line["status"]
        for report in new:
            told = by_round[report.line["item"], report.line["year"], report.line["period"]]
            if len(set(told.values())) > 1:
                note = f"{report.line['item']}: offices answer differently ({_by_status(told)})"
                note += "; all are kept"
                self.notes += [note] if note not in self.notes else []

    def _say_overtaken(self, new: Iterable[Reported], kept: Iterable[Mapping[str, str]]) -> None:
        """An answer of an earlier round, of whatever day, changes nothing that a later one says."""
        place = place_in_time(self.form.year, self.form.period)
        later = {
            line["item"]: line
            for line in sorted(kept, key=lambda line: (_round_of(line), line["on"]))
            if _round_of(line) > place
        }
        for report in new:
            line = later.get(report.line["item"])
            if line and line["status"] != report.line["status"]:
                self.notes.append(
                    f"{line['item']}: {line['status']} of {line['year']} {line['period']} stands"
                    f" after this {report.line['status']}; to change it, answer in that round"
                )

    def _check_money(self, problems: Problems) -> None:
        """An activity has one budget and one sum spent, whoever reports it."""
        new = self._of(SPENDING)
        known = [*self.lines.get(SPENDING.file, ()), *(report.line for report in new)]
        of = [name for name in SPENDING.key if name != "agency"]
        for report in new:
            for other in known:
                same = all(other[name] == report.line[name] for name in of)
                if not same or other["agency"] == report.line["agency"]:
                    continue
                for kind in MONEY_KINDS:
                    if self._differs(report.line, other, kind):
                        problems.add(
                            report.at(kind),
                            f"{kind} {report.line[kind]!r} ({report.office.name}) for"
                            f" {report.about[:60]!r}",
                            f"{other[kind]!r}, as {other['agency']} reports",
                            "let the agencies agree on one figure",
                        )

    def _differs(self, line: Mapping[str, str], other: Mapping[str, str], kind: str) -> bool:
        if not (line[kind] and other[kind]):
            return False
        units = self.form.round.money
        return rupiah(line[kind], units[line["unit"]]) != rupiah(other[kind], units[other["unit"]])


def _round_of(line: Mapping[str, str]) -> tuple[int, int]:
    return place_in_time(int(line["year"]), line["period"])


def _by_status(told: Mapping[str, str]) -> str:
    """Who says what: of each status the offices, of many the first ones and how many there are."""
    offices: dict[str, list[str]] = {}
    for office, status in told.items():
        offices.setdefault(status, []).append(office)
    listed = []
    for status, names in offices.items():
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        listed.append(f"{status}: {', '.join(names[:_MOST_NAMED])}{more}")
    return "; ".join(listed)


def told(report: Reported) -> str:
    """A new line in the summary of a form."""
    line, name = report.line, report.about if len(report.about) <= 60 else f"{report.about[:59]}…"
    if report.results is FOLLOW_UP:
        what = f"{line['item']}: {line['status']}"
        what += "" if line["evidence"] else ", without evidence"
    elif report.results is SPENDING:
        what = ", ".join(f"{kind} {line[kind]}" for kind in MONEY_KINDS if line[kind])
    else:
        parts = [line["obstacle"] and f"obstacle ({line['obstacle']})"]
        parts.append(line["adjustment"] and f"adjustment by {line['new_date']}")
        what = ", ".join(["progress", *filter(None, parts)])
        what += f", of {report.office.unit}" if report.office.unit else ""
    return f"+ {name}: {what} ({report.where})"
