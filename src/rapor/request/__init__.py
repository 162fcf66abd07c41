"""The data request: a workbook that asks each agency for its figures, and its answers.

``asking`` says what is asked, ``workbook`` writes it, ``received_sheets``
reads a filled form back, ``answers`` holds it to what was asked, ``ledger``
to what is known, and ``keeping`` writes what is accepted.
"""
