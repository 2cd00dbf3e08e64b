"""The universities' starting rules as typed values: four known universities and the preset for a new one.

A preset is read when a university is made, and for the permissions that an upgrade brings; afterwards its rows are
edited in the console. Nobody asks a preset at run time and nobody asks which university it is.
"""

from tenants.presets.jamu import JAMU
from tenants.presets.knu import KNU
from tenants.presets.nsu import NSU
from tenants.presets.oshsu import OSHSU
from tenants.presets.preset import DataCategory, UniversityPreset
from tenants.presets.standard import STANDARD

ALL: tuple[UniversityPreset, ...] = (NSU, KNU, JAMU, OSHSU)
"""The four known universities, in the order of their documents."""


def by_schema() -> dict[str, UniversityPreset]:
    """Return the four known universities by schema name; a schema not in it starts from STANDARD."""
    return {preset.schema: preset for preset in ALL}


__all__ = ["ALL", "JAMU", "KNU", "NSU", "OSHSU", "STANDARD", "DataCategory", "UniversityPreset", "by_schema"]
