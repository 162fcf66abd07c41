"""Workbooks that people fill and send back: how their cells look, and how they are made."""
