"""An answer of an agency, and all that a received form says."""

from collections import Counter
from dataclasses import dataclass, field

from rapor.ground.errors import Problems
from rapor.request.form import Asked, Sheet


@dataclass(frozen=True)
class Answer:
    """A value that an agency gives: what, who, where in the form, and with what evidence."""

    asked: Asked
    sheet: Sheet
    publisher: str
    where: str
    printed: str
    published: str
    address: str
    note: str


@dataclass
class Answers:
    """What a form says, what is wrong with it, and what a person should know.

    ``filled`` counts the realisations of each sheet that are not empty, taken or refused.
    """

    taken: list[Answer] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
