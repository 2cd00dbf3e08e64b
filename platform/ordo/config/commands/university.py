"""`ordo university create|list|check|migrate`: the operators' work on tenants."""

import argparse
import sys
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from ordo.tenancy.names import InvalidSchemaName, check_schema_name
from tenants.models import University
from tenants.provisioning import facade, inspection, migrations
from tenants.provisioning.identity import NewUniversity


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ordo university", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help="open a university, or the four known ones with --known")
    create.add_argument("schema", nargs="?", default="")
    create.add_argument("--known", action="store_true", help="make NSU, KNU, JAMU and OshSU where missing")
    create.add_argument("--preset", default="standard")
    create.add_argument("--host", action="append", default=[], help="host name; the first is the main one")
    for language in ("ky", "ru", "en"):
        create.add_argument(f"--name-{language}", default="")
        create.add_argument(f"--short-{language}", default="")
    commands.add_parser("list", help="list the universities")
    check = commands.add_parser("check", help="look for faults; exit code 1 if there is one")
    check.add_argument("schema", nargs="*")
    migrate = commands.add_parser("migrate", help="migrate all that lag behind; exit code 1 if one fails")
    migrate.add_argument("--processes", type=int, default=2)
    return parser


def _create(options: argparse.Namespace) -> int:
    facade.ensure_platform()
    if options.known:
        made = facade.ensure_universities()
        fresh = _("Made: %(names)s") % {"names": ", ".join(made)}
        _say(fresh if made else _("All four are there; nothing was changed."))
        return 0
    try:
        schema = check_schema_name(options.schema)
    except InvalidSchemaName:
        _say(
            _(
                "The name must be 2 to 31 small Latin letters, digits or _, begin with a letter and not be reserved."
            )
        )
        return 2
    if University.objects.filter(schema_name=schema).exists():
        _say(_("“%(name)s” is there already; nothing was changed.") % {"name": schema})
        return 2
    names = {language: getattr(options, f"name_{language}") or schema for language in ("ky", "ru", "en")}
    short = {language: getattr(options, f"short_{language}") or schema.upper() for language in names}
    facade.create(
        NewUniversity(
            schema=schema, preset=options.preset,
            hosts=tuple(options.host) or (f"{schema}.{settings.ORDO_BASE_HOST}",),
            name_ky=names["ky"], name_ru=names["ru"], name_en=names["en"],
            short_name_ky=short["ky"], short_name_ru=short["ru"], short_name_en=short["en"],
        )
    )  # fmt: skip
    _say(_("“%(name)s” is open.") % {"name": schema})
    return 0


def _list() -> int:
    for university in facade.list_universities():
        hosts = ", ".join(domain.domain for domain in university.domains.all())
        state = _("open") if university.is_open else _("closed")
        _say(f"{university.schema_name:<16} {state:<9} {hosts:<32} {university.name}")
    return 0


def _check(schemas: Sequence[str]) -> int:
    known = [university.schema_name for university in facade.list_universities()]
    for unknown in set(schemas) - set(known):
        _say(_("There is no university “%(name)s”.") % {"name": unknown})
        return 2
    names = list(schemas) or known
    faults = [fault for name in names for fault in inspection.inspect(name)]
    for fault in faults:
        _say(f"{fault.schema}: {fault.code}: {fault.detail}")
    _say(_("Universities: %(number)s, faults: %(faults)s") % {"number": len(names), "faults": len(faults)})
    return 1 if faults else 0


def _migrate(processes: int) -> int:
    facade.ensure_platform()
    outcomes = migrations.migrate_all(processes=processes)
    for outcome in outcomes:
        _say(f"{outcome.schema:<16} {outcome.state} {outcome.reason}".rstrip())
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


def main(argv: Sequence[str]) -> int:
    """Run one of the four; the exit code tells whether all is well."""
    options = _parser().parse_args(argv)
    if options.command == "create":
        return _create(options)
    if options.command == "list":
        return _list()
    if options.command == "check":
        return _check(options.schema)
    return _migrate(options.processes)
