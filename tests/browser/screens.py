"""The two screens that pages are looked at on: width and height in points."""

DESKTOP, PHONE = (1280, 900), (390, 844)
