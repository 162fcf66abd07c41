"""The review of a new city: what was read of its documents, as questions to a person.

``questions`` says what a question is, ``documents``, ``tables``, ``cells``, ``names`` and
``findings`` ask, ``drafting`` puts it together, ``files`` makes a city's data of the answers,
``workbook`` writes the review, ``received`` reads it back and ``history`` keeps what was decided.
"""
