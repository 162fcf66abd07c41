"""Running text as data for the template: words as they are, styled words as small lists."""

from typing import Any

from rapor.write.content import Run, Text
from rapor.write.pdf.letters import breakable
from rapor.write.pdf.links import Links


def shown(text: Text, links: Links) -> list[Any]:
    """A text as strings, and as ``[words, style, address, status]`` where it has a style."""
    return [_run(run, links) for run in text if run.text]


def _run(run: Run, links: Links) -> Any:
    words, address = breakable(run.text), links.address(run)
    if run.style == "plain" and not address:
        return words
    return [words, run.style, address, run.status]
