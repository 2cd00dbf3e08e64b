"""The catalogues of messages: collect strings from the sources, compile `.po` into `.mo`, count what is missing.

`ordo messages compile`  every catalogue whose `.mo` is missing or older
`ordo messages collect`  new strings of the sources into the Kyrgyz and Russian catalogue nearest to them, empty
`ordo messages check`    untranslated and fuzzy entries of all catalogues; exit code 1 if there are any

None of them needs gettext on the machine.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from ordo.config import environment
from ordo.config.launch.extraction import Message, of_folder
from ordo.config.launch.sentences import Refusal, title

# Catalogues lie beside the code they belong to, never deeper than a package of a module.
ROOTS = ("platform", "tenants", "modules", "graphql", "cms")
# English texts are the message ids themselves: an empty English entry is complete.
TRANSLATED = ("ky", "ru")
# The same as in Django's own catalogues: Kyrgyz has one form beside a number, Russian names four and uses three.
_FORMS = {"ky": 1, "ru": 4}
_PLURALS = {
    "ky": "nplurals=1; plural=0;",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
}
_HEADS = {
    language: (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Ordo\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n'
    )
    for language, plural in _PLURALS.items()
}


@dataclass(frozen=True)
class Gap:
    """One entry that a reader would see in the wrong language."""

    catalogue: Path
    text: str
    fuzzy: bool


def source_roots() -> list[Path]:
    """The folders that hold the program's packages, in a checkout or in an installed environment."""
    if environment.is_checkout():
        base = environment.project_root()
        return [base / name for name in ROOTS if (base / name).is_dir()]
    site = environment.PACKAGE.parent
    return [site / name for name in ("ordo", "api", "tenants", "modules", "cms") if (site / name).is_dir()]


def catalogues() -> Iterator[Path]:
    """Every `.po` file of the program, in a steady order."""
    for root in source_roots():
        yield from sorted(root.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_catalogues() -> int:
    """Write the `.mo` beside every `.po` that is newer; gives the number written. Raises `messages_broken`."""
    written = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            content = polib.pofile(str(source), check_for_duplicates=True)
        except (OSError, ValueError) as error:
            raise Refusal("messages_broken", reason=f"{source}: {error}") from error
        # A reader must never find half a file: two starts may compile at one moment.
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        content.save_as_mofile(str(fresh))
        fresh.replace(target)
        written += 1
    return written


def gaps() -> Iterator[Gap]:
    """Untranslated and fuzzy entries of the Kyrgyz and Russian catalogues."""
    for source in catalogues():
        if source.parents[1].name in TRANSLATED:
            content = polib.pofile(str(source))
            for entry in content:
                if not entry.obsolete and (entry.fuzzy or not entry.translated()):
                    yield Gap(source, entry.msgid, entry.fuzzy)


def collect() -> int:
    """Append strings that no catalogue knows yet, empty, to the catalogue nearest to their file; gives how many."""
    added = 0
    for language in TRANSLATED:
        known = {
            (entry.msgctxt or "", entry.msgid)
            for source in catalogues()
            if source.parents[1].name == language
            for entry in polib.pofile(str(source))
        }
        for root in source_roots():
            for path, message in of_folder(root):
                if message.key not in known:
                    known.add(message.key)
                    _append(_nearest_catalogue(path, root, language), path, message)
                    added += 1
    return added


def _nearest_catalogue(path: Path, root: Path, language: str) -> Path:
    """The catalogue of the closest package around a file that has a `locale` folder, else of the root's package."""
    homes = [
        folder for folder in path.parents if folder.is_relative_to(root) and (folder / "locale").is_dir()
    ]
    package = root / path.relative_to(root).parts[0] if len(path.relative_to(root).parts) > 1 else root
    return (homes[0] if homes else package) / "locale" / language / "LC_MESSAGES" / "django.po"


def _append(catalogue: Path, path: Path, message: Message) -> None:
    """Add an empty entry at the end, leaving the rest of the file as its writers formed it."""
    if not catalogue.exists():
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        catalogue.write_text(_HEADS[catalogue.parents[1].name], encoding="utf-8")
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        msgstr_plural=dict.fromkeys(range(_FORMS[catalogue.parents[1].name]), "") if message.plural else {},
        occurrences=[(path.relative_to(catalogue.parents[3]).as_posix(), "")],
        flags=["python-format"] if "%(" in message.text + message.plural else [],
    )
    with catalogue.open("a", encoding="utf-8") as file:
        file.write(f"\n{entry.__unicode__(wrapwidth=0)}")


def main(argv: list[str]) -> int:
    """`ordo messages compile|collect|check`; gives the exit code."""
    command = argv[0] if argv else "compile"
    if command == "compile":
        sys.stdout.write(f"{title('compiled')}: {compile_catalogues()}\n")
        return 0
    if command == "collect":
        sys.stdout.write(f"{title('collected')}: {collect()}\n")
        return 0
    if command == "check":
        found = list(gaps())
        for gap in found:
            sys.stdout.write(f"{gap.catalogue}: {'fuzzy' if gap.fuzzy else 'empty'}: {gap.text!r}\n")
        return 1 if found else 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
