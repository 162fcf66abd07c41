"""Kinds of publication of a value, as they are called."""

from rapor.ground.language import Language, message

_NAMES = {
    "official": message("official"),
    "agency": message("reported by the agency"),
    "press": message("press"),
}


def kind_of(language: Language, publication: str) -> str:
    """What a kind of publication is called."""
    return language.text(_NAMES[publication])
