"""The policies a new university starts with."""

from modules.grading.models import PolicyVersion
from modules.grading.services import Place
from tenants.policies import to_data
from tenants.presets import UniversityPreset


def install(preset: UniversityPreset) -> None:
    """Store the preset's policies as versions; they say 'preset, not from a norm' until somebody confirms them."""
    for row in preset.policies:
        place = Place(
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            level=row.level,
            programme_code=row.programme_code,
            control_form=row.control_form,
        )
        PolicyVersion.objects.create(
            status=row.status,
            number=row.number,
            order_date=row.order_date,
            body=to_data(row.policy),
            written_by_name=f"preset {preset.schema}",
            **place.columns(),
        )
