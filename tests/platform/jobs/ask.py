"""Asks for a job as a page would, in a process of its own: `python -m tests.platform.jobs.ask nsu kind '{...}'`."""

import json
import sys

import django


def main(schema: str, kind: str, params: str) -> None:
    """Write the row, send the message after the commit, print the job's id."""
    django.setup()
    # The web server loads the same application; without it a task would go to Celery's default broker.
    from ordo.access.actor import Actor
    from ordo.config import worker
    from ordo.jobs import services
    from ordo.tenancy.current import inside

    assert worker.app.conf.broker_url
    with inside(schema):
        sys.stdout.write(
            str(services.start(actor=Actor.system("test"), kind=kind, params=json.loads(params)).id)
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
