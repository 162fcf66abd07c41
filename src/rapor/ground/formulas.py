"""Texts of others in files that people open in a spreadsheet, where no text may be a formula.

A spreadsheet takes a cell of a CSV file that begins with ``=``, ``+``, ``-`` or ``@`` for a
formula, also behind blanks and quotes; where lists are written with semicolons, as here, also
what follows one inside a cell. An apostrophe before the sign makes it text. It is set at the
edge, when a file is written, and taken away when it is read, so that between the two the text
is to the letter what was typed or printed.
"""

import re

_SIGN = re.compile(r"(^|[;\t\r\n])([\s\"]*)('*)([=+\-@＝＋－＠])")
_PLAIN = re.compile(r"[-+]?[\d.,\s]*%?|[-\s]+|=")
"""Numbers, dashes and a comparator alone: nothing that a spreadsheet could run."""
_GUARDED = re.compile(r"(^|[;\t\r\n])([\s\"]*)'('*)([=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """The text with an apostrophe before each sign that would begin a formula."""
    if _PLAIN.fullmatch(text):
        return text
    return _SIGN.sub(r"\1\2'\3\4", text)


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return _GUARDED.sub(r"\1\2\3\4", text) if "'" in text else text
