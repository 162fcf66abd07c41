"""The instrument of a city's own score sheet (LKE, PMPRB), where its weights are not the national.

A sheet that prints the whole index with weights is a tree: how its rows are numbered says what is
part of what. It is drafted where its parts sum to their wholes, and a person decides on it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.component_walk import ComponentWalk
from rapor.catalogue.headers import Vocabulary
from rapor.catalogue.instruments import ROOT, SUM_TOLERANCE, Instrument
from rapor.catalogue.names import fold, without_numbering
from rapor.catalogue.registers import Register
from rapor.ground.cells import read_cell
from rapor.ground.language import Language
from rapor.ingest.columns import SCORES
from rapor.ingest.review.questions import Asking, Choice, Question
from rapor.ingest.review.tables import SHEET, DraftedTable, place_of

OWN, NATIONAL = "own", "national"
_NUMBER = re.compile(r"^\(?(?P<number>[A-Z]|[IVX]+|[a-z]|\d+(?:\.\d+)*)(?:[.)]+\s*|\s+|$)")
_NOT_CODE = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 40
_FEWEST_PARTS = 3
_WHOLE = -1
"""Depth of the row that sums up the index, which has no number."""


@dataclass
class Part:
    """A row of a sheet as a component: how deep it stands, its name, weight, and path."""

    depth: int
    label: str
    weight: float | None
    path: str = ""

    @property
    def parent(self) -> str:
        """Path of the part that it belongs to; empty for the highest."""
        return self.path.rpartition("/")[0]


def ask_instrument(
    tables: Sequence[DraftedTable], catalogue: Catalogue, words_of_heads: Vocabulary, asking: Asking
) -> dict[str, Any]:
    """The entry of ``instrument.yaml`` for the first sheet that has weights of its own.

    Empty where there is none, or a person keeps the national instrument.
    """
    for table in tables:
        national = catalogue.instrument(table.entry.get("year") or 0)
        is_whole = table.kind in SCORES and not table.entry.get("component")
        parts = _parts(table, words_of_heads) if is_whole and national else []
        if national is None or not _are_new(parts, national):
            continue
        _name_paths(parts, national, catalogue.areas)
        if len({(part.parent, fold(part.label)) for part in parts}) < len(parts):
            continue  # two parts of one name cannot be told apart
        odd = list(_odd_sums(parts))
        if _ask(table, parts, odd, national, asking) == OWN:
            return _entry(table, parts, national, asking.language)
        return {}
    return {}


def _ask(
    table: DraftedTable,
    parts: Sequence[Part],
    odd: Sequence[str],
    national: Instrument,
    asking: Asking,
) -> str:
    """Whose weights count; with parts that do not sum to their whole the sheet's cannot."""
    words = asking.language
    own = words.text(
        "the local government's own, of this sheet ({count} components)", count=len(parts)
    )
    reason = words.text("its components and weights are not those of {code}", code=national.code)
    if odd:
        summed = words.text("parts do not sum to their whole: {parts}", parts="; ".join(odd))
        reason = f"{reason}; {summed}"
    choices = (Choice(OWN, own),) if not odd else ()
    return asking.ask(
        Question(
            SHEET,
            f"{table.name}:instrument",
            place_of(table, words.text("Instrument that its scores are of")),
            NATIONAL if odd else OWN,
            reason,
            "open",
            (*choices, Choice(NATIONAL, national.code)),
        )
    )


def _parts(table: DraftedTable, words_of_heads: Vocabulary) -> list[Part]:
    """The rows of a sheet as parts of a tree; none where a row has no place in it."""
    weight = next((at for at, _ in table.columns("weight")), None)
    label = next((at for at, _ in table.columns("label")), None)
    number = next((at for at, _ in table.columns("number")), None)
    if weight is None or label is None:
        return []
    parts: list[Part] = []
    forms: list[str] = []
    for place, row in enumerate(table.read.rows, start=1):
        counted = row.cells[number] if number is not None else ""
        name = row.cells[label] or counted
        if row.mark in ("unplaced", "sentence") or not name or words_of_heads.says("sums", name):
            continue
        form = _form(counted) or _form(name)
        if form:
            forms = forms[: forms.index(form) + 1] if form in forms else [*forms, form]
        elif place not in (1, len(table.read.rows)):
            return []
        depth = len(forms) - 1 if form else _WHOLE
        printed = read_cell(row.cells[weight], "comma").value
        parts.append(Part(depth, without_numbering(name), printed))
    return parts if len(parts) >= _FEWEST_PARTS else []


def _form(text: str) -> str:
    """How a row is numbered: by Roman numbers, letters, or numbers of one part or more."""
    match = _NUMBER.match(text)
    if match is None:
        return ""
    number = match["number"]
    if number[0].isdigit():
        return f"number {number.count('.')}"
    if re.fullmatch(r"[IVX]+", number):
        return "roman"
    return "capital" if number.isupper() else "letter"


def _are_new(parts: Sequence[Part], national: Instrument) -> bool:
    """Whether most rows are no component of an instrument, or weigh otherwise there."""
    walk = ComponentWalk(national)
    other = 0
    for part in parts:
        path = walk.component(part.label)
        known = national.components.get(path) if path else None
        weight = known.weight if known else None
        is_same = weight is not None and part.weight is not None
        other += not (is_same and abs((weight or 0) - (part.weight or 0)) <= SUM_TOLERANCE)
    return 2 * other > len(parts)


def _name_paths(parts: Sequence[Part], national: Instrument, areas: Register) -> None:
    """Give each part its path: by the national instrument's codes where it has the name."""
    above: list[str] = []
    taken: set[str] = set()
    for part in parts:
        above = above[: max(part.depth, 0)]
        within = f"{above[-1]}/" if above else ""
        base = ROOT if part.depth == _WHOLE else _code(part.label, within, national, areas)
        numbered = (f"{within}{base}{f'_{count}' if count else ''}" for count in range(len(parts)))
        part.path = next(path for path in numbered if path not in taken)
        taken.add(part.path)
        above += [part.path] if part.depth != _WHOLE else []
    for part in reversed(parts):
        if part.weight is None:
            part.weight = sum(each.weight or 0 for each in _own(part, parts))


def _code(label: str, within: str, national: Instrument, areas: Register) -> str:
    """The last code of a part's path: the national one of its name, its area's, else its words."""
    parent, name = within.rstrip("/"), set(fold(label).split())
    children = national.children(parent)
    longer = [part.path for part in children if name <= set(fold(part.label).split())]
    known = national.find(parent, label) or (longer[0] if len(longer) == 1 else "")
    code = known.rpartition("/")[2] if known else areas.find(label)
    words = _NOT_CODE.sub("_", fold(label))[:_LONGEST_CODE].strip("_")
    return code or (words if words[:1].isalpha() else f"part_{words}".rstrip("_"))


def _own(whole: Part, parts: Sequence[Part]) -> list[Part]:
    """The direct parts of a whole."""
    parent = "" if whole.path == ROOT else whole.path
    return [part for part in parts if part.path != ROOT and part.parent == parent]


def _odd_sums(parts: Sequence[Part]) -> Iterator[str]:
    """Each whole that its parts do not sum to, with both figures."""
    for whole in parts:
        own = [part.weight or 0 for part in _own(whole, parts)]
        if own and abs(sum(own) - (whole.weight or 0)) > SUM_TOLERANCE:
            yield f"{whole.label}: {sum(own):g} / {whole.weight:g}"


def _entry(
    table: DraftedTable, parts: Sequence[Part], national: Instrument, words: Language
) -> dict[str, Any]:
    """What ``instrument.yaml`` says: the sheet's tree, valid as long as the national one.

    It is called by the sheet's title: its weights are those of no regulation.
    """
    reference = f"{table.document.read.name}, {words.text('Table {place}', place=table.name)}"
    sourced = {"reference": reference, "verified": False}
    last = {"last_year": national.last_year} if national.last_year else {}
    bounds: dict[str, dict[str, float]] = {}
    for grade in national.grades:
        name = "from" if grade.closed else "above"
        name = "above_if_all_targets_met" if grade.needs_all_targets else name
        bounds.setdefault(name, {})[grade.letter] = grade.bound
    grades = {**bounds, "reference": national.grades_reference, "verified": False}
    return {
        "instrument": table.read.printed.title or reference,
        "first_year": national.first_year,
        **last,
        **sourced,
        "components": [
            {"path": part.path, "label": part.label, "weight": part.weight, **sourced}
            for part in parts
        ],
        **({"grades": grades} if bounds else {}),
    }
