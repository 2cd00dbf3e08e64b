"""Settings have no translated columns; here they come under audit. Keys do not: their secret must not be copied."""

from ordo.audit.tracking import track
from ordo.tenancy.models import Preference

track(Preference)
