"""What a review asks: a question with its proposal, and what a person decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from rapor.catalogue.names import fold, nearest
from rapor.ground.errors import Problems
from rapor.ground.language import Language
from rapor.ground.shape import Shape

SHEETS = (
    "documents",
    "tables",
    "columns",
    "cells",
    "labels",
    "indicators",
    "agencies",
    "findings",
)
"""Codes of the sheets of a review, in the order in which they are worked through."""

Doubt = Literal["sure", "check", "open"]
"""``sure`` follows from the document, ``check`` is to be looked at, ``open`` to be decided."""

DOUBTS: tuple[Doubt, ...] = ("open", "check", "sure")
"""Doubts in the order in which they are shown."""

ALL = "*"
"""Key of the question that accepts every proposal of a sheet that is left open."""
YES = "yes"

_SHOWN = 80


@dataclass(frozen=True)
class Choice:
    """One of the answers that a question offers: its code, and the word that people read."""

    code: str
    word: str


@dataclass(frozen=True)
class Decision:
    """What a person decided: a code or text, a remark, and where it is written."""

    text: str
    remark: str = ""
    where: str = ""


Decisions = Mapping[tuple[str, str], Decision]
"""What is decided, by sheet and key of the question."""


@dataclass(frozen=True)
class Question:
    """One row of a review.

    ``key`` names what is asked in its sheet, and stays the same when the document is read again;
    ``place`` are the cells that tell a person what is asked about. ``proposal`` and ``decision``
    are codes of ``choices``, or texts that ``shape`` holds; without a decision the proposal counts
    unless the question is ``open``. ``picture`` is a cut-out of the page, as PNG.
    """

    sheet: str
    key: str
    place: tuple[str, ...]
    proposal: str = ""
    reason: str = ""
    doubt: Doubt = "sure"
    choices: tuple[Choice, ...] = ()
    shape: Shape | None = None
    picture: bytes = b""
    decision: str = ""
    remark: str = ""

    @property
    def waits(self) -> bool:
        """Whether a person has to decide it, and has not."""
        return self.doubt == "open" and not self.decision

    @property
    def answer(self) -> str:
        """What counts: the decision, else the proposal."""
        return self.decision or self.proposal

    def word(self, code: str) -> str:
        """What people read in the place of a code; a text is its own word."""
        return next((choice.word for choice in self.choices if choice.code == code), code)

    def code(self, written: str) -> str | None:
        """The code or text that somebody wrote; None for what the question does not take."""
        form = fold(written)
        for choice in self.choices:
            if written == choice.code or (form and form in (fold(choice.word), fold(choice.code))):
                return choice.code
        if self.shape is None:
            return None
        return written if self.shape.check(written, "", Problems()) else None

    @property
    def takes(self) -> str:
        """What an answer may be, in words."""
        texts = [self.shape.expected] if self.shape else []
        words = [choice.word for choice in self.choices]
        more = ["..."] if len(words) > 8 else []
        return ", ".join([*texts, *map(repr, words[:8]), *more])


@dataclass
class Asking:
    """A review while it is put together: asks, and answers with what is decided or proposed.

    ``refused`` are decisions that their questions do not take.
    """

    language: Language
    decided: Decisions
    questions: dict[str, dict[str, Question]] = field(
        default_factory=lambda: {sheet: {} for sheet in SHEETS}
    )
    refused: Problems = field(default_factory=Problems)

    def ask(self, question: Question) -> str:
        """Put a question into the review; return the answer that counts for now.

        Where nothing is decided that is the proposal, also of an ``open`` question: what follows
        from it can then be shown at once.
        """
        decision = self.decided.get((question.sheet, question.key))
        if decision is not None:
            question = self._with(question, decision)
        self.questions[question.sheet].setdefault(question.key, question)
        return question.answer

    def _with(self, question: Question, decision: Decision) -> Question:
        code = question.code(decision.text) if decision.text else ""
        if code is None:
            like = nearest(decision.text, (choice.word for choice in question.choices), 1)
            self.refused.add(
                decision.where,
                f"{decision.text[:_SHOWN]!r}",
                question.takes,
                f"choose from the list{f'; the nearest is {like[0]!r}' if like else ''}",
            )
            return replace(question, remark=decision.remark)
        return replace(question, decision=code, remark=decision.remark)

    def offer_all(self) -> None:
        """Ask of every sheet that has an open question whether its proposals are accepted."""
        for sheet, questions in self.questions.items():
            if any(held.doubt == "open" and held.proposal for held in questions.values()):
                self.ask(accept_all(sheet, self.language))

    def all(self) -> Iterator[Question]:
        """Every question, by sheet and in the order in which it was asked."""
        return (held for questions in self.questions.values() for held in questions.values())


def accept_all(sheet: str, language: Language) -> Question:
    """The question of a sheet whether all its open proposals, as they stand there, are accepted."""
    reason = language.text(
        "counts for the rows of this sheet that are left open and propose something"
    )
    return Question(
        sheet,
        ALL,
        (language.text("Accept all proposals of this sheet"),),
        reason=reason,
        choices=(Choice(YES, language.text("yes")), Choice("no", language.text("no"))),
    )
