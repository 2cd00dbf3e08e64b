"""Log-ins: found, opened, closed; one-time codes shown once (JAMU-3.4a, JAMU-3.4b, KNU-5.6)."""

import re

import pytest
from django.test import Client

from ordo.access.actor import Target
from ordo.accounts import selectors, services, targets
from ordo.accounts.models import ActivationSecret, User
from tests.factories.house import login

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def test_a_log_in_is_found_by_any_part_of_the_name(browser) -> None:
    User.objects.create(username="aigul", last_name="Токтогулова", first_name="Айгүл")
    User.objects.create(username="bakyt", last_name="Сыдыков", first_name="Бакыт")
    page = browser("system_administrator").get("/console/logins/?words=токтогул айг").content.decode()
    assert "Токтогулова Айгүл" in page
    assert "Сыдыков" not in page


def test_a_code_is_shown_once_in_three_languages_and_opens_the_log_in(browser) -> None:
    person = login("aigul")
    answer = browser("journal_administrator").post("/console/logins/slips/", {"pick": str(person)})
    page = answer.content.decode()
    (code,) = set(CODE.findall(page))
    assert services.holder_of(code).pk == person
    assert "no-store" in answer["Cache-Control"]
    assert all(f'<p lang="{language}"' in page for language in ("ky", "ru", "en"))
    assert "http://nsu.localhost/accounts/activate/" in page
    assert not ActivationSecret.objects.filter(secret_hash__contains=code).exists()
    assert code not in browser("system_administrator").get(f"/console/logins/{person}/").content.decode()


def test_codes_are_given_out_for_a_whole_group_at_once(browser) -> None:
    people = [login(f"student{number}") for number in range(25)]
    data = {"pick": [str(pk) for pk in people]}
    page = browser("journal_administrator").post("/console/logins/slips/", data).content.decode()
    assert len(set(CODE.findall(page))) == 25


def test_too_many_or_none_are_refused_before_anything_is_issued(browser) -> None:
    admin = browser("journal_administrator")
    for number in range(61):
        login(f"student{number}")
    for data in ({}, {"all": "1"}, {"pick": ["x", "²"]}):
        assert admin.post("/console/logins/slips/", data)["Location"] == "/console/logins/"
    assert not ActivationSecret.objects.exists()


def test_a_closed_log_in_lets_nobody_in_until_it_is_opened_again(browser) -> None:
    admin, person = browser("system_administrator"), login("aigul")
    theirs = Client(HTTP_HOST="nsu.localhost")
    theirs.force_login(User.objects.get(pk=person))
    admin.post(f"/console/logins/{person}/switch/", {"active": "0"})
    assert theirs.get("/app/").status_code == 302
    admin.post(f"/console/logins/{person}/switch/", {"active": "1"})
    assert User.objects.get(pk=person).is_active


def test_nobody_closes_the_own_log_in(browser) -> None:
    admin, own = browser("system_administrator"), login("system_administrator")
    page = admin.post(f"/console/logins/{own}/switch/", {"active": "0"}, follow=True).content.decode()
    assert "Nobody closes the own log-in" in page
    assert User.objects.get(pk=own).is_active


@pytest.fixture
def two_faculties(nsu, monkeypatch) -> tuple[int, int]:
    """Aigul stands in faculty 1, Daniyar in faculty 2."""
    mine, theirs = login("aigul"), login("daniyar")
    places = {mine: 1, theirs: 2}
    monkeypatch.setattr(
        targets, "_providers", [lambda pk: Target(faculty_id=places[pk]) if pk in places else None]
    )
    within = [lambda reach: [pk for pk, faculty in places.items() if faculty in reach.faculties]]
    monkeypatch.setattr(selectors, "_within", within)
    return mine, theirs


def test_a_deans_office_meets_the_own_faculty_only(browser, two_faculties) -> None:
    mine, theirs = two_faculties
    dean = browser("deans_office", scope="faculty", scope_id=1)
    page = dean.get("/console/logins/").content.decode()
    assert "Aigul" in page
    assert "Daniyar" not in page
    assert dean.get(f"/console/logins/{mine}/").status_code == 200
    assert dean.get(f"/console/logins/{theirs}/").status_code == 404
    page = dean.post("/console/logins/slips/", {"pick": [str(mine), str(theirs)]}).content.decode()
    assert "Aigul" in page
    assert "Daniyar" not in page
    assert not ActivationSecret.objects.filter(user_id=theirs).exists()
    assert dean.post(f"/console/logins/{theirs}/switch/", {"active": "0"}).status_code == 404
    assert User.objects.get(pk=theirs).is_active


def test_whoever_gives_out_codes_cannot_take_over_those_who_give_out_rights(browser) -> None:
    browser("system_administrator")
    keeper = User.objects.get(username="system_administrator")
    keeper.set_password("old-password-1")
    keeper.save()
    journal = browser("journal_administrator")
    page = journal.post("/console/logins/slips/", {"pick": str(keeper.pk)}).content.decode()
    assert not CODE.search(page)
    assert "you may not give a code" in page
    assert journal.post(f"/console/logins/{keeper.pk}/switch/", {"active": "0"}).status_code == 403
    keeper.refresh_from_db()
    assert keeper.is_active
    assert keeper.check_password("old-password-1")
    second = browser("system_administrator", name="second")
    assert CODE.search(second.post("/console/logins/slips/", {"pick": str(keeper.pk)}).content.decode())


def test_nobody_ends_the_own_session_with_a_code(browser) -> None:
    admin, own = browser("system_administrator"), login("system_administrator")
    assert admin.post("/console/logins/slips/", {"pick": str(own)})["Location"] == "/console/logins/"
    assert not ActivationSecret.objects.exists()
    assert admin.get("/console/").status_code == 200
