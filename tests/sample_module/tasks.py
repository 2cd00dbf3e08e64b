"""A task of a module: it carries its university and stands behind the switch."""

from ordo.modular.gate import module_task
from ordo.tenancy.current import schema
from tests.sample_module.models import SampleNote


@module_task("sample", name="tests.sample.write_schema")
def write_schema() -> str:
    """Note down which university the task ran in."""
    SampleNote.objects.create(text=f"task ran in {schema()}")
    return schema()
