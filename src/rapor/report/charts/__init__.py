"""The charts, a module each: what is drawn, how, and what a chapter says around it.

Every module has the same three functions:

``frame(dossier)``
    what the chart draws, a row a mark, already chosen, on its scale, and worded;
``draw(frame, language="id")``
    the drawing: a matplotlib figure that a notebook shows as the last value of a cell;
``blocks(dossier)``
    what a chapter shows: the figure with its finding as a title, caption, source, words
    for those who do not see it and its numbers, or the sentence that stands in its place.

A frame may be filtered or changed before it is drawn::

    rows = against_targets.frame(dossier)
    against_targets.draw(rows[rows["area"] == "supervision"])

Status is never shown by colour alone. A chart looks the same whatever is set on the
machine that draws it, and the same frame gives the same bytes.
"""
