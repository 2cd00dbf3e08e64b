"""Switches have no translated columns; here they come under audit."""

from ordo.audit.tracking import track
from ordo.modular.models import ModuleSwitch

track(ModuleSwitch)
