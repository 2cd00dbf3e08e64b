"""Builds the database that all tests copy: the platform and four universities with canary strings (trap 21).

Run as a program in a process of the owner's; the tests themselves run as the application's role.
"""

import django

from ordo.config.launch import messages

UNIVERSITIES = ("nsu", "knu", "jamu", "oshsu")


def main() -> None:
    """Make everything in the database that DATABASE_URL names.

    Titles of roles and texts of the sites are translated once, when a university is made: the catalogues come first.
    """
    messages.compile_catalogues()
    django.setup()
    from tenants.provisioning import facade
    from tenants.provisioning.identity import NewUniversity

    facade.ensure_platform()
    for schema in UNIVERSITIES:
        facade.create(
            NewUniversity(
                schema=schema, preset=schema, hosts=(f"{schema}.localhost",),
                name_ky=f"{schema} университети", name_ru=f"Университет {schema}", name_en=f"{schema} University",
                short_name_ky=schema.upper(), short_name_ru=schema.upper(), short_name_en=schema.upper(),
            )
        )  # fmt: skip


if __name__ == "__main__":
    main()
