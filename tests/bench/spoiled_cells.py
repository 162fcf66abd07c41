"""What goes wrong in one cell when a table is copied by hand: the text that comes of it.

Some take a source of chance; each gives the cell back where it has nothing of the kind to spoil.
"""

import random
import re
from collections.abc import Callable

NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def value_of(cell: str) -> tuple[float | None, str]:
    """What a cell says: its first number, and what stands around it."""
    number = NUMBER.search(cell)
    value = float(number[0].replace(",", ".")) if number else None
    return value, NUMBER.sub("", cell, count=1)


def _in_number(cell: str, change: Callable[[str], str]) -> str:
    return NUMBER.sub(lambda found: change(found[0]), cell, count=1)


def double_digit(cell: str, chance: random.Random) -> str:
    """``75`` becomes ``775`` or ``755``."""

    def change(number: str) -> str:
        place = chance.choice([at for at, sign in enumerate(number) if sign.isdigit()])
        return number[: place + 1] + number[place:]

    return _in_number(cell, change)


def drop_digit(cell: str, chance: random.Random) -> str:
    """``75`` becomes ``7`` or ``5``; a number of one digit stays."""

    def change(number: str) -> str:
        digits = [at for at, sign in enumerate(number) if sign.isdigit()]
        place = chance.choice(digits)
        rest = number[:place] + number[place + 1 :]
        return rest if len(digits) > 1 and NUMBER.fullmatch(rest) else number

    return _in_number(cell, change)


def move_decimal(cell: str, _: random.Random) -> str:
    """``3,14`` becomes ``31,4``."""

    def change(number: str) -> str:
        moved = re.sub(r"([.,])([0-9])", r"\2\1", number, count=1)
        return moved.rstrip(".,") if moved[-1] in ".," else moved

    return _in_number(cell, change)


def lose_unit(cell: str, _: random.Random) -> str:
    """``75%`` becomes ``75``."""
    found = NUMBER.search(cell)
    return found[0] if found else cell


def change_weight(cell: str, chance: random.Random) -> str:
    """A weight becomes a half, a quarter or once more as large."""

    def change(number: str) -> str:
        return f"{float(number.replace(',', '.')) * chance.choice([0.5, 1.25, 2]):.2f}"

    return _in_number(cell, change)


def lose_sign(cell: str, _: random.Random) -> str:
    """``>90%`` becomes ``90%``."""
    return re.sub(r"^\s*[<>≥≤]=?\s*", "", cell)


def change_unit(cell: str, _: random.Random) -> str:
    """``75%`` becomes ``75``, and ``75`` becomes ``75%``."""
    return cell.replace("%", "").strip() if "%" in cell else f"{cell}%"


def misread_digit(cell: str, chance: random.Random) -> str:
    """``171`` becomes ``17l``, as recognising letters leaves it."""
    letters = {"0": "O", "1": "l", "5": "S", "8": "B"}
    places = [at for at, sign in enumerate(cell) if sign in letters]
    if not places:
        return cell
    place = chance.choice(places)
    return cell[:place] + letters[cell[place]] + cell[place + 1 :]


def turn_sign(cell: str, _: random.Random) -> str:
    """``>90%`` becomes ``<90%``."""
    return cell.translate(str.maketrans("<>≤≥", "><≥≤"))


def other_mark(cell: str, _: random.Random) -> str:
    """``3,14`` becomes ``314`` where its mark is lost."""
    return _in_number(cell, lambda number: re.sub(r"[.,]", "", number, count=1))
