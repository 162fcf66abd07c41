"""The answers of respondents as numbers: words of the questionnaire, figures, or nothing.

Several exports of one survey are read together. A row that stands twice is counted once; two rows
of one respondent that differ, and exports whose rows nothing tells apart, are refused.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from rapor.catalogue.names import fold, nearest
from rapor.catalogue.surveys import Questionnaire, SurveyRules
from rapor.ground.errors import Problems
from rapor.ground.tables.surveys import Answers
from rapor.request.respondents import Export, lines_of
from rapor.request.survey_columns import SurveyColumns

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")
_NUMBERED = re.compile(r"\(?([0-9]{1,2})\)?\s*[-.:=)]*\s+(\S.*)")
_NUMBER_BEHIND = re.compile(r"(.*\S)\s*[(=:]\s*([0-9]{1,2})\)?")
_LETTERED = re.compile(r"[A-Za-z][.)]\s+(\S.*)")
_EMPTY = ("", "-", "--", "n/a")
_WORDS_TOLD = 3


@dataclass
class Received:
    """What the exports of a survey say together, and what was left out."""

    answers: Answers
    rows: int
    repeated: int = 0
    unanswered: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """One export with what its columns are."""

    export: Export
    columns: SurveyColumns


def read_answers(
    parts: Sequence[Part], questionnaire: Questionnaire, rules: SurveyRules, problems: Problems
) -> Received:
    """The respondents of all exports, each once; notes every word that is no answer."""
    _refuse_same_file(parts, problems)
    groups = _groups(parts, rules)
    frames = [_respondents(part, questionnaire, groups, problems) for part in parts]
    frame = pd.concat(frames, ignore_index=True)
    received = Received(Answers(frame, tuple(questionnaire.elements), tuple(groups)), len(frame))
    received.notes += _unused(parts, rules)
    _once(frames, parts, received, rules, problems)
    frame = received.answers.frame
    answered = frame[list(questionnaire.elements)].notna().any(axis=1)
    received.unanswered = int((~answered).sum())
    for name in ("unit", "service", *groups):
        if name in frame:
            frame[name] = _one_spelling(frame[name], name, received.notes)
    kept = frame[answered].reset_index(drop=True)
    received.answers = Answers(kept, tuple(questionnaire.elements), tuple(groups))
    return received


def _refuse_same_file(parts: Sequence[Part], problems: Problems) -> None:
    digests = [part.export.digest for part in parts]
    for at, part in enumerate(parts):
        if part.export.digest in digests[:at]:
            first = parts[digests.index(part.export.digest)].export.name
            step = "leave one of them away"
            problems.add(part.export.name, f"the same file as {first}", "each export once", step)


def _groups(parts: Sequence[Part], rules: SurveyRules) -> list[str]:
    """Heads of the groups that every export has, and that are few enough to be groups."""
    heads = [head for head in parts[0].columns.heads("group")
             if all(head in part.columns.heads("group") for part in parts)]  # fmt: skip
    cells = {head: pd.concat([part.export.rows[head] for part in parts]) for head in heads}
    return [head for head in heads if cells[head].nunique() <= rules.most_members]


def _unused(parts: Sequence[Part], rules: SurveyRules) -> list[str]:
    used = _groups(parts, rules)
    notes = []
    for head in parts[0].columns.heads("group"):
        if head not in used:
            reason = f"more than {rules.most_members} values, or not in every export"
            notes.append(f"column {head[:80]!r} is not used as a group: {reason}")
    for part in parts:
        left = [head for head in part.columns.heads("unused") if head not in part.columns.decided]
        if left:
            names = ", ".join(repr(head[:60]) for head in left)
            notes.append(f"{part.export.name}: not used: {names}")
    return notes


def _respondents(
    part: Part, questionnaire: Questionnaire, groups: Sequence[str], problems: Problems
) -> pd.DataFrame:
    """One export as a frame of ``Answers``, with ``key`` telling respondents apart.

    The key is empty where neither an id nor a time tells them.
    """
    rows, columns = part.export.rows, part.columns
    frame = pd.DataFrame({"row": rows.index, "file": part.export.name})
    for code in questionnaire.elements:
        head = next(iter(columns.heads(code)), None)
        if head is not None:
            frame[code] = _numbers(part, head, code, questionnaire, problems)
    for role in ("unit", "service"):
        heads = columns.heads(role)
        if len(heads) > 1:
            found = f"{len(heads)} columns of {role}s: {', '.join(map(repr, heads))}"
            problems.add(part.export.name, found, "one", "say in the survey's file which it is")
        elif heads:
            frame[role] = rows[heads[0]].to_numpy()
    for head in groups:
        frame[head] = rows[head].to_numpy()
    ids = columns.heads("id")
    if ids:
        frame["key"] = rows[ids[0]].to_numpy()
    elif columns.heads("time"):
        frame["key"] = rows.agg("\x1f".join, axis=1).to_numpy()
    else:
        frame["key"] = ""
    return frame


def _numbers(
    part: Part, head: str, code: str, questionnaire: Questionnaire, problems: Problems
) -> "pd.Series[float]":
    """The answers of a column; a cell that is no answer is noted with its rows, and left empty."""
    words = _words(code, questionnaire, part.columns)
    empty = {fold(word) for word in (*part.columns.empty, *_EMPTY)}
    cells = part.export.rows[head]
    read: dict[str, float | None] = {}
    wrong: list[str] = []
    for cell in cells.unique():
        if not cell or fold(cell) in empty:
            read[cell] = None
            continue
        read[cell] = _number(cell, words)
        if read[cell] is None:
            wrong.append(cell)
    if wrong:
        _tell_wrong(part, head, wrong, words, problems)
    return cells.map(read).astype(float).reset_index(drop=True)


def _words(code: str, questionnaire: Questionnaire, columns: SurveyColumns) -> dict[str, int]:
    """Numbers by the words that stand for them: the form's own, the element's, then any's."""
    words: dict[str, int] = {}
    for answers in (*questionnaire.words, questionnaire.elements[code].answers):
        words |= {fold(word): questionnaire.low + at for at, word in enumerate(answers)}
    return words | {fold(word): value for word, value in columns.answers.items()}


def _number(cell: str, words: Mapping[str, int]) -> float | None:
    """The number that an answer stands for; None where it is none, or says two things."""
    word = fold(cell.replace("_", " "))
    if word in words:
        return float(words[word])
    if _NUMBER.fullmatch(cell):
        return float(cell.replace(",", "."))
    if lettered := _LETTERED.fullmatch(cell):
        return _number(lettered.group(1), words)
    for match, number, text in (
        (_NUMBERED.fullmatch(cell), 1, 2),
        (_NUMBER_BEHIND.fullmatch(cell), 2, 1),
    ):
        if match:
            worth = words.get(fold(match.group(text)))
            value = float(match.group(number))
            return value if worth is None or worth == value else None
    return None


def _tell_wrong(
    part: Part, head: str, wrong: list[str], words: Mapping[str, int], problems: Problems
) -> None:
    cells = part.export.rows[head]
    rows = [int(row) for row in cells.index[cells.isin(wrong)]]
    shown = ", ".join(repr(cell[:40]) for cell in wrong[:_WORDS_TOLD])
    more = f" and {len(wrong) - _WORDS_TOLD} other words" if len(wrong) > _WORDS_TOLD else ""
    like = nearest(wrong[0], words, 1)
    step = "say under 'answers' of the survey's file what it stands for, or under 'empty' that it"
    step += " is no answer" + (f"; the nearest to the first is {like[0]!r}" if like else "")
    where = f"{part.export.name} column {head[:80]!r}"
    found = f"{shown}{more} in {len(rows)} rows: {lines_of(rows)}"
    problems.add(where, found, f"a number, or one of {', '.join(list(words)[-4:])}", step)


def _once(
    frames: Sequence[pd.DataFrame],
    parts: Sequence[Part],
    received: Received,
    rules: SurveyRules,
    problems: Problems,
) -> None:
    """Count a row that stands twice once; refuse what cannot be told apart."""
    frame = received.answers.frame
    known = frame["key"] != ""
    contents = [name for name in frame.columns if name not in ("row", "file")]
    again = known & frame.duplicated(contents)
    received.repeated = int(again.sum())
    frame["times"] = frame.groupby(contents, dropna=False)["row"].transform("size").where(known, 1)
    differing = frame[known & ~again]
    differing = differing[differing.duplicated("key", keep=False)]
    if len(differing):
        rows = [int(row) for row in differing["row"]]
        found = f"rows of one respondent that differ: {lines_of(rows)}"
        step = "keep the row that holds, in a copy of the export"
        problems.add(", ".join(sorted(set(differing["file"]))), found, "a row a respondent", step)
    _refuse_contained(frames, parts, rules.least, problems)
    received.answers = Answers(
        frame[~again].reset_index(drop=True), received.answers.elements, received.answers.groups
    )


def _refuse_contained(
    frames: Sequence[pd.DataFrame], parts: Sequence[Part], least: int, problems: Problems
) -> None:
    """Without id and time, an export all of whose rows stand in another is the same survey."""
    counted = [
        Counter(frame.drop(columns=["row", "file"]).fillna(-1).itertuples(index=False, name=None))
        for frame in frames
    ]
    for at, rows in enumerate(counted):
        for other, larger in enumerate(counted):
            same = at != other and rows <= larger and (rows != larger or at > other)
            if same and rows.total() >= least and (frames[at]["key"] == "").all():
                names = parts[at].export.name, parts[other].export.name
                found = f"all its rows stand in {names[1]} too, and neither id nor time tells them"
                step = "give one of the exports, or exports with the column of ids"
                problems.add(names[0], found, "each respondent once", step)


def _one_spelling(cells: "pd.Series[str]", name: str, notes: list[str]) -> "pd.Series[str]":
    """Names that differ in case and punctuation as one: as most rows write it."""
    counts = Counter(cells)
    chosen: dict[str, str] = {}
    for cell in sorted(counts, key=lambda cell: (-counts[cell], cell)):
        chosen.setdefault(fold(cell), cell.strip())
    joined = len({cell.strip() for cell in counts}) - len(set(chosen.values()))
    if joined:
        notes.append(f"{name}: {joined} other spellings were taken as the same name")
    return cells.map(lambda cell: chosen[fold(cell)])
