"""The chapters, a module or a package each: a dossier in, a chapter of content out.

What a chapter is made from, from the narrow to the wide:

``LineView``, ``ComponentView``, ``FindingView``
    one row of a table (``line.row.target`` is its number) and what is said of it
    (``line.target`` are its words);
``Edition``, ``SourcedEdition``
    city, year and language; these with what is printed, published and found wrong;
``Dossier``
    these with the evaluation of the year.

A function takes the narrowest that it needs. A chapter stands in ``CHAPTERS`` of ``writing``; what
chapters show as a section (``rounds``, ``surveys``, ``evidence``) stands beside this folder.
"""
