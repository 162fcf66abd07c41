"""Ingest: a regulation to raw tables, as printed.

``reading`` gives a document of any kind as lines (``document``), ``table_finder`` the lines of
each table, ``table_reader`` its header and rows (by ``header``, ``rows``, ``items``),
``draft`` proposes what it is by the words of ``headers.yaml``, and ``writer`` writes it all or
nothing.
"""
