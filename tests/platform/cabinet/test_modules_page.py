"""The switches of modules."""

from ordo.modular import registry, switches
from ordo.modular.models import ModuleSwitch


def _set(label: str, on: bool) -> None:
    ModuleSwitch.objects.update_or_create(label=label, defaults={"enabled": on})


def test_switching_on_brings_along_what_is_needed_and_says_so(browser) -> None:
    _set("journal", on=False)
    _set("sheets", on=False)
    admin = browser("system_administrator")
    assert "Switched on together with it" in admin.get("/console/modules/").content.decode()
    page = admin.post("/console/modules/", {"label": "sheets", "on": "1"}, follow=True).content.decode()
    assert {"journal", "sheets"} <= switches.read_enabled()
    assert f"Switched on: {registry.module('journal').title}" in page


def test_switching_off_what_others_need_names_them(browser) -> None:
    _set("journal", on=True)
    _set("sheets", on=True)
    admin = browser("system_administrator")
    page = admin.post("/console/modules/", {"label": "journal", "on": "0"}, follow=True).content.decode()
    assert "journal" in switches.read_enabled()
    assert str(registry.module("sheets").title) in page
    assert "Switch these off first" in page


def test_a_module_that_is_always_on_has_no_switch(browser) -> None:
    admin = browser("system_administrator")
    page = admin.post("/console/modules/", {"label": "structure", "on": "0"}, follow=True).content.decode()
    assert "stays on" in page
    assert "structure" in switches.read_enabled()
    assert admin.post("/console/modules/", {"label": "nothing", "on": "1"}).status_code == 404
