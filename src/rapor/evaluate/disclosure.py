"""Which groups of respondents are shown: none that is small, and none that gives a small one away.

A group of few is not shown. Where a total and the other groups of it are, the hidden one follows by
subtraction; so another is hidden with it, until what is hidden together is large enough.
"""

from collections.abc import Mapping

FEW, PROTECTED, YES = "few", "protected", "yes"

Sizes = Mapping[str, tuple[int, ...]]
"""How many answered each element, by the name of the group."""


def shown_groups(sizes: Sizes, least: int) -> dict[str, str]:
    """Of the groups that make up one total: whether each is shown, or why it is not.

    A group's size is that of its least answered element: a mean of few answers is of few persons.
    Hidden groups are two at least, and together ``least`` respondents by every element.
    """
    shown = {name: YES if min(size) >= least else FEW for name, size in sizes.items()}
    while _gives_away(sizes, shown, least):
        smallest = min((min(sizes[name]), name) for name, state in shown.items() if state == YES)
        shown[smallest[1]] = PROTECTED
    return shown


def _gives_away(sizes: Sizes, shown: Mapping[str, str], least: int) -> bool:
    """Whether hidden groups can be computed from the total and the shown ones."""
    hidden = [sizes[name] for name, state in shown.items() if state != YES]
    if not hidden or len(hidden) == len(shown):
        return False
    return len(hidden) == 1 or min(map(sum, zip(*hidden, strict=True))) < least


def all_hidden(sizes: Sizes, least: int) -> dict[str, str]:
    """The same where the total itself is hidden: none of its groups is shown."""
    return {name: FEW if min(size) < least else PROTECTED for name, size in sizes.items()}
