"""The sheet: A4 with equal margins, and sizes of type a fifth apart. All lengths in points."""

MILLIMETRE = 72 / 25.4
MARGIN = 25 * MILLIMETRE
PORTRAIT = (210 - 50) * MILLIMETRE
"""The width of the text on an upright page."""
LANDSCAPE = (297 - 50) * MILLIMETRE
"""The width of the text on a turned page."""
BODY_SIZE = 10.0
TABLE_SIZE = BODY_SIZE / 1.2
HIGHEST_CHART = 560.0
"""A chart leaves room on its page for its title, caption and source."""
