"""What a new university is told about itself, as a frozen value."""

from dataclasses import dataclass, field

from django.conf import settings

from tenants import presets


@dataclass(frozen=True, slots=True)
class NewUniversity:
    """Schema, preset, host names and the three names of a university to make."""

    schema: str
    preset: str
    hosts: tuple[str, ...]
    name_ky: str
    name_ru: str
    name_en: str
    short_name_ky: str
    short_name_ru: str
    short_name_en: str
    brand: dict[str, str] = field(default_factory=dict)


# Colours of the marks and buttons; their contrast is checked by the design system.
BRANDS: dict[str, dict[str, str]] = {
    "nsu": {"colour": "#1f4b73", "accent": "#0b6e6e"},
    "knu": {"colour": "#7a1f2b", "accent": "#8a5a00"},
    "jamu": {"colour": "#14532d", "accent": "#1d4ed8"},
    "oshsu": {"colour": "#4c1d6b", "accent": "#0f5c8a"},
}


def known_universities() -> tuple[NewUniversity, ...]:
    """The four universities this platform was made for, each on a subdomain of the platform's host."""
    return tuple(_from_preset(preset) for preset in presets.ALL)


def _from_preset(preset: presets.UniversityPreset) -> NewUniversity:
    return NewUniversity(
        schema=preset.schema,
        preset=preset.schema,
        hosts=(f"{preset.schema}.{settings.ORDO_BASE_HOST}",),
        name_ky=preset.name.ky,
        name_ru=preset.name.ru,
        name_en=preset.name.en,
        short_name_ky=preset.abbreviation.ky,
        short_name_ru=preset.abbreviation.ru,
        short_name_en=preset.abbreviation.en,
        brand=BRANDS.get(preset.schema, {}),
    )
