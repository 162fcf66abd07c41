"""Charts as pictures, for formats that do not take drawings as text.

The letters of a chart are already outlines, so no font of the machine is asked for; the
same chart gives the same bytes everywhere for one version of typst.
"""

from collections.abc import Sequence

import typst

SHARPNESS = 180
"""Dots an inch of a chart in its own size; printed across a page that is above 200."""

_PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
_PICTURE = '#image(bytes(sys.inputs.at("{place}")), format: "svg")'


def png(svg: str) -> bytes:
    """One chart as PNG."""
    return pngs([svg])[0]


def pngs(svgs: Sequence[str]) -> list[bytes]:
    """Charts as PNG, all in one go: starting costs more than a chart does."""
    if not svgs:
        return []
    pictures = (_PICTURE.format(place=place) for place in range(len(svgs)))
    made = typst.compile(
        (_PAGE + "\n#pagebreak()\n".join(pictures)).encode(),
        format="png",
        ppi=SHARPNESS,
        ignore_system_fonts=True,
        sys_inputs={str(place): svg for place, svg in enumerate(svgs)},
    )
    return list(made) if isinstance(made, list) else [made]
