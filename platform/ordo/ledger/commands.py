"""`ordo ledger verify|root`: tell what was altered, sign the day."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django_tenants.utils import get_tenant_model

from ordo.ledger.roots import export_root, make_root
from ordo.ledger.verify import Report, verify
from ordo.tenancy.current import inside
from ordo.tenancy.names import PUBLIC


def main(argv: Sequence[str]) -> int:
    """Run one subcommand for the named universities, or for all; 1 when something was altered, 2 for no such one."""
    options = _parser().parse_args(argv)
    known = _all_schemas()
    for unknown in set(options.schema) - set(known):
        _say(_("There is no university “%(name)s”.") % {"name": unknown})
        return 2
    schemas = options.schema or known
    if options.command == "root":
        for schema in schemas:
            with inside(schema):
                row = make_root(options.day or localdate())
                path = export_root(row)
            _say(f"{schema}: {row.day} {bytes(row.merkle_root).hex()} heads {row.heads} {path}")
        return 0
    reports = [verify(schema, every_day=options.every_day) for schema in schemas]
    for report in reports:
        _tell(report)
    return 0 if all(report.is_sound for report in reports) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ordo ledger", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("verify", help="tell what was altered; exit code 1 if anything was")
    check.add_argument("schema", nargs="*", help="universities; all when none is named")
    check.add_argument("--every-day", action="store_true", help="compute the root of every day again")
    sign = commands.add_parser("root", help="sign the root of a day and write it to the file store")
    sign.add_argument("schema", nargs="*", help="universities; all when none is named")
    sign.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today when not given")
    return parser


def _all_schemas() -> list[str]:
    """All universities; public holds no register."""
    with inside(PUBLIC):
        rows = get_tenant_model().objects.exclude(schema_name=PUBLIC).order_by("schema_name")
        return list(rows.values_list("schema_name", flat=True))


def _tell(report: Report) -> None:
    """Write one university's report, one line a finding."""
    counts = {"registers": report.registers, "events": report.events, "findings": len(report.findings)}
    if report.is_sound:
        verdict = _("sound; registers: %(registers)s, events: %(events)s") % counts
    else:
        verdict = _("ALTERED, findings: %(findings)s; registers: %(registers)s, events: %(events)s") % counts
    _say(f"{report.schema}: {verdict}")
    for finding in report.findings:
        place = {
            "register": finding.register_id,
            "event": finding.seq,
            "row": f"{finding.table} {finding.row_id}",
        }
        where = _("register %(register)s, event %(event)s, row %(row)s") % place
        _say(f"  {finding.kind}: {where} {finding.detail}".rstrip())
        _say(f"    {finding.message}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
