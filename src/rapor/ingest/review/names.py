"""Questions on printed names: which indicator a label stands for, which agency a name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.matching import Matcher, Proposal
from rapor.catalogue.names import fold, without_numbering
from rapor.catalogue.permitted import Permitted, read_value
from rapor.ground.language import message
from rapor.ground.shape import Text
from rapor.ground.units import counted, normal_unit, unit_in_title
from rapor.ground.vocabularies import MEASURES, POLARITIES
from rapor.ingest.review.questions import Asking, Choice, Doubt, Question
from rapor.ingest.review.tables import DraftedTable
from rapor.ingest.rows import PrintedRow

LABELS, INDICATORS, AGENCIES = "labels", "indicators", "agencies"

NEW = "new"
"""Stands in the place of a code where the name is the city's own."""
NOT_ONE = "none"
"""Stands in the place of a code where a label is no indicator: a part, an activity's output."""
COLLECTIVE = "collective"
"""Stands in the place of a code where a name is that of many agencies at once."""

_NEED_INDICATOR = (
    "targets end_targets action_plan activities official_parameters achievement".split()
)
_ALWAYS_INDICATOR = "targets end_targets official_parameters achievement".split()
"""Kinds of tables whose figures are of indicators alone."""
_MAY_NAME_INDICATOR = ("results", "official_index")
"""Kinds of tables whose labels may be parts of something else and no indicators."""
_MOST_PLACES = 4
_LONGEST_CODE = 40
_NOT_CODE = re.compile(r"[^a-z0-9]+")
_NUMBER = Text(pattern=r"-?\d+([.,]\d+)?", form="a number")
_NO_SCALE = "-"
_SHARE = "%"
_MEASURE_NAMES = {
    "number": message("a number, such as an index"),
    "percent": message("a percentage"),
    "count": message("a count of whole things"),
    "ordinal": message("a grade or opinion, such as WTP"),
    "milestone": message("a step that is done or not"),
}
_POLARITY_NAMES = {
    "higher": message("higher is better"),
    "lower": message("lower is better"),
}


@dataclass
class PrintedName:
    """A name as it is printed, with the tables and rows in which it stands."""

    printed: str
    places: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    unit: str = ""
    figures: list[float] = field(default_factory=list)
    """Its planned values, in the order of their years, where they are numbers."""
    is_share: bool = False
    """Whether its words say that a share is measured: ``Persentase …``."""

    @property
    def first_place(self) -> str:
        """The first table and row in which it stands."""
        return self.places[0].replace(":", ", ")

    @property
    def where(self) -> str:
        """The first places, and how many more there are."""
        shown = self.places[:_MOST_PLACES]
        more = len(self.places) - len(shown)
        return ", ".join(shown) + (f" (+{more})" if more else "")


@dataclass(frozen=True)
class CityNames:
    """What is decided on a city's names: lines of its registers, and its own indicators."""

    labels: list[dict[str, str]]
    agencies: list[dict[str, str]]
    indicators: dict[str, dict[str, Any]]


def ask_names(
    tables: Sequence[DraftedTable], matcher: Matcher, catalogue: Catalogue, asking: Asking
) -> CityNames:
    """Ask of every label and agency that the tables print what it stands for."""
    labels, indicators = _ask_labels(tables, matcher, catalogue, asking)
    return CityNames(labels, _ask_agencies(tables, matcher, catalogue, asking), indicators)


def _printed(
    tables: Iterable[DraftedTable], role: str, kinds: Sequence[str]
) -> dict[str, PrintedName]:
    """The names that columns of a role print, by their folded form, in order."""
    names: dict[str, PrintedName] = {}
    for table in tables:
        if table.kind not in kinds:
            continue
        units = table.columns("unit") or _unit_columns(table)
        for at, _ in table.columns(role)[:1]:
            for number, row in enumerate(table.read.rows, start=1):
                cell = row.cells[at].strip()
                if row.mark in ("group", "unplaced", "sentence") or not _is_name(cell):
                    continue
                name = names.setdefault(fold(cell), PrintedName(cell))
                name.places.append(f"{table.name}:{number}")
                name.kinds.add(table.kind)
                unit = next((row.cells[unit] for unit, _ in units), "")
                name.unit = name.unit or unit or unit_in_title(table.entry["title"])
                name.figures = name.figures or _planned(table, row)
    return names


def _is_name(cell: str) -> bool:
    """Whether a cell can name anything: a figure in a column of names does not."""
    return bool(fold(cell)) and any(map(str.isalpha, cell))


def _planned(table: DraftedTable, row: PrintedRow) -> list[float]:
    """Baseline and targets of a row in the order of their years; none where one is doubtful."""
    dated = table.columns("baseline", "target", "end_target")
    columns = table.entry["columns"]
    ordered = sorted(dated, key=lambda place: (columns[place[1]].get("year") or 0, place[0]))
    beside = [row.cells[at] for at, _ in dated]
    around = [line.cells[at] for line in table.read.rows for at, _ in dated]
    printed = [cell for cell in beside if cell]
    readings = [
        read_value(row.cells[at], Permitted("number"), beside, around)
        for at, _ in ordered
        if row.cells[at]
    ]
    values = [reading.value for reading in readings if reading.value is not None]
    return values if len(values) == len(printed) else []


def _unit_columns(table: DraftedTable) -> list[tuple[int, str]]:
    return [(at, head) for at, head in enumerate(table.entry["columns"]) if fold(head) == "satuan"]


def _ask_labels(
    tables: Sequence[DraftedTable], matcher: Matcher, catalogue: Catalogue, asking: Asking
) -> tuple[list[dict[str, str]], dict[str, dict[str, Any]]]:
    words = asking.language
    known = tuple(Choice(code, held.name) for code, held in catalogue.indicators.items())
    new = Choice(NEW, words.text("(a new indicator of this local government)"))
    not_one = Choice(NOT_ONE, words.text("(no indicator)"))
    lines: list[dict[str, str]] = []
    indicators: dict[str, dict[str, Any]] = {}
    names = _printed(tables, "label", (*_NEED_INDICATOR, *_MAY_NAME_INDICATOR))
    for form, name in names.items():
        needed = bool(name.kinds & set(_NEED_INDICATOR))
        may_be_none = not name.kinds & set(_ALWAYS_INDICATOR)
        match = matcher.label(name.printed, name.unit, min(name.kinds))
        proposal = match.code if match.code in catalogue.indicators else ""
        question = Question(
            LABELS,
            form,
            (name.printed, name.where, name.unit),
            proposal or (NOT_ONE if may_be_none else NEW),
            match.reason(words),
            _doubt(match, needed=not may_be_none),
            (new, *((not_one,) if may_be_none else ()), *known),
        )
        code = asking.ask(question)
        if code == NEW:
            code = _own_code(name.printed, {*catalogue.indicators, *indicators})
            name.is_share = catalogue.wordings.names_share(name.printed)
            is_change = catalogue.wordings.names_change(name.printed)
            indicators[code] = ask_indicator(name, is_change, asking)
        elif code == NOT_ONE:
            code = ""
        if code == (match.code if match.is_exact else "" if not needed else None):
            continue  # so it is without a line of the city's own
        lines.append({"table": "", "label": name.printed, "indicator": code, "note": ""})
    return lines, indicators


def _doubt(match: Proposal, *, needed: bool = True) -> Doubt:
    """A name that is printed so in a national register is sure; another waits for a person."""
    if match.is_exact:
        return "sure"
    return "open" if needed or match.code else "check"


def _own_code(printed: str, taken: Iterable[str]) -> str:
    """A code of the printed words, none that is taken."""
    plain = (
        _NOT_CODE.sub("_", fold(without_numbering(printed)))[:_LONGEST_CODE].strip("_") or "name"
    )
    base = plain if plain[0].isalpha() else f"n_{plain}"
    code, count, others = base, 1, set(taken)
    while code in others:
        count += 1
        code = f"{base}_{count}"
    return code


@dataclass(frozen=True)
class _OwnIndicator:
    """An indicator that no register has, while its fields are asked for."""

    name: PrintedName
    asking: Asking

    def ask(
        self,
        field_name: str,
        title: str,
        proposal: str = "",
        doubt: Doubt = "check",
        choices: tuple[Choice, ...] = (),
        shape: Text | None = None,
        reason: str = "",
    ) -> str:
        reason = reason or self._why(is_told=proposal not in ("", _NO_SCALE))
        key = f"{fold(self.name.printed)}:{field_name}"
        place = (self.name.printed, title)
        return self.asking.ask(
            Question(INDICATORS, key, place, proposal, reason, doubt, choices, shape)
        )

    def _why(self, *, is_told: bool) -> str:
        words = self.asking.language
        if is_told and self.name.unit:
            return words.text("by the printed unit {unit!r}", unit=self.name.unit)
        if is_told and self.name.is_share:
            return words.text("its name says that it is a share")
        return words.text("the document does not say it")

    def end(self, field_name: str, title: str, proposal: str, reason: str = "") -> float | None:
        """One end of its scale; None where it has none."""
        nothing = (Choice(_NO_SCALE, self.asking.language.text("(none)")),)
        answer = self.ask(field_name, title, proposal, "check", nothing, _NUMBER, reason)
        return None if answer == _NO_SCALE else float(answer.replace(",", "."))


def ask_indicator(name: PrintedName, is_change: bool, asking: Asking) -> dict[str, Any]:
    """The entry of an indicator that no register has; what is not printed is asked for.

    A change, or what has a planned value below zero, has no scale that begins at 0.
    """
    words, indicator = asking.language, _OwnIndicator(name, asking)
    printed = normal_unit(name.unit) or (_SHARE if name.is_share and not name.unit else "")
    is_share = printed == _SHARE
    measures = tuple(Choice(code, words.text(_MEASURE_NAMES[code])) for code in MEASURES)
    kind = "percent" if is_share else "count" if counted(printed) else "number"
    measure = indicator.ask(
        "measure", words.text("What kind of quantity it is"), kind, "check", measures
    )
    directions = tuple(Choice(code, words.text(_POLARITY_NAMES[code])) for code in POLARITIES)
    title, direction, reason = words.text("Which direction is better"), "", ""
    if _runs_one_way(name.figures):
        direction = POLARITIES[name.figures[0] > name.figures[-1]]
        first, last = (words.number(name.figures[at]) for at in (0, -1))
        reason = words.text("its targets go from {first} to {last}", first=first, last=last)
    polarity = indicator.ask("polarity", title, direction, "open", directions, reason=reason)
    unit = indicator.ask("unit", words.text("Unit"), name.unit or printed, "check", (), Text())
    below_zero = is_change or min(name.figures, default=0) < 0
    low, high = ("0", "100") if is_share and not below_zero else (_NO_SCALE, _NO_SCALE)
    why = words.text("what is measured so may be below zero") if below_zero else ""
    ends = [
        indicator.end("low", words.text("Lowest value of its scale"), low, why),
        indicator.end("high", words.text("Highest value of its scale"), high, why),
    ]
    scale = [int(end) if end.is_integer() else end for end in ends if end is not None]
    return {
        "name": " ".join(without_numbering(name.printed).split()),
        **({"unit": unit} if unit else {}),
        **({"scale": scale} if len(scale) == len(ends) else {}),
        **({"below_zero": True} if below_zero and len(scale) < len(ends) else {}),
        "measure": measure,
        "polarity": polarity,
        "reference": words.text("Table {place}", place=name.first_place),
        "verified": False,
    }


def _runs_one_way(figures: Sequence[float]) -> bool:
    """Whether planned values only rise or only fall, and do not stay as they are."""
    if not figures or figures[0] == figures[-1]:
        return False
    return list(figures) in (sorted(figures), sorted(figures, reverse=True))


def _ask_agencies(
    tables: Sequence[DraftedTable], matcher: Matcher, catalogue: Catalogue, asking: Asking
) -> list[dict[str, str]]:
    """Lines of the city's agencies.csv: every name that the national list does not have so."""
    words = asking.language
    new = Choice(NEW, words.text("(an agency of this local government that is not listed)"))
    many = Choice(COLLECTIVE, words.text("(many agencies at once)"))
    named = list(_named_agencies(tables, matcher))
    names = dict(catalogue.agencies.names)
    names |= {match.code: match.name for match, _ in named if match.code}
    known = tuple(Choice(code, name) for code, name in names.items())
    taken = set(names)
    lines: list[dict[str, str]] = []
    for match, name in named:
        question = Question(
            AGENCIES,
            fold(name.printed),
            (name.printed, name.where),
            match.code or NEW,
            match.reason(words),
            _doubt(match),
            (new, many, *known),
        )
        code = asking.ask(question)
        if match.is_exact and code == match.code:
            continue
        is_own = code in (NEW, COLLECTIVE)
        collective = "true" if code == COLLECTIVE else ""
        if is_own:
            code = _own_code(name.printed, taken)
            taken.add(code)
        line = {"agency": code, "name": name.printed if is_own else names[code]}
        line |= {"spelling": name.printed, "meant": "", "collective": collective}
        lines.append(line | {"reference": words.text("Table {place}", place=name.first_place)})
    return lines


def _named_agencies(
    tables: Iterable[DraftedTable], matcher: Matcher
) -> Iterator[tuple[Proposal, PrintedName]]:
    """Each agency that a cell names, once, with all its places."""
    named: dict[str, tuple[Proposal, PrintedName]] = {}
    for table in tables:
        if table.kind == "unused":
            continue
        for at, _ in table.columns("agencies"):
            for number, row in enumerate(table.read.rows, start=1):
                if row.mark in ("group", "unplaced", "sentence") or not _is_name(row.cells[at]):
                    continue
                for match in matcher.agencies_of(row.cells[at]):
                    _, name = named.setdefault(
                        fold(match.printed), (match, PrintedName(match.printed))
                    )
                    name.places.append(f"{table.name}:{number}")
    yield from named.values()
