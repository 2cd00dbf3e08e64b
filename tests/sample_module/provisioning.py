"""First rows of a new university."""

from tenants.presets import UniversityPreset
from tests.sample_module.models import SampleNote


def install(preset: UniversityPreset) -> None:
    """One note that names the preset."""
    SampleNote.objects.create(text=f"provisioned for {preset.schema}")
