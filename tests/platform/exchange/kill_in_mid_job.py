"""Does one job and is killed in the middle of it: `python -m tests.platform.exchange.kill_in_mid_job nsu <job>`.

A real SIGKILL from inside the open transaction: no `finally` runs and nobody says goodbye to the database.
"""

import os
import signal
import sys
from uuid import UUID

import django


def main(schema: str, job_id: str) -> None:
    """Run the job until its third row is written."""
    django.setup()
    from ordo.jobs import services
    from ordo.jobs.progress import Progress
    from ordo.tenancy.current import inside

    class Deadly(Progress):
        """A bar that ends the process at the third step."""

        def step(self, done: int | None = None, *, total: int | None = None) -> None:
            """Count as usual, and die in time."""
            super().step(done, total=total)
            if (done or 0) >= 3:
                os.kill(os.getpid(), signal.SIGKILL)

    services.Progress = Deadly  # the name that the runner of jobs looks up
    with inside(schema):
        services.run(UUID(job_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
