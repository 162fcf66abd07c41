"""Charts as text: fewer bytes, and fit to stand inside a page.

A chart comes with its letters as shapes, so that it looks the same wherever it is shown
alone. Inside a page, which holds the same typeface, its words are words: they can be found,
marked and copied, and take a tenth of the room.
"""

import re

from markupsafe import Markup

from rapor.write.content import Figure

_ATTRIBUTE = re.compile(r'\b(?:d|x|y|x1|x2|y1|y2|transform)="[^"]*"')
_LONG = re.compile(r"(?<![\w.])-?\d+\.\d{3,}")


def shorter(svg: str) -> str:
    """The same picture in fewer bytes: a hundredth of a point is finer than any print."""

    def rounded(found: re.Match[str]) -> str:
        value = float(found.group())
        return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.1 else found.group()

    def attribute(found: re.Match[str]) -> str:
        return _LONG.sub(rounded, " ".join(found.group().split()))

    return re.sub(r"\n\s*", "\n", _ATTRIBUTE.sub(attribute, svg))


_WORDS = re.compile(
    r'<!-- (?P<words>[^\n]*?) -->\n<g(?: style="fill: (?P<fill>#[0-9a-f]{6})")?'
    r' transform="translate\((?P<x>[-\d.]+) (?P<y>[-\d.]+)\) scale\((?P<scale>[\d.]+) -[\d.]+\)">'
    r"(?P<shapes>.*?)</g>\n",
    re.DOTALL,
)
"""A line of text as matplotlib writes it: its words in a remark, then the shapes."""
_UNITS = 100
"""Units of a shape's letter, of which ``scale`` makes points."""
_UNSEEN = re.compile(r'<path d="[^"]*" style="fill: none"/>\n|<g/>\n|<defs/>\n')


def _as_words(found: re.Match[str]) -> str:
    size = f"{float(found['scale']) * _UNITS:g}"
    fill = f' fill="{found["fill"]}"' if found["fill"] else ""
    bold = ' class="b"' if "-Bold-" in found["shapes"] else ""
    place = f'x="{found["x"]}" y="{found["y"]}" font-size="{size}"'
    return f"<text {place}{fill}{bold}>{found['words']}</text>\n"


def _without_bare_groups(svg: str) -> str:
    """The same picture without groups that say nothing of what they hold."""
    kept: list[bool] = []

    def group(found: re.Match[str]) -> str:
        if found.group() == "</g>\n":
            return found.group() if kept.pop() else ""
        kept.append(found.group() != "<g>\n")
        return found.group() if kept[-1] else ""

    return re.sub(r"<g\b[^>]*(?<!/)>\n|</g>\n", group, svg)


def _in_tags(svg: str, number: int) -> str:
    """Tags without the spaces that only a reader needs, and with ids of their own."""

    def tight(found: re.Match[str]) -> str:
        tag = found.group()
        tag = re.sub(r'(?<= style=")[^"]*', lambda one: re.sub("([;:]) ", r"\1", one[0]), tag)
        tag = re.sub(r'(?<= d=")[^"]*', lambda one: re.sub(" ?([A-Za-z]) ?", r"\1", one[0]), tag)
        tag = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>f{number}-", tag)
        return tag.replace("xlink:href", "href")

    return re.sub(r"<[a-z][^>]*>", tight, svg)


def inline(figure: Figure, number: int) -> Markup:
    """A chart as part of the page: ids of its own, title and description for all readers."""
    svg = figure.svg[figure.svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", _WORDS.sub(_as_words, svg))
    svg = _UNSEEN.sub("", re.sub(r'<g id="[^"]*"', "<g", svg))
    svg = _in_tags(_without_bare_groups(svg), number)
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])  # type: ignore[index]
    named = f'aria-labelledby="{figure.anchor}-t {figure.anchor}-d"'
    head = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(
        figure.anchor, figure.title, figure.alternative
    )
    opening = re.search(r'<svg[^>]*?viewBox="([^"]*)"[^>]*>', svg)
    body = svg[opening.end() :]  # type: ignore[union-attr]
    tag = (
        f'<svg role="img" {named} viewBox="{opening[1]}" style="--w:{width:g}"'  # type: ignore[index]
        ' stroke-linejoin="round" stroke-linecap="butt">'
    )
    return Markup(tag) + head + Markup(body)  # noqa: S704
