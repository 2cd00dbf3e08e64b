"""Roles, their permissions and words on the console."""

import re

from ordo.access.models import Role, RolePermission


def _role(code: str) -> Role:
    return Role.objects.get(code=code)


def _held(code: str) -> set[str]:
    return set(RolePermission.objects.filter(role__code=code).values_list("permission", flat=True))


def _seen(browser, role: Role) -> str:
    page = browser.get(f"/console/roles/{role.pk}/").content.decode()
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found.group(1)


def test_permissions_are_ticked_and_saved(browser) -> None:
    admin, library = browser("system_administrator"), _role("library")
    wanted = [*_held("library"), "audit.event.view"]
    data = {"permission": wanted, "seen": _seen(admin, library)}
    page = admin.post(f"/console/roles/{library.pk}/permissions/", data, follow=True).content.decode()
    assert "Saved." in page
    assert "audit.event.view" in _held("library")
    assert re.search(r'value="audit.event.view" checked', page)


def test_a_simple_role_is_refused_with_a_sentence(browser) -> None:
    admin, student = browser("system_administrator"), _role("student")
    before = _held("student")
    data = {"permission": [*before, "access.grant.give"], "seen": _seen(admin, student)}
    page = admin.post(f"/console/roles/{student.pk}/permissions/", data, follow=True).content.decode()
    assert "A simple role only reads" in page
    assert _held("student") == before
    assert 'value="access.grant.give"' not in admin.get(f"/console/roles/{student.pk}/").content.decode()


def test_the_only_keeper_of_roles_is_refused_with_a_sentence(browser) -> None:
    admin, role = browser("system_administrator"), _role("system_administrator")
    before = _held(role.code)
    data = {"permission": list(before - {"access.role.change"}), "seen": _seen(admin, role)}
    page = admin.post(f"/console/roles/{role.pk}/permissions/", data, follow=True).content.decode()
    assert "Nobody would be left" in page
    assert _held(role.code) == before


def test_two_administrators_at_once_do_not_overwrite_each_other(browser) -> None:
    first, second = browser("system_administrator"), browser("system_administrator", name="second")
    role = _role("library")
    seen = _seen(first, role)
    url = f"/console/roles/{role.pk}/permissions/"
    second.post(url, {"permission": ["audit.event.view"], "seen": _seen(second, role)})
    page = first.post(url, {"permission": [], "seen": seen}, follow=True).content.decode()
    assert "Somebody else changed this role" in page
    assert _held("library") == {"audit.event.view"}


def test_permissions_of_the_platforms_operators_are_neither_offered_nor_lost(browser) -> None:
    admin, role = browser("system_administrator"), _role("system_administrator")
    assert "platform.university.create" not in admin.get(f"/console/roles/{role.pk}/").content.decode()
    shown = {code for code in _held(role.code) if not code.startswith("platform.")}
    data = {"permission": list(shown), "seen": _seen(admin, role)}
    admin.post(f"/console/roles/{role.pk}/permissions/", data)
    assert "platform.university.create" in _held(role.code)


def test_a_role_is_added_with_words_and_removed_again(browser) -> None:
    admin = browser("system_administrator")
    words = {"title_ky": "Музей", "title_ru": "Музей", "title_en": "Museum"}
    answer = admin.post("/console/roles/new/", {"code": "museum", "kind": "full", **words})
    role = _role("museum")
    assert answer["Location"] == f"/console/roles/{role.pk}/"
    words["title_en"] = "The museum"
    admin.post(f"/console/roles/{role.pk}/words/", {**words, "seen": _seen(admin, role)})
    role.refresh_from_db()
    assert role.title_en == "The museum"
    admin.post(f"/console/roles/{role.pk}/remove/", {"seen": _seen(admin, role)})
    assert not Role.objects.filter(code="museum").exists()


def test_a_wrong_form_is_shown_again_with_its_errors(browser) -> None:
    admin = browser("system_administrator")
    answer = admin.post(
        "/console/roles/new/", {"code": "Музей", "kind": "full", "title_ky": "М", "title_ru": "М"}
    )
    assert answer.status_code == 422
    assert "small Latin letters" in answer.content.decode()


def test_a_vice_rector_reads_roles_and_changes_none(browser) -> None:
    vice, role = browser("vice_rector"), _role("library")
    page = vice.get(f"/console/roles/{role.pk}/").content.decode()
    assert "Save the permissions" not in page
    before = _held("library")
    assert (
        vice.post(f"/console/roles/{role.pk}/permissions/", {"permission": [], "seen": "x"}).status_code
        == 403
    )
    assert _held("library") == before


def test_the_matrix_has_every_role_and_every_offered_permission(browser) -> None:
    page = browser("vice_rector").get("/console/roles/matrix/").content.decode()
    assert page.count('<th scope="col" class="turned">') == Role.objects.count()
    assert "Give and withdraw roles" in page
    assert browser("system_administrator").get("/console/roles/999999/").status_code == 404
