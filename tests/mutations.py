"""Slips of people who edit text files: a line lost, a word misspelt, a type changed, a sign left.

A mutation is made from a seed alone, so that what one of them showed can be made again.
"""

import random
import re
from collections.abc import Callable

Mutation = Callable[[list[str], random.Random], str]
"""Changes the lines of a file in place and says what it did."""

_WORD = re.compile(r"[A-Za-z_]{3,}")
_FIGURE = re.compile(r"[0-9][0-9.,]*")
SIGNS = (
    "\t",
    ";",
    '"',
    "'",
    "\u202e",
    "\u200b",
    "\x07",
    "\x00",
    ":",
    "#",
    "{",
    "[",
    "&a ",
    "*a",
    "- ",
    "%",
    "|",
)
VALUES = (
    "NaN", "true", "null", "2026-11-23", "!!set {a}", "[]", "{}", "3.20", "-1", "1e99", "''", "~",
    "0x1F", "1_000", "12:30:45", "=1+1", "é", "no", "\U0001f600",
)  # fmt: skip


def _line(lines: list[str], chance: random.Random) -> int:
    return chance.randrange(len(lines))


def delete(lines: list[str], chance: random.Random) -> str:
    """Lose a line."""
    number = _line(lines, chance)
    return f"line {number + 1} deleted: {lines.pop(number)!r}"


def double(lines: list[str], chance: random.Random) -> str:
    """Write a line twice."""
    number = _line(lines, chance)
    lines.insert(number, lines[number])
    return f"line {number + 1} doubled: {lines[number]!r}"


def swap(lines: list[str], chance: random.Random) -> str:
    """Let two lines change places."""
    first, other = _line(lines, chance), _line(lines, chance)
    lines[first], lines[other] = lines[other], lines[first]
    return f"lines {first + 1} and {other + 1} swapped"


def misspell(lines: list[str], chance: random.Random) -> str:
    """Let two letters of a word change places, or double one."""
    number = _line(lines, chance)
    if not (words := list(_WORD.finditer(lines[number]))):
        return ""
    word = chance.choice(words)
    at = word.start() + chance.randrange(len(word[0]) - 1)
    line = lines[number]
    lines[number] = line[:at] + line[at + 1] + line[at] + line[at + 2 :]
    return f"line {number + 1}: {line!r} -> {lines[number]!r}" if lines[number] != line else ""


def retype(lines: list[str], chance: random.Random) -> str:
    """Put something else in the place of a value: behind a colon, or between commas."""
    number = _line(lines, chance)
    line = lines[number]
    value = chance.choice(VALUES)
    if ": " in line:
        lines[number] = f"{line.partition(': ')[0]}: {value}"
    elif "," in line:
        cells = line.split(",")
        cells[chance.randrange(len(cells))] = value
        lines[number] = ",".join(cells)
    else:
        return ""
    return f"line {number + 1}: {line!r} -> {lines[number]!r}"


def add_sign(lines: list[str], chance: random.Random) -> str:
    """Leave a sign somewhere."""
    number = _line(lines, chance)
    line, sign = lines[number], chance.choice(SIGNS)
    at = chance.randrange(len(line) + 1)
    lines[number] = line[:at] + sign + line[at:]
    return f"line {number + 1}: {sign!r} in {line!r}"


def drop_sign(lines: list[str], chance: random.Random) -> str:
    """Lose a quote, a colon, a comma, a bracket or an indent."""
    number = _line(lines, chance)
    line = lines[number]
    places = [
        at for at, sign in enumerate(line) if sign in "\"':,[]{}-" or (at == 0 and sign == " ")
    ]
    if not places:
        return ""
    at = chance.choice(places)
    lines[number] = line[:at] + line[at + 1 :]
    return f"line {number + 1}: {line[at]!r} lost in {line!r}"


def change_figure(lines: list[str], chance: random.Random) -> str:
    """Change a figure: a word, a letter, quotes, another year."""
    number = _line(lines, chance)
    if not (figures := list(_FIGURE.finditer(lines[number]))):
        return ""
    figure = chance.choice(figures)
    new = chance.choice(("l7", "baik", f"'{figure[0]}'", "99999", f"-{figure[0]}", "", "١٢"))
    line = lines[number]
    lines[number] = line[: figure.start()] + new + line[figure.end() :]
    return f"line {number + 1}: {figure[0]!r} -> {new!r} in {line!r}"


def cut(lines: list[str], chance: random.Random) -> str:
    """Lose the end of the file."""
    number = _line(lines, chance)
    del lines[number:]
    return f"cut at line {number + 1}"


def conflict(lines: list[str], chance: random.Random) -> str:
    """Leave a merge unresolved."""
    number = _line(lines, chance)
    lines[number : number + 1] = ["<<<<<<< HEAD", lines[number], "=======", "x", ">>>>>>> other"]
    return f"conflict at line {number + 1}"


MUTATIONS: tuple[Mutation, ...] = (
    delete, double, swap, misspell, retype, add_sign, drop_sign, change_figure, cut, conflict,
)  # fmt: skip
WHOLE = ("utf-16", "cp1252", "crlf", "semicolons", "tabs", "empty", "sep")
"""What another program may make of a whole file."""


def mutated(content: str, chance: random.Random) -> tuple[bytes, str]:
    """The content with one slip in it, and what it was."""
    if chance.random() < 0.03:
        return _as_a_whole(content, chance.choice(WHOLE))
    for _ in range(50):
        lines = content.splitlines()
        mutation = chance.choice(MUTATIONS)(lines, chance) if lines else ""
        if mutation:
            return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"), mutation
    return content.encode(), "nothing"


def _as_a_whole(content: str, how: str) -> tuple[bytes, str]:
    if how in ("utf-16", "cp1252"):
        return content.encode(how, "replace"), how
    changed = {
        "crlf": content.replace("\n", "\r\n"),
        "semicolons": content.replace(",", ";"),
        "tabs": content.replace(",", "\t"),
        "empty": "",
        "sep": f"sep=,\n{content}",
    }
    return changed[how].encode(), how
