"""First visit with a one-time code, own passwords, closed log-ins (JAMU-3.4a, JAMU-3.4b, JAMU-4.2j, OSH-4.2j)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ordo.access.actor import Actor, NotAllowed
from ordo.access.actors import actor_of
from ordo.access.models import Role, RoleGrant
from ordo.accounts import services, tokens
from ordo.accounts.models import ActivationSecret, User
from ordo.accounts.opening import NewLogin, open_logins
from ordo.tenancy import preferences
from ordo.tenancy.current import inside

PASSWORD = "Ак-кула-күлүк-9"
OFFICE = Actor.system("Cholpon")


def _student(username: str = "aigul") -> User:
    (pk,) = open_logins(actor=OFFICE, people=[NewLogin("Асанова", "Айгүл", username=username)])
    role = Role.objects.get(code="student")
    RoleGrant.objects.create(
        user_id=pk, role=role, scope="own", valid_from=timezone.localdate(), granted_by_name="Cholpon"
    )
    return User.objects.get(pk=pk)


def _acting(user: User) -> Actor:
    return actor_of(user.pk, user.get_full_name(), today=timezone.localdate())


def test_a_code_opens_the_log_in_once(nsu: str) -> None:
    aigul = _student()
    issued = services.issue_secret(actor=OFFICE, user_id=aigul.pk)
    user = services.activate(secret=issued.secret.lower().replace("-", " "), password=PASSWORD)
    assert user.check_password(PASSWORD)
    with pytest.raises(services.WrongSecret):
        services.activate(secret=issued.secret, password=PASSWORD)


def test_a_new_code_makes_the_former_one_and_the_old_password_worthless(nsu: str) -> None:
    aigul = _student()
    first = services.issue_secret(actor=OFFICE, user_id=aigul.pk)
    services.activate(secret=first.secret, password=PASSWORD)
    second = services.issue_secret(actor=OFFICE, user_id=aigul.pk)
    third = services.issue_secret(actor=OFFICE, user_id=aigul.pk)
    with pytest.raises(services.WrongSecret):
        services.activate(secret=second.secret, password=PASSWORD)
    assert not User.objects.get(pk=aigul.pk).check_password(PASSWORD)
    services.activate(secret=third.secret, password=PASSWORD)


def test_an_expired_code_is_refused(nsu: str) -> None:
    aigul = _student()
    issued = services.issue_secret(actor=OFFICE, user_id=aigul.pk)
    ActivationSecret.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(services.WrongSecret):
        services.activate(secret=issued.secret, password=PASSWORD)


def test_a_code_of_one_university_is_unknown_to_another(nsu: str) -> None:
    issued = services.issue_secret(actor=OFFICE, user_id=_student().pk)
    with inside("knu"), pytest.raises(services.WrongSecret):
        services.activate(secret=issued.secret, password=PASSWORD)


def test_a_weak_password_leaves_the_code_usable(nsu: str) -> None:
    issued = services.issue_secret(actor=OFFICE, user_id=_student().pk)
    with pytest.raises(ValidationError):
        services.activate(secret=issued.secret, password="12345")
    services.activate(secret=issued.secret, password=PASSWORD)


def test_the_code_itself_is_not_in_the_database(nsu: str) -> None:
    issued = services.issue_secret(actor=OFFICE, user_id=_student().pk)
    row = ActivationSecret.objects.get()
    assert issued.secret not in (row.secret_hash, row.issued_by_name)


@pytest.mark.parametrize(("schema", "allowed"), [("nsu", True), ("jamu", False), ("oshsu", False)])
def test_students_change_passwords_where_their_university_says_so(
    db: None, schema: str, allowed: bool
) -> None:
    with inside(schema):
        aigul = _student()
        assert services.may_change_own_password(_acting(aigul)) is allowed
        if not allowed:
            with pytest.raises(services.OfficeResets):
                services.change_own_password(actor=_acting(aigul), password=PASSWORD)
            assert not User.objects.get(pk=aigul.pk).has_usable_password()


def test_a_student_gives_no_codes(nsu: str) -> None:
    aigul, other = _student(), _student("bermet")
    with pytest.raises(NotAllowed):
        services.issue_secret(actor=_acting(aigul), user_id=other.pk)
    assert not ActivationSecret.objects.exists()


def test_a_person_of_another_university_does_not_exist_here(nsu: str) -> None:
    with inside("knu"):
        daniyar = _student("daniyar")
    with pytest.raises(services.UnknownUser):
        services.issue_secret(actor=OFFICE, user_id=daniyar.pk + 1000)


def test_a_closed_log_in_loses_its_keys(nsu: str) -> None:
    aigul = _student()
    key = tokens.make(actor=_acting(aigul), title="phone", permissions=frozenset(), days=10)
    assert tokens.actor_by_token(key, origin="") is not None
    services.set_active(actor=OFFICE, user_id=aigul.pk, active=False)
    assert tokens.actor_by_token(key, origin="") is None


def test_a_programs_key_works_at_its_own_university_only(nsu: str) -> None:
    key = tokens.make(actor=_acting(_student()), title="phone", permissions=frozenset(), days=10)
    with inside("knu"):
        _student()
        assert tokens.actor_by_token(key, origin="") is None


def test_whoever_must_choose_a_password_is_led_there(nsu: str, browse: Callable[[str], Any]) -> None:
    aigul = _student()
    client = browse("nsu")
    client.force_login(aigul, backend="allauth.account.auth_backends.AuthenticationBackend")
    User.objects.filter(pk=aigul.pk).update(must_change_password=True)
    answer = client.get("/app/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/")


def test_first_visit_through_the_page(nsu: str, browse: Callable[[str], Any]) -> None:
    issued = services.issue_secret(actor=OFFICE, user_id=_student().pk)
    client = browse("nsu")
    answer = client.post(
        "/accounts/activate/", {"secret": issued.secret, "password": PASSWORD, "repeated": PASSWORD}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/app/")


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_wrong_code_is_told_in_the_readers_language(
    nsu: str, browse: Callable[[str], Any], language: str
) -> None:
    client = browse("nsu")
    client.cookies["ordo-language"] = language
    answer = client.post(
        "/accounts/activate/", {"secret": "XXXX", "password": PASSWORD, "repeated": PASSWORD}
    )
    assert answer.status_code == 200
    english = "This code is not valid any more"
    assert (english in answer.content.decode()) is (language == "en")


def test_ten_wrong_passwords_lock_the_log_in_for_a_while(nsu: str, browse: Callable[[str], Any]) -> None:
    aigul = _student()
    aigul.set_password(PASSWORD)
    aigul.save()
    client = browse("nsu")
    for _attempt in range(6):
        client.post("/accounts/login/", {"login": "aigul", "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": "aigul", "password": PASSWORD})
    assert answer.status_code != 302
    with inside("knu"):
        other = _student()
        other.set_password(PASSWORD)
        other.save()
    assert browse("knu").post("/accounts/login/", {"login": "aigul", "password": PASSWORD}).status_code == 302


def test_a_session_of_one_university_is_nobody_at_another(nsu: str, browse: Callable[[str], Any]) -> None:
    aigul = _student()
    mine = browse("nsu")
    mine.force_login(aigul, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = mine.cookies["ordo-session"].value
    theirs = browse("knu")
    theirs.cookies["ordo-session"] = cookie
    assert theirs.get("/app/").status_code == 302
    assert mine.get("/app/").status_code == 200


def test_settings_start_from_the_preset_with_their_source(jamu: str) -> None:
    row = preferences.Preference.objects.get(key=preferences.STUDENTS_CHANGE_CREDENTIALS)
    assert (row.value, row.source, row.is_preset) == (False, "JAMU-4.2j", False)
