"""Validators of single values: pure functions from a raw cell value to `Checked` (value and problems)."""

from ordo.exchange.reading.fields.choices import Funding, Sex, choose, funding, sex, study_form
from ordo.exchange.reading.fields.codes import group_name, number, programme_code, required_text
from ordo.exchange.reading.fields.contacts import phone, phones
from ordo.exchange.reading.fields.dates import date
from ordo.exchange.reading.fields.people import PersonName, person_name
from ordo.exchange.reading.fields.pins import PIN_LENGTH, RepeatedPins, birth_date_of, pin
from ordo.exchange.reading.fields.texts import clean

__all__ = [
    "PIN_LENGTH",
    "Funding",
    "PersonName",
    "RepeatedPins",
    "Sex",
    "birth_date_of",
    "choose",
    "clean",
    "date",
    "funding",
    "group_name",
    "number",
    "person_name",
    "phone",
    "phones",
    "pin",
    "programme_code",
    "required_text",
    "sex",
    "study_form",
]
