"""What the page's own script says; a message with a count has a form for one and for many."""

from rapor.ground.language import Language
from rapor.ground.period import HALVES, half_name

OWN_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
"""Each language in its own words, so that who reads it finds it."""


def for_script(language: Language) -> dict[str, object]:
    """Messages by the names that the script knows them by; it fills in ``{count}`` itself."""
    return {
        "language": language.code,
        "languages": OWN_NAMES,
        "halves": {half: half_name(half) for half in HALVES},
        "between": language.text("Between cities"),
        "reports": forms(language, "{count} report", "{count} reports"),
        "lines": forms(language, "{count} line", "{count} lines"),
        "cities": forms(language, "{count} city", "{count} cities"),
        "shown": language.text("{reports} of {cities}.", reports="{reports}", cities="{cities}"),
        "found": language.text("{lines} found in {reports} of {cities}.", **_BRACES),
        "nothing": language.text("Nothing found. Fewer letters or fewer filters find more."),
        "first": language.text("The first {count} are shown.", count="{count}"),
        "more": language.text("Show {count} more", count="{count}"),
    }


_BRACES = {name: f"{{{name}}}" for name in ("lines", "reports", "cities")}


def forms(language: Language, one: str, many: str) -> list[str]:
    """The forms of a message with its count left open."""
    return [language.messages.ngettext(one, many, count) for count in (1, 2)]
