"""A workbook that comes back from somebody: opened with care, and read cell by cell.

``file`` tells what else a file is and examines the container before anything is parsed, ``book``
reads the cells, whatever program wrote them.
"""
