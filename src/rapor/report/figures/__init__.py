"""The figures of a report: what is drawn, the finding in the title, the numbers beside it.

Each module makes one figure of content, or a sentence where it would hold nothing.
"""
