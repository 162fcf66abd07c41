"""Taking markup out of printed text, and nothing else.

A sign of inequality is not markup: ``<0.05`` and ``<5% TPHD`` stay.
"""

import html
import re

_TAGS = "a|b|br|div|em|font|i|li|ol|p|s|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|em|i|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_LIST = re.compile(r"<[ou]l\b", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])")
_GLUED_NUMBER = re.compile(r"(?<=[^\s\d(.,])(?=\d{1,2}[.)]\s)|(?<=[.,])(?=\d{1,2}[.)]\s+\D)")
_GLUED_DASH = re.compile(r"(?<=\S)(?=- [A-Z])")


def plain(printed: str) -> str:
    """Printed text without markup: lists in one line, white space folded.

    The items of a list that were glued together by the lost markup are parted again.
    """
    is_list = bool(_LIST.search(printed))
    text = _TAG.sub(" ", _INLINE.sub("", printed))
    text = html.unescape(text)
    if is_list:
        text = _GLUED_NUMBER.sub(" ", text)
        text = _GLUED_DASH.sub(" ", text) if "- " in text[:6] or ":<ul" in printed else text
    return " ".join(_EMPHASIS.sub(r"\2", text).split())


def paragraphs(printed: str) -> int:
    """How many paragraphs a cell holds."""
    return len(re.findall(r"<p\b", printed, re.IGNORECASE))
