"""Whose report it is: ``brand.yaml`` of a project or a city, as every writer takes it.

One file for the project (``data/reference/brand.yaml``) holds what a firm is: name, logo,
colours. A city's own (``data/raw/<city>/brand.yaml``) holds what differs there and from year to
year: letter number, signature, state. Without either a report looks as the house does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rapor.ground.errors import Problems
from rapor.ground.files import read_yaml
from rapor.ground.paths import Home
from rapor.ground.places import Day
from rapor.ground.shape import Fields, MapOf, Text, Words
from rapor.write.brand_files import Logo, read_logo, read_typeface
from rapor.write.colours import PAPER, SHAPE_CONTRAST, TEXT_CONTRAST, contrast, mixed
from rapor.write.fonts import FAMILY, Typeface

FILE = "brand.yaml"
DRAFT, FINAL = "draft", "final"
STATES = (DRAFT, FINAL)
_COLOUR = Text(pattern="#[0-9a-fA-F]{6}", form="a colour such as '#0b5563', in quotes")
SIGNATURE = Fields(
    fields={
        "place": Words(meaning="where it is signed"),
        "date": Day(meaning="when it is signed"),
        "role": Words(meaning="office of who signs"),
        "name": Words(meaning="name of who signs, as it is to be printed"),
        "number": Words(letters=0, meaning="number of who signs, such as 'NIP 19…'"),
    },
    needed=("role", "name"),
)
_OF_YEAR = {
    "letter": Words(letters=0, meaning="number of the letter that the report goes with"),
    "state": Text(words=STATES, meaning="draft marks every page"),
    "signature": SIGNATURE,
}
SHAPE = Fields(
    fields={
        "name": Words(meaning="of the firm or office that writes the report"),
        "author": Words(meaning="who wrote it"),
        "address": Words(meaning="postal address, in one line or several"),
        "logo": Text(
            pattern=r"[\w.-]+\.(png|jpe?g|svg)",
            form="the name of a .png, .jpg or .svg file beside this one",
        ),
        "colours": Fields(fields={"accent": _COLOUR, "second": _COLOUR}, needed=("accent",)),
        "font": Text(
            pattern=r"[\w .-]{1,60}",
            form="the name of a family of typefaces",
            meaning="asked of the reader's programs; without font_files, PDF and charts keep ours",
        ),
        "font_files": Fields(
            fields={
                weight: Text(
                    pattern=r"[\w .-]+\.(ttf|otf)",
                    form="the name of a .ttf or .otf file beside this one",
                )
                for weight in ("regular", "bold")
            },
            needed=("regular", "bold"),
        ),
        **_OF_YEAR,
        "years": MapOf(
            key=Text(
                pattern=r"20[0-9]{2}(-semester-[12])?", form="a year such as '2023', in quotes"
            ),
            entry=Fields(fields=_OF_YEAR),
            each="years",
            called="year",
        ),
    },
)


@dataclass(frozen=True)
class Brand:
    """What a report takes from ``brand.yaml``; empty is what is not given there.

    ``accent`` is for structure and the first of several shapes, ``second`` for the other ones.
    """

    name: str = ""
    author: str = ""
    address: str = ""
    letter: str = ""
    state: str = ""
    font: str = ""
    accent: str = "#0b5563"
    given_second: str = ""
    logo: Logo | None = None
    typeface: Typeface | None = None
    signature: tuple[tuple[str, str], ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether there is any brand but the house's."""
        return self != HOUSE

    @property
    def is_draft(self) -> bool:
        """Whether every page is to be marked as a draft."""
        return self.state == DRAFT

    @cached_property
    def second(self) -> str:
        """The colour of the second of two shapes."""
        return self.given_second or (
            "#7fa9b1" if self.accent == "#0b5563" else mixed(self.accent, PAPER, 0.5)
        )

    @cached_property
    def tint(self) -> str:
        """The ground of heads, on which ink is read."""
        return "#e6eeef" if self.accent == "#0b5563" else mixed(self.accent, PAPER, 0.9)

    @property
    def typeface_told(self) -> str:
        """Where the family asked for is not set, and what is used instead; else empty."""
        if self.typeface:
            lacks = " ".join(self.typeface.lacks)
            told = f"{FILE}: {self.typeface.family} has no {lacks}: {FAMILY} is used for them"
            return told if lacks else ""
        if not self.font or self.font == FAMILY:
            return ""
        return (
            f"{FILE}: font {self.font!r} is asked of the reader's machine by Word, Excel,"
            f" PowerPoint and the page; PDF and charts are set in {FAMILY};"
            " give its files as font_files to have it there"
        )

    def signed(self, part: str) -> str:
        """A part of the signature block."""
        return dict(self.signature).get(part, "")


HOUSE = Brand()
"""Without a brand."""


def read_brand(home: Home, city: str = "", year: str = "") -> Brand:
    """The brand of a project, or of a city and its ``year`` (such as ``2023-semester-1``) in it.

    Raises ``DataRejected`` with all that is wrong in both files.
    """
    problems = Problems()
    given: dict[str, Any] = {}
    for folder in _folders(home, city):
        given |= _read(home, folder, problems)
    problems.raise_if_any()
    given |= (given.get("years") or {}).get(year) or {}
    signature = given.get("signature") or {}
    colours = given.get("colours") or {}
    texts = ("name", "author", "address", "letter", "state")
    typeface = given.get("font_files")
    return Brand(
        **{name: _text(given.get(name)) for name in texts},
        font=_text(given.get("font")) or (typeface.family if typeface else ""),
        accent=colours.get("accent", HOUSE.accent).lower(),
        given_second=colours.get("second", "").lower(),
        logo=given.get("logo"),
        typeface=typeface,
        signature=tuple((part, str(signature[part]).strip()) for part in signature),
    )


def _folders(home: Home, city: str) -> Iterator[Path]:
    """Where a brand may stand, what holds for a city last."""
    yield home.reference
    if city:
        yield home.raw(city)


def _read(home: Home, folder: Path, problems: Problems) -> Mapping[str, Any]:
    """The fields of one file, its logo read; nothing of a file that is wrong or not there."""
    path = folder / FILE
    if not path.is_file():
        return {}
    shown = home.relative(path)
    content = read_yaml(path, shown) or {}
    if not SHAPE.check(content, shown, problems):
        return {}
    _check_colours(content.get("colours") or {}, shown, problems)
    if "logo" in content:
        content["logo"] = read_logo(folder / content["logo"], shown, problems)
    if "font_files" in content:
        files = content["font_files"]
        content["font_files"] = read_typeface(folder, files, shown, problems)
    return dict(content)


def _check_colours(colours: Mapping[str, str], shown: str, problems: Problems) -> None:
    least = {"accent": TEXT_CONTRAST, "second": SHAPE_CONTRAST}
    for name, colour in colours.items():
        reached = contrast(colour, PAPER)
        if reached < least[name]:
            problems.add(
                f"{shown} colours {name}",
                f"{colour} has a contrast of {reached:.1f} : 1 on white",
                f"at least {least[name]:g} : 1 (WCAG 2.2)",
                "choose a darker colour",
            )


def _text(given: object) -> str:
    return "\n".join(line.strip() for line in str(given or "").strip().splitlines())
