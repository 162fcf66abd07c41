"""How the time of a form is called."""

from rapor.ground.language import Language
from rapor.ground.period import ANNUAL, half_name
from rapor.request.form import Form


def time_of(form: Form, language: Language) -> str:
    """The year, or the half of it: ``tahun 2024``, ``semester I 2024``."""
    if form.period == ANNUAL:
        return language.text("year {year}", year=form.year)
    return f"{half_name(form.period)} {form.year}"
