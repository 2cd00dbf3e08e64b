"""The door of provisioning: make universities and list them (`ordo university …`)."""

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.module_loading import import_string

from ordo.modular import registry
from ordo.modular.models import ModuleSwitch
from ordo.tenancy import keys
from ordo.tenancy.current import inside
from ordo.tenancy.middleware import forget_hosts
from ordo.tenancy.names import PLATFORM, PUBLIC, TEMPLATE, check_schema_name
from tenants import presets
from tenants.models import Domain, University
from tenants.provisioning import database, migrations, rights, settings_of_preset, template
from tenants.provisioning.identity import NewUniversity, known_universities


def ensure_platform() -> None:
    """Prepare the database, public, the template and the operators' own tenant; safe to run at every start."""
    database.prepare_database()
    with inside(PUBLIC):
        # Only the apps that live there: the others would be played through for nothing, minutes in a large tree.
        call_command("migrate_schemas", "tenants", shared=True, interactive=False, verbosity=0)
    database.open_public()
    if not migrations.is_current(TEMPLATE):
        template.ensure_template()
    if not University.objects.filter(schema_name=PLATFORM).exists():
        create(_platform())


def _platform() -> NewUniversity:
    return NewUniversity(
        schema=PLATFORM, preset="standard", hosts=(settings.ORDO_BASE_HOST,),
        name_ky="Ордо платформасы", name_ru="Платформа Ордо", name_en="Ordo platform",
        short_name_ky="Ордо", short_name_ru="Ордо", short_name_en="Ordo",
    )  # fmt: skip


def ensure_universities() -> list[str]:
    """Make those of the four known universities that are not there yet; returns the schemas made."""
    there = set(University.objects.values_list("schema_name", flat=True))
    missing = [new for new in known_universities() if new.schema not in there]
    for new in missing:
        create(new)
    return [new.schema for new in missing]


def create(new: NewUniversity) -> University:
    """Make a university from the template; on failure nothing is left behind."""
    if new.schema != PLATFORM:
        check_schema_name(new.schema)
    preset = presets.by_schema().get(new.preset, presets.STANDARD)
    with inside(PUBLIC), transaction.atomic():
        university: University = University.objects.create(
            schema_name=new.schema, preset=new.preset, brand=new.brand,
            name_ky=new.name_ky, name_ru=new.name_ru, name_en=new.name_en,
            short_name_ky=new.short_name_ky, short_name_ru=new.short_name_ru, short_name_en=new.short_name_en,
        )  # fmt: skip
        for number, host in enumerate(new.hosts):
            Domain.objects.create(tenant=university, domain=host, is_primary=number == 0)
        template.replay_into(new.schema)
        database.secure(new.schema)
        with inside(new.schema):
            _first_rows(preset)
    forget_hosts()
    return university


def _first_rows(preset: presets.UniversityPreset) -> None:
    for purpose in ("signing", "documents", "ledger"):
        keys.create(purpose)
    rights.install(preset)
    ModuleSwitch.objects.bulk_create(
        ModuleSwitch(label=config.label, enabled=config.essential or config.label in preset.modules)
        for config in registry.modules()
    )
    settings_of_preset.install(preset)
    for config in registry.provisioners():
        import_string(config.replace(":", "."))(preset)


def list_universities() -> list[University]:
    """All universities and the platform, by schema."""
    with inside(PUBLIC):
        return list(University.objects.prefetch_related("domains"))
