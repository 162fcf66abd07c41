"""Charts as text: fewer bytes, and fit to stand inside a page."""

import re

from markupsafe import Markup

from rapor.report.content import Figure

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


def inline(figure: Figure, number: int) -> Markup:
    """A chart as part of the page: ids of its own, title and description for all readers."""
    svg = figure.svg[figure.svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", re.sub(r"<!--.*?-->\s*", "", svg))
    svg = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>f{number}-", svg).replace("xlink:href", "href")
    svg = svg.replace("-FiraSans-Regular-", "-").replace("-FiraSans-Bold-", "-b")
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
