"""How a report is written: the content model, and a writer for each format.

The writers know content alone: no city, no stage, no figure of the evaluation.
"""
