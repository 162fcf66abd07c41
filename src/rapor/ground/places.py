"""When and where a file that people edit says that something was published: days and addresses."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from rapor.ground.shape import LETTERED_NUMBER, Json, Shape, Text
from rapor.ground.vocabularies import NO_VALUES

_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_PART_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_ADDRESS = re.compile(
    r"https?://(([\w-]+\.)+[^\W\d_]{2,}|[0-9]{1,3}(\.[0-9]{1,3}){3})(:[0-9]+)?([/?#][^\s\"\\^`|]*)?"
)
_FIGURE = re.compile(r"[-+=\s\d.,%]*")
_LIKE_ADDRESS = re.compile(r"(?i)\w+:/|https?\b|www\.|[\w-]+(\.[\w-]+)+/\S*$")


@dataclass(frozen=True, kw_only=True)
class Address(Text):
    """An address of the web, or, where ``elsewhere``, words for a place that is not in the web."""

    form: str = "an address such as https://contoh.go.id/berita, without blanks"
    elsewhere: bool = False

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return f"{self.form}{', or words' if self.elsewhere else ''}"

    def holds(self, value: Any) -> bool:
        """Whether a value is one; what begins like an address of the web has to be a whole one."""
        if not super().holds(value) or not value.isprintable():
            return False
        if not self.elsewhere or _LIKE_ADDRESS.match(value):
            return _ADDRESS.fullmatch(value) is not None
        is_number = _FIGURE.fullmatch(value) or LETTERED_NUMBER.fullmatch(value)
        return not is_number and value.casefold() not in NO_VALUES


@dataclass(frozen=True, kw_only=True)
class Day(Shape):
    """A date as ``2026-11-23``, with or without quotes; in ``part`` a month or year is enough."""

    part: bool = False

    @property
    def expected(self) -> str:
        """What a value has to be, in words."""
        return f"a date such as 2026-11-23{', or 2026-11, or 2026' if self.part else ''}"

    def holds(self, value: Any) -> bool:
        """Whether a value is a date that exists."""
        if isinstance(value, datetime.date):
            return not isinstance(value, datetime.datetime)
        if self.part and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # a year without quotes
        if not isinstance(value, str):
            return False
        if not re.fullmatch(_PART_DAY if self.part else _DAY, value):
            return False
        try:
            datetime.date.fromisoformat(f"{value}-01-01"[:10])
        except ValueError:
            return False
        return True

    def _schema(self) -> Json:
        if self.part:
            return {"type": ["string", "integer"], "pattern": f"^({_PART_DAY})$"}
        return {"type": "string", "format": "date"}
