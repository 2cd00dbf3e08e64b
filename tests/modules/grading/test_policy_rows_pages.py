"""The console's pages of policies: what is shown, and that a wrong draft is refused with its sum."""

from datetime import date

import pytest
from django.test import Client

from modules.grading.models import PolicyVersion
from ordo.access.roles import RoleCode
from tests.modules.journal import world as worlds
from tests.modules.journal.people import signed_in


@pytest.fixture
def administrator(jamu: str) -> Client:
    return signed_in("jamu", worlds.user("cholpon", ("Асанова", "Чолпон")), RoleCode.SYSTEM_ADMINISTRATOR)


def drafted(client: Client) -> PolicyVersion:
    version = PolicyVersion.objects.earliest("id")
    answer = client.post(f"/app/grading/{version.pk}/copy")
    made = PolicyVersion.objects.latest("id")
    assert answer["Location"] == f"/app/grading/{made.pk}/edit/"
    return made


def filled(client: Client, version: PolicyVersion, **changes: object) -> dict[str, object]:
    """The editor's form as a browser would send it back, with some fields changed."""
    page = client.get(f"/app/grading/{version.pk}/edit/")
    form, letters = page.context["form"], page.context["letters"]
    data = {name: field.value() for name in form.fields for field in (form[name],)}
    for one in letters.forms:
        data |= {f"{one.prefix}-{name}": one[name].value() for name in one.fields}
    manager = letters.management_form
    data |= {f"letters-{name}": manager[name].value() for name in manager.fields}
    data |= changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def test_versions_are_listed_with_their_sums(administrator: Client) -> None:
    text = administrator.get("/app/grading/").content.decode()
    assert "100 / 100" in text
    assert "ЖАГУ: модульно-рейтинговая система" in text


def test_a_version_shows_where_each_value_comes_from(administrator: Client) -> None:
    version = PolicyVersion.objects.earliest("id")
    text = administrator.get(f"/app/grading/{version.pk}/").content.decode()
    assert "JAMU-3.5f" in text
    assert "предустановка" in text.lower() or "не из нормы" in text


def test_a_draft_is_changed_in_the_editor_and_put_in_force(administrator: Client) -> None:
    version = drafted(administrator)
    wanted = {"exam_attendance": "10", "exam_progress": "8", "valid_from": "2027-02-01"}
    answer = administrator.post(f"/app/grading/{version.pk}/edit/", filled(administrator, version, **wanted))
    assert answer.status_code == 302
    version.refresh_from_db()
    policy = version.row().policy
    assert (policy.exam.attendance, policy.exam.progress, version.valid_from) == (10, 8, date(2027, 2, 1))
    assert not policy.source_of("exam.attendance").confirmed
    assert policy.source_of("pass_fail.attendance").confirmed
    order = {"number": "17", "order_date": "2027-01-15"}
    administrator.post(f"/app/grading/{version.pk}/enforce", order)
    version.refresh_from_db()
    assert (version.status, version.number) == ("in_force", "17")


def test_a_draft_that_does_not_add_up_comes_back_with_its_sum(administrator: Client) -> None:
    version = drafted(administrator)
    data = filled(administrator, version, exam_final="41")
    answer = administrator.post(f"/app/grading/{version.pk}/edit/", data)
    assert answer.status_code == 200
    assert "101" in answer.content.decode()
    version.refresh_from_db()
    assert version.version == 1


def test_a_letters_table_with_a_gap_is_refused(administrator: Client) -> None:
    version = drafted(administrator)
    data = filled(administrator, version, **{"letters-0-DELETE": "on"})
    answer = administrator.post(f"/app/grading/{version.pk}/edit/", data)
    assert answer.status_code == 200
    version.refresh_from_db()
    assert version.version == 1


def test_a_preset_is_confirmed_by_an_order(administrator: Client) -> None:
    version = PolicyVersion.objects.earliest("id")
    administrator.post(f"/app/grading/{version.pk}/confirm", {"order": "12/3"})
    version.refresh_from_db()
    assert version.confirmed_order == "12/3"
    assert version.confirmed_by_name == "Асанова Чолпон"


def test_a_version_in_force_does_not_open_in_the_editor(administrator: Client) -> None:
    version = PolicyVersion.objects.earliest("id")
    answer = administrator.get(f"/app/grading/{version.pk}/edit/")
    assert (answer.status_code, answer["Location"]) == (302, f"/app/grading/{version.pk}/")


def test_a_teacher_sees_no_policies_in_the_console(jamu: str) -> None:
    client = signed_in("jamu", worlds.user("bakyt"), RoleCode.TEACHER)
    version = PolicyVersion.objects.earliest("id")
    for path in ("", f"{version.pk}/", f"{version.pk}/edit/"):
        assert client.get(f"/app/grading/{path}").status_code == 403
    assert client.post(f"/app/grading/{version.pk}/copy").status_code == 403
    assert PolicyVersion.objects.count() == 1
