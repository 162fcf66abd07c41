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
_KEY = re.compile(r"(\s*(?:- )?)([\w\"]+)(:.*)")
_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
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


def move(lines: list[str], chance: random.Random) -> str:
    """Move a line to another block."""
    number = _line(lines, chance)
    line = lines.pop(number)
    lines.insert(chance.randrange(len(lines) + 1), line)
    return f"line {number + 1} moved to {lines.index(line) + 1}: {line!r}"


def swap_keys(lines: list[str], chance: random.Random) -> str:
    """Let the names of two fields that follow each other change places."""
    number = chance.randrange(max(len(lines) - 1, 1))
    pairs = [_KEY.match(line) for line in lines[number : number + 2]]
    if len(pairs) < 2 or not (pairs[0] and pairs[1]):
        return ""
    (_, key, value), (_, other, below) = pairs[0].groups(), pairs[1].groups()
    lines[number] = f"{pairs[0][1]}{other}{value}"
    lines[number + 1] = f"{pairs[1][1]}{key}{below}"
    return f"line {number + 1}: keys {key} and {other} swapped"


def swap_cells(lines: list[str], chance: random.Random) -> str:
    """Put a cell beside or below where it belongs, and that one in its place."""
    number = _line(lines, chance)
    cells = lines[number].split(",")
    column, other = chance.randrange(len(cells)), number + chance.randrange(2)
    below = lines[other].split(",") if other < len(lines) else []
    beside = column if other > number else column + 1
    if len(cells) < 2 or beside >= len(below) or cells[column] == below[beside]:
        return ""
    below = cells if other == number else below
    cells[column], below[beside] = below[beside], cells[column]
    lines[number], lines[other] = ",".join(cells), ",".join(below)
    return f"lines {number + 1} and {other + 1}: cells {column + 1} and {beside + 1} swapped"


def unlist(lines: list[str], chance: random.Random) -> str:
    """Write the first item of a list in its place."""
    return _replaced(lines, chance, re.compile(r"\[([^],]*)[^]]*\]"), lambda held: held[1])


def quote(lines: list[str], chance: random.Random) -> str:
    """Put a figure, or a whole value, in quotes."""
    return _replaced(
        lines, chance, re.compile(r"(?<=: )[^ \[{].*|[0-9.]+"), lambda held: f'"{held[0]}"'
    )


def indent(lines: list[str], chance: random.Random) -> str:
    """Set a line one blank too far to the left or right."""
    number = _line(lines, chance)
    line = lines[number]
    lines[number] = line[1:] if line.startswith(" ") and chance.random() < 0.5 else f" {line}"
    return f"line {number + 1} from {line!r} to {lines[number]!r}"


def double_key(lines: list[str], chance: random.Random) -> str:
    """Give a field twice, the second time with another value of the file."""
    number, other = _line(lines, chance), _line(lines, chance)
    field, value = _KEY.match(lines[number]), _KEY.match(lines[other])
    if not field or not value or not value[3].strip(": "):
        return ""
    lines.insert(number + 1, f"{field[1]}{field[2]}{value[3]}")
    return f"line {number + 1}: {field[2]} twice, then {value[3]!r}"


def other_code(lines: list[str], chance: random.Random) -> str:
    """Put a code of the file in the place of another one, of whatever kind."""
    codes = sorted({code for line in lines for code in _CODE.findall(line)})
    new = chance.choice(codes) if codes else ""
    return _replaced(lines, chance, _CODE, lambda held: new if held[0] != new else "")


def other_date(lines: list[str], chance: random.Random) -> str:
    """Write a date as people write dates."""
    forms = (
        "{2}/{1}/{0}",
        "{2}-{1}-{0}",
        "{0}/{1}/{2}",
        "{1}/{2}/{0}",
        "{2} Januari {0}",
        "{0}-{2}-{1}",
    )
    form = chance.choice(forms)
    return _replaced(lines, chance, _DATE, lambda held: form.format(*held.groups()))


def letters_for_digits(lines: list[str], chance: random.Random) -> str:
    """Type O for 0, l for 1, or a comma for a point."""
    sign, new = chance.choice((("0", "O"), ("1", "l"), (".", ","), (",", "."), ("5", "S")))
    pattern = re.compile(f"(?<=[0-9]){re.escape(sign)}|{re.escape(sign)}(?=[0-9])")
    return _replaced(lines, chance, pattern, lambda _: new)


def trail(lines: list[str], chance: random.Random) -> str:
    """Leave a comma, a blank or a colon at the end of a line."""
    number, sign = _line(lines, chance), chance.choice((",", ", ", " ", ":", ";", "."))
    lines[number] += sign
    return f"line {number + 1} ends with {sign!r}: {lines[number]!r}"


def other_year(lines: list[str], chance: random.Random) -> str:
    """Write a year beyond the period, or one whose digits have changed places."""
    year = chance.choice(("2035", "2002", ""))
    pattern = re.compile(r"20([0-9])([0-9])")
    return _replaced(lines, chance, pattern, lambda held: year or f"20{held[2]}{held[1]}")


def _replaced(
    lines: list[str],
    chance: random.Random,
    pattern: re.Pattern[str],
    new: Callable[[re.Match[str]], str],
) -> str:
    """Replace one place of a line that has the pattern; what was done, empty for nothing."""
    number = _line(lines, chance)
    line = lines[number]
    places = list(pattern.finditer(line))
    held = chance.choice(places) if places else None
    put = new(held) if held else ""
    if not held or not put or put == held[0]:
        return ""
    lines[number] = line[: held.start()] + put + line[held.end() :]
    return f"line {number + 1}: {held[0]!r} -> {put!r} in {line!r}"


MUTATIONS: tuple[Mutation, ...] = (
    delete, double, swap, misspell, retype, add_sign, drop_sign, change_figure, cut, conflict,
    move, swap_keys, swap_cells, unlist, quote, indent, double_key, other_code, other_date,
    letters_for_digits, trail, other_year,
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
