"""Links of a report: where a run of text may lead, whatever the format.

A link leads to an anchor of the report or to an address of the web. Whatever else a
document prints as an address stays text.
"""

import re
from urllib.parse import quote, urlsplit

from rapor.ground.text import for_xml_line
from rapor.write.content import Facsimile, Report, Run

LONGEST_ADDRESS = 2000
"""Word and readers of PDF refuse to follow an address much longer than this."""
WEB = ("https://", "http://")
"""How an address of the web begins."""

_HOST = re.compile(r"[\w.:@-]+")
_SAFE = "/?:@!$&'()*+,;=-._~%#"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def destination(run: Run) -> str:
    """Where a run leads: ``#`` and an anchor, an address of the web, or nowhere."""
    return run.link if run.link.startswith("#") else web_address(run.link)


def web_address(address: str) -> str:
    """An address of the web with its odd letters escaped; empty for any other text.

    Every format takes what comes back: one that is not well formed makes Word refuse the
    whole document.
    """
    if not address.startswith(WEB):
        return ""
    try:
        parts = urlsplit(address)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    if not sound or not _HOST.fullmatch(parts.netloc):
        return ""
    escaped = _BARE_PERCENT.sub("%25", quote(for_xml_line(address), safe=_SAFE))
    return escaped if len(escaped) <= LONGEST_ADDRESS else ""


class Links:
    """Where the runs of a report lead, when a place that nothing leads to is not marked.

    The rows on pictures of pages are places too: this is for formats that show the pictures.
    """

    def __init__(self, report: Report) -> None:
        pictures = (block for block in report.blocks() if isinstance(block, Facsimile))
        self._places = set(report.anchors).union(*(picture.anchors for picture in pictures))
        self._open = report.anchors_asked & self._places

    def address(self, run: Run) -> str:
        """As ``destination``; nothing for an anchor that the report does not have."""
        address = destination(run)
        lost = address.startswith("#") and address[1:] not in self._places
        return "" if lost else address

    def place(self, anchor: str) -> str:
        """The anchor where something leads to it and it is not set yet, else nothing."""
        if anchor not in self._open:
            return ""
        self._open.remove(anchor)
        return anchor
