"""Catalogues are compiled without gettext, and gaps are found."""

import gettext
import os
from pathlib import Path

import polib
import pytest

from ordo.config.launch import extraction, messages
from ordo.config.launch.extraction import Message
from ordo.config.launch.sentences import Refusal

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Kyrgyz catalogue with one entry, in a checkout of its own."""
    folder = tmp_path / "platform" / "ordo" / "locale" / "ky" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(f'{HEAD}msgid "journal"\nmsgstr "журнал"\n')
    monkeypatch.setattr(messages.environment, "project_root", lambda: tmp_path)
    return source


def test_a_catalogue_is_compiled_once(catalogue: Path) -> None:
    assert messages.compile_catalogues() == 1
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("journal") == "журнал"
    assert messages.compile_catalogues() == 0


def test_a_changed_catalogue_is_compiled_again(catalogue: Path) -> None:
    messages.compile_catalogues()
    later = catalogue.with_suffix(".mo").stat().st_mtime + 5
    os.utime(catalogue, (later, later))
    assert messages.compile_catalogues() == 1


def test_a_broken_catalogue_is_named(catalogue: Path) -> None:
    catalogue.write_text("no catalogue at all\n")
    with pytest.raises(Refusal, match=r"django\.po"):
        messages.compile_catalogues()


def test_what_is_empty_or_unsure_is_found(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.write_text(f'{HEAD}msgid "mark"\nmsgstr ""\n\n#, fuzzy\nmsgid "sheet"\nmsgstr "ведомость"\n')
    assert {(gap.text, gap.fuzzy) for gap in messages.gaps()} == {("mark", False), ("sheet", True)}
    assert messages.main(["check"]) == 1
    assert "'mark'" in capsys.readouterr().out


def test_new_strings_are_appended_to_the_nearest_catalogue_once(catalogue: Path, tmp_path: Path) -> None:
    code = tmp_path / "platform" / "ordo" / "ui" / "page.py"
    code.parent.mkdir()
    code.write_text('x = _("journal"), ngettext("%(n)s mark", "%(n)s marks", n), pgettext("noun", "lock")\n')
    before = catalogue.read_text()
    assert messages.main(["collect"]) == 0
    assert catalogue.read_text().startswith(before)
    kyrgyz = polib.pofile(str(catalogue))
    assert [(entry.msgctxt, entry.msgid) for entry in kyrgyz] == [
        (None, "journal"),
        (None, "%(n)s mark"),
        ("noun", "lock"),
    ]
    russian = polib.pofile(str(catalogue).replace("/ky/", "/ru/"))
    assert "journal" in {entry.msgid for entry in russian}
    assert messages.collect() == 0


def test_a_package_with_a_catalogue_of_its_own_keeps_its_strings(catalogue: Path, tmp_path: Path) -> None:
    module = tmp_path / "modules" / "journal"
    (module / "templates").mkdir(parents=True)
    (module / "locale").mkdir()
    (module / "templates" / "page.html").write_text("{% load i18n %}{% translate 'Fill' %}")
    messages.collect()
    own = module / "locale" / "ky" / "LC_MESSAGES" / "django.po"
    assert [entry.msgid for entry in polib.pofile(str(own))] == ["Fill"]
    assert "Fill" not in catalogue.read_text()


def test_every_kind_of_string_in_a_template_is_found() -> None:
    source = (
        "{% load i18n %}{% translate 'One' %}{% trans 'Two (2)' context 'place' %}{{ _('Three') }}"
        "{% blocktranslate trimmed count n=n %}\n  four {{ n }}\n{% plural %}five {{ n }}{% endblocktranslate %}"
        "<c-x label=\"{% translate 'Six' %}\" />"
    )
    assert list(extraction.of_template(source)) == [
        Message("One"),
        Message("Two (2)", context="place"),
        Message("Three"),
        Message("four %(n)s", plural="five %(n)s"),
        Message("Six"),
    ]


def test_only_plain_strings_are_messages() -> None:
    source = "_(name); gettext_lazy('a'); obj.gettext('b'); npgettext_lazy('c', 'd', 'e', 2); other('f')"
    assert list(extraction.of_python(source)) == [Message("a"), Message("b"), Message("d", "e", "c")]
