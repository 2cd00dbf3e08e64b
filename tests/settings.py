"""Django's settings as the tests use them: the program's own, and the sample modules beside the real ones.

The environment is set here and not in conftest.py because pytest-django reads the settings before it.
"""

import os
from typing import Any

os.environ.setdefault("ORDO_SECRET_KEY", "test-secret")
os.environ["ORDO_EXTRA_APPS"] = "tests.sample_module.ground tests.sample_module"

from ordo.config import settings as _program

globals().update({name: value for name, value in vars(_program).items() if name.isupper()})
# Hashed names need a gathered manifest; pages under test name the files as they lie in the tree.
STORAGES: dict[str, Any] = {
    **_program.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nothing is gathered for tests, and WhiteNoise would warn about the missing folder in each of them.
STATIC_ROOT = None
