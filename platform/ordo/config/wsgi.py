"""The WSGI application; ASGI is not used, because async code loses the university (trap 12)."""

import os

from django.core.wsgi import get_wsgi_application

from ordo.tenancy.checks import refuse_wrong_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordo.config.settings")

application = get_wsgi_application()
refuse_wrong_start()
