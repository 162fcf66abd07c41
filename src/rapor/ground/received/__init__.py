"""A workbook that comes back from somebody: opened with care, and read cell by cell.

``file`` examines the container before anything is parsed, ``kind`` tells what else a file is,
and ``book`` reads the cells, whatever program wrote them.
"""
