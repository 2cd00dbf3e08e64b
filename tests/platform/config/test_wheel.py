"""The wheel is the whole program: it runs where there is no checkout, as in the container (infra/container)."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ordo.config.launch import messages
from tests.databases import ROOT

LOOK = """
import json, sys
import django
from django.conf import settings
django.setup()
from importlib import import_module
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext, override
from ordo.config import environment
from ordo.ledger import sources
from api.snapshot import SNAPSHOT
with override("ky"):
    word = gettext("My page")
own = ("ordo", "api", "tenants", "modules", "cms")
print(json.dumps({
    "packages": [import_module(name).__file__ for name in own],
    "apps": [name for name in settings.INSTALLED_APPS if name.split(".")[0] in own],
    "files": [finders.find("ui/app.css"), get_template("ui/base.html").origin.name,
              get_template("portal/base.html").origin.name, str(SNAPSHOT), str(settings.LOCALE_PATHS[0])],
    "statements": len(sources.core_statements()), "word": word, "address": reverse("account"),
    "home": str(environment.home()),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree as it stands, unpacked."""
    place = tmp_path_factory.mktemp("wheel")
    messages.compile_catalogues()
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
         "--disable-pip-version-check", "--wheel-dir", str(place), str(ROOT)],
        check=True,
    )  # fmt: skip
    (wheel,) = place.glob("ordo-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def test_every_catalogue_is_in_it_compiled(installed: Path) -> None:
    sources = sorted(installed.glob("**/locale/*/LC_MESSAGES/*.po"))
    assert len(sources) >= 20
    assert [one for one in sources if not one.with_suffix(".mo").exists()] == []


def test_what_is_no_part_of_the_program_is_not_in_it(installed: Path) -> None:
    assert {one.name for one in installed.iterdir() if not one.name.endswith(".dist-info")} == {
        "ordo", "api", "tenants", "modules", "cms"
    }  # fmt: skip


def test_it_runs_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:

    # Isolated: neither the folder one stands in nor the links to the checkout come into the path.
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    code = f"import sys; sys.path[:0] = {[str(installed)]!r}; sys.path += {libraries!r}\n{LOOK}"
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("ORDO", "DATABASE"))
    }
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**environment, "DJANGO_SETTINGS_MODULE": "ordo.config.settings"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    for path in (*seen["packages"], *seen["files"]):
        assert Path(path).is_relative_to(installed), path
    assert {"ordo.tenancy", "modules.sheets", "cms.portal", "api"} <= set(seen["apps"])
    assert (seen["word"], seen["address"]) == ("Менин барагым", "/app/account/")
    assert seen["statements"] > 10
    assert seen["home"] == str(tmp_path / ".ordo")
