"""The `ordo` command: start, universities, imports, ledger, and any command of Django."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

# Commands that migrate or provision run as the owner of the tables; all others as the application.
OWNER_COMMANDS = frozenset({"university", "migrate", "migrate_schemas", "makemigrations", "ledger"})

COMMANDS: dict[str, str] = {
    "demo": "ordo.config.launch.demo:main",
    "serve": "ordo.config.launch.serve:main",
    "worker": "ordo.config.launch.worker:main",
    "messages": "ordo.config.launch.messages:main",
    "university": "ordo.config.commands.university:main",
    "import": "ordo.config.commands.imports:main",
    "ledger": "ordo.ledger.commands:main",
    "graphql-schema": "ordo.config.commands.graphql_schema:main",
}

# These read the program only.
WITHOUT_DATABASE = frozenset(
    {"graphql-schema", "collectstatic", "diffsettings", "help", "--help", "-h", "version", "--version"}
)

# These find universities; without any the sentence says how to make them. `university create|migrate` make them.
WITH_UNIVERSITIES = frozenset(
    {("import", ""), ("ledger", ""), ("university", "list"), ("university", "check")}
)

# These set their own environment before Django starts.
LAUNCHERS = frozenset({"demo", "serve", "worker", "messages"})


def _load(path: str) -> Callable[[Sequence[str]], int]:
    module, _, name = path.partition(":")
    function: Callable[[Sequence[str]], int] = getattr(import_module(module), name)
    return function


def prepare_environment(command: str, deed: str = "") -> None:
    """Choose the database login for the command and make the database reachable: the embedded one is started.

    `deed` is the word behind the command. Raises Refusal `database_…`.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordo.config.settings")
    if "ORDO_PROCESS" not in os.environ:
        os.environ["ORDO_PROCESS"] = "owner" if command in OWNER_COMMANDS else "app"
    if command not in WITHOUT_DATABASE and deed not in {"--help", "-h"}:
        from ordo.config.launch import database

        urls = database.ensure()
        needed = WITH_UNIVERSITIES & {(command, ""), (command, deed)}
        address = urls.owner if os.environ["ORDO_PROCESS"] == "owner" else urls.app
        database.check(address, universities=bool(needed))


def speak() -> None:
    """Let commands answer in the language of the shell (LC_ALL, LC_MESSAGES, LANG); English for any other."""
    from django.conf import settings
    from django.utils import translation

    given = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    known = {code for code, _title in settings.LANGUAGES}
    translation.activate(given[:2].lower() if given[:2].lower() in known else "en")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is the command's."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = arguments[0] if arguments else "help"
    if command in LAUNCHERS:
        return _load(COMMANDS[command])(arguments[1:])
    prepare_environment(command, next(iter(arguments[1:]), ""))
    if command in COMMANDS:
        import django

        django.setup()
        speak()
        return _load(COMMANDS[command])(arguments[1:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ordo", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
