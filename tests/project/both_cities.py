"""Both cities of the repository, each stage run once in a process; nobody changes the tables."""

from functools import cache

from copies import REPOSITORY

from rapor.catalogue import Catalogue, load_catalogue, load_city
from rapor.clean import clean_city
from rapor.evaluate import evaluate_year
from rapor.ground.paths import Home
from rapor.ground.tables import Tables
from rapor.validate import Validated, validate_city

HOME = Home(REPOSITORY)
CITIES = ("bengkulu", "binjai")
YEARS = range(2021, 2025)


@cache
def catalogue(city: str = "") -> Catalogue:
    return load_catalogue(HOME, city)


@cache
def tidy(city: str) -> Tables:
    return clean_city(HOME, city, catalogue(city))


@cache
def validated(city: str) -> Validated:
    return validate_city(HOME, city, tidy(city), catalogue(city))


@cache
def evaluated(city: str, year: int) -> Tables:
    checked = validated(city)
    city_settings = load_city(HOME, city)
    return evaluate_year(city_settings, year, checked.accepted, checked.findings, catalogue(city))
