"""Goals and change areas: one name for each, and each named where it belongs."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise

import pandas as pd

from rapor.catalogue.names import fold
from rapor.catalogue.raw import RawTable
from rapor.validate.evidence import Evidence, Row
from rapor.validate.rule import Rule, about, view_of, within
from rapor.validate.rules.printing import whole_table
from rapor.validate.rules.rows import items_of, place_of
from rapor.validate.rules.titles import apart, texts_of, words_of

_GOAL_NUMBER = re.compile(r"sasaran\b.*?\b0*([1-9])\b")
_AREA = re.compile(r"\barea ((?:[a-z]+ ?){1,3})")
_WHOLE_WORD = re.compile(r"\w{4,}")


def goal_names(evidence: Evidence) -> pd.DataFrame:
    """One row a goal: by how many ``names`` the document prints it.

    Words that several goals share, such as *birokrasi*, name none of them.
    """
    register, words_of_goals = evidence.catalogue.goals, _own_words(evidence)
    printed: dict[str, list[tuple[frozenset[str], Row]]] = {}
    for place in _goals_printed(evidence):
        goal = register.find(place["printed"]) or ""
        words = frozenset(words_of(place["printed"])) & words_of_goals.get(goal, frozenset())
        named = printed.setdefault(goal, [])
        if words and not any(words <= other or other <= words for other, _ in named):
            named.append((words, place))
    rows = []
    for goal, named in printed.items():
        if goal and named:
            first, *others = [{**place, "label": register.names[goal]} for _, place in named]
            rows.append(apart(evidence, first, others) | {"names": len(named)})
    return view_of(rows, "names")


def _goals_printed(evidence: Evidence) -> Iterator[Row]:
    """Each cell and heading that is the name of a goal."""
    register = evidence.catalogue.goals
    for table in evidence.raw.values():
        column = table.spec.column("goal")
        for row in table.rows:
            cells = row.cells if row.mark == "group" else {column: row.cells.get(column or "", "")}
            for name, cell in cells.items():
                if name and cell and register.find(cell):
                    yield place_of(table, row, name, cell)


def goal_headings(evidence: Evidence) -> pd.DataFrame:
    """One row a heading that numbers a goal and gives it a title: whether it is ``another``'s."""
    register = evidence.catalogue.goals
    letters = int(evidence.bound("goal_heading_differs", "letters"))
    stems_of_goals = {goal: _stems(words, letters) for goal, words in _own_words(evidence).items()}
    rows = []
    for table in evidence.raw.values():
        for row in table.rows:
            cells = [(name, cell) for name, cell in row.cells.items() if cell]
            if row.mark != "group" or len(cells) < 2 or not _GOAL_NUMBER.match(fold(cells[0][1])):
                continue
            goal = register.find(cells[0][1])
            if goal is None:
                continue
            name, title = cells[1]
            stems = _stems(words_of(title), letters)
            others = [
                code for code in stems_of_goals if code != goal and stems & stems_of_goals[code]
            ]
            another = bool(others) and not stems & stems_of_goals.get(goal, set())
            place = place_of(table, row, name, register.names[goal])
            expected = register.names[others[0]] if another else ""
            rows.append(about(evidence, place, expected=expected, another=int(another)))
    return view_of(rows, "another")


def goal_order(evidence: Evidence) -> pd.DataFrame:
    """One row a table that numbers its goals in headings: how many do not follow (``astray``).

    Numbers go up one by one, and begin again at the first for the next part of a table. A number
    that no heading of the table has is left out of it, and never due.
    """
    rows = []
    for table in evidence.raw.values():
        headed = list(_numbers_of_goals(table))
        numbers = sorted(set(headed))
        due = dict(pairwise([*numbers, *numbers[:1]]))
        astray = sum(number not in (before, due[before]) for before, number in pairwise(headed))
        if numbers:
            place = {**whole_table(table.spec), "printed": ", ".join(map(str, headed))}
            rows.append(about(evidence, place, astray=astray))
    return view_of(rows, "astray")


def _numbers_of_goals(table: RawTable) -> Iterator[int]:
    for row in table.rows:
        title = next(filter(None, row.cells.values()), "")
        numbered = _GOAL_NUMBER.match(fold(title))
        if row.mark == "group" and numbered:
            yield int(numbered[1])


def other_goals(evidence: Evidence) -> pd.DataFrame:
    """One row an item of a table about one goal that names an area: whether that is ``another``'s.

    An area is a goal's where a word of it is of the family of the goal's own words.
    """
    register = evidence.catalogue.goals
    letters = int(evidence.bound("other_goal_named", "letters"))
    stems_of_goals = {goal: _stems(words, letters) for goal, words in _own_words(evidence).items()}
    rows = []
    for table in evidence.raw.values():
        goal = table.spec.goal
        for place in _items(table) if goal in stems_of_goals else ():
            area = _AREA.search(fold(place["printed"]))
            if area:
                stems = _stems(words_of(area[1]), letters)
                others = [code for code, theirs in stems_of_goals.items() if stems & theirs]
                another = bool(others) and goal not in others
                shown = {**place, "label": register.names[goal]}
                expected = register.names[others[0]] if another else ""
                rows.append(about(evidence, shown, expected=expected, another=int(another)))
    return view_of(rows, "another")


def _items(table: RawTable) -> Iterator[Row]:
    """Each item of each cell of a table and its headings, without its number and the stop."""
    for row in table.rows:
        for column, cell in row.cells.items():
            for item in items_of(cell):
                yield {**place_of(table, row, column, ""), "printed": item}


def area_names(evidence: Evidence) -> pd.DataFrame:
    """One row an area: by how many ``names`` the tables print it that are two, the rarer first.

    Names are where they share no word, or where only a joining word tells them apart: of
    *Penataan dan Tata Laksana* it makes two things. Abbreviations and single words are none.
    """
    names: dict[str, dict[str, list[Row]]] = {}
    for area, place in _areas_printed(evidence):
        names.setdefault(area, {}).setdefault(fold(place["printed"]), []).append(place)
    joining = evidence.catalogue.rules["area_name_differs"].words
    rows = []
    for printed in names.values():
        agreeing = {
            name: sum(
                len(places)
                for other, places in printed.items()
                if not _are_two(name, other, joining)
            )
            for name in printed
        }
        rarest_first = sorted(printed, key=agreeing.__getitem__)
        pairs = (pair for pair in combinations(rarest_first, 2) if _are_two(*pair, joining))
        rarer, *usual = (printed[name][0] for name in next(pairs, rarest_first[:1]))
        rows.append(apart(evidence, rarer, usual) | {"names": 1 + len(usual)})
    return view_of(rows, "names")


def _areas_printed(evidence: Evidence) -> Iterator[tuple[str, Row]]:
    """Each item of a cell that is the name of an area in two whole words or more."""
    register = evidence.catalogue.areas
    for table in evidence.raw.values():
        for place in _items(table):
            area = register.find(place["printed"])
            if area and len(_WHOLE_WORD.findall(place["printed"])) > 1:
                yield area, {**place, "label": register.names[area]}


def _are_two(name: str, other: str, joining: Container[str]) -> bool:
    """Whether two names of one area share no word, or only a joining word tells them apart."""
    both = [text.split() for text in (name, other)]
    mine, theirs = ([word for word in words if word not in joining] for words in both)
    joined = [len(words) for words in both] != [len(mine), len(theirs)]
    letters, others = "".join(mine), "".join(theirs)
    shared = any(word in others for word in mine) or any(word in letters for word in theirs)
    return not shared or (joined and mine == theirs and both[0] != both[1])


def other_areas(evidence: Evidence) -> pd.DataFrame:
    """One row a text of a table about one area: whether it names ``another`` in its place.

    Only tables that name their own area in most of the texts that name one.
    """
    register = evidence.catalogue.areas
    names: dict[str, list[str]] = {}
    for spelling, code in register.spellings.items():
        if len(spelling.split()) > 1:
            names.setdefault(code, []).append(spelling)
    rows = []
    for table in evidence.raw.values():
        if table.spec.area not in names:
            continue
        named = [(place, _areas(place["printed"], names)) for place in texts_of(table)]
        naming = [(place, codes) for place, codes in named if codes]
        of_area = [place for place, codes in naming if table.spec.area in codes]
        if len(of_area) * 2 <= len(naming):
            continue
        for place, codes in naming:
            another = "" if table.spec.area in codes else min(codes)
            rows.append(
                about(
                    evidence,
                    {**place, "label": register.names[table.spec.area]},
                    expected=register.names.get(another, ""),
                    another=int(bool(another)),
                )
            )
    return view_of(rows, "another")


def _areas(text: str, names: dict[str, list[str]]) -> set[str]:
    spoken = f" {fold(text)} "
    return {code for code, known in names.items() if any(f" {name} " in spoken for name in known)}


def _own_words(evidence: Evidence) -> dict[str, frozenset[str]]:
    """The words of each goal's names that no other goal of the document has.

    Goals of other rules, which the document does not name, take no word from its own.
    """
    register = evidence.catalogue.goals
    named = {register.find(place["printed"]) for place in _goals_printed(evidence)}
    named |= {table.spec.goal for table in evidence.raw.values()}
    words: dict[str, set[str]] = {code: set() for code in register.names if code in named}
    for spelling, code in register.spellings.items():
        if code in words:
            words[code] |= set(words_of(spelling))
    return {
        code: frozenset(mine - set().union(*(words[other] for other in words if other != code)))
        for code, mine in words.items()
    }


def _stems(words: Sequence[str] | frozenset[str], letters: int) -> set[str]:
    """The letters that words of one family share: ``akuntabel``, ``akuntabilitas``."""
    return {word[:letters] for word in words}


RULES = (
    Rule("goal_name_differs", goal_names, within("names", high=1)),
    Rule("goal_heading_differs", goal_headings, within("another", high=0), bounds=("letters",)),
    Rule("goal_out_of_order", goal_order, within("astray", high=0)),
    Rule("other_goal_named", other_goals, within("another", high=0), bounds=("letters",)),
    Rule("area_name_differs", area_names, within("names", high=1), words=True),
    Rule("other_area_named", other_areas, within("another", high=0)),
)
