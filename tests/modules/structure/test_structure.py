"""Semesters, groups and units: what the database holds, what the door answers, what pages show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from modules.structure import facade as structure
from modules.structure.models import AcademicYear, Faculty, Programme, Semester, StudyGroup
from modules.structure.services import calendar
from ordo.access.roles import RoleCode
from tests.factories.house import SYSTEM, House, speaking, three

R = RoleCode


def test_two_semesters_never_share_a_day(house: House) -> None:
    values = {"number": 2, "starts_on": house.today, "ends_on": house.today + timedelta(days=200)}
    with pytest.raises(ValidationError):
        calendar.save_semester(actor=SYSTEM, year_start=house.start.year, values=values)
    year = AcademicYear.objects.get(starts=house.start.year)
    with pytest.raises(IntegrityError, match="structure_semester_no_overlap"), transaction.atomic():
        Semester.objects.create(year=year, **values)


def test_a_day_between_semesters_belongs_to_the_one_before(house: House) -> None:
    later = house.today + timedelta(days=100)
    spring = structure.ensure_semester(
        actor=SYSTEM,
        year_start=house.start.year,
        number=2,
        starts_on=later,
        ends_on=later + timedelta(days=90),
    )
    found = [
        structure.semester_on(day)
        for day in (date(2001, 1, 1), house.today, later - timedelta(days=5), later)
    ]
    assert [one.id for one in found if one] == [house.semester, house.semester, house.semester, spring.id]


def test_a_university_without_semesters_answers_none(nsu: str) -> None:
    assert structure.semester_on(date(2026, 9, 1)) is None
    with pytest.raises(structure.UnknownSemester):
        structure.semester(1)
    with pytest.raises(structure.UnknownGroup):
        structure.group(1)


def test_labels_speak_the_language_of_the_reader(house: House) -> None:
    year = house.start.year
    labels = []
    for language in ("ky", "ru", "en"):
        with speaking(language):
            labels.append(structure.semester(house.semester).label)
    assert labels == [
        f"{year}/{year + 1}, күзгү семестр",
        f"{year}/{year + 1}, осенний семестр",
        f"{year}/{year + 1}, autumn semester",
    ]


def test_a_name_without_english_falls_back_to_russian(house: House) -> None:
    pk = structure.ensure_faculty(actor=SYSTEM, code="M", names={"ky": "Медицина", "ru": "Медицинский"})
    unit = next(one for one in structure.faculties() if one.id == pk)
    assert unit.names == {"ky": "Медицина", "ru": "Медицинский", "en": "Медицинский"}


@pytest.mark.parametrize("missing", ["ky", "ru"])
def test_kyrgyz_and_russian_names_are_required(nsu: str, missing: str) -> None:
    names = {**three("Медицина", "Медицинский", "Medicine"), missing: ""}
    with pytest.raises(ValidationError, match=f"name_{missing}"):
        structure.ensure_faculty(actor=SYSTEM, code="M", names=names)
    assert not Faculty.objects.exists()


def test_a_group_knows_its_place(house: House) -> None:
    found = structure.group(house.mine.group)
    assert (found.programme_code, found.level, found.faculty_id) == ("710200", "bachelor", house.mine.faculty)
    assert found.faculty_names["ky"] == "Маалыматтык технологиялар"
    target = structure.group_target(found)
    assert (target.faculty_id, target.department_id, target.group_id) == (
        house.mine.faculty, house.mine.department, house.mine.group,
    )  # fmt: skip


def test_a_groups_name_is_free_again_when_the_group_is_closed(house: House) -> None:
    given = {"actor": SYSTEM, "name": "ИСТ-1-25", "admission_year": 2025, "course": 1}
    assert structure.ensure_group(programme_id=house.mine.programme, **given).id == house.mine.group
    StudyGroup.objects.filter(pk=house.mine.group).update(is_active=False)
    assert structure.ensure_group(programme_id=house.mine.programme, **given).id != house.mine.group
    with pytest.raises(IntegrityError, match="structure_group_name_once"), transaction.atomic():
        StudyGroup.objects.filter(pk=house.mine.group).update(is_active=True)


def test_a_programme_code_is_six_digits_for_the_database_too(house: House) -> None:
    with pytest.raises(IntegrityError, match="structure_programme_code"), transaction.atomic():
        Programme.objects.filter(pk=house.mine.programme).update(code="71020")
    with pytest.raises(ValidationError):
        structure.ensure_programme(
            actor=SYSTEM,
            department_id=house.mine.department,
            code="7102",
            names=three("а", "б", "c"),
            level="master",
        )


def test_correspondence_is_stored_as_part_time() -> None:
    assert structure.form_of_study("correspondence") == "part_time"
    assert structure.form_of_study("evening") == "evening"
    with pytest.raises(ValueError, match="nonsense"):
        structure.form_of_study("nonsense")


def test_subgroups_are_added_once_in_their_order(house: House) -> None:
    first = structure.ensure_subgroups(actor=SYSTEM, group_id=house.mine.group, names=["1", "2"])
    again = structure.ensure_subgroups(actor=SYSTEM, group_id=house.mine.group, names=["2", "1", "3"])
    assert again[:2] == first[::-1]
    assert [part.name for part in structure.subgroups([house.mine.group])] == ["1", "2", "3"]


@pytest.mark.parametrize("query", ["ист-1-25", "ИСТ 1 25", "ист125", "ИСТ"])
def test_the_list_finds_a_group_however_its_name_is_typed(house: House, query: str) -> None:
    answer = house.browser(R.RECTOR).get("/app/structure/groups/", {"q": query})
    assert [row.record.pk for row in answer.context["listing"].table.rows] == [house.mine.group]


def test_closed_groups_are_shown_when_asked_for(house: House) -> None:
    StudyGroup.objects.filter(pk=house.mine.group).update(is_active=False)
    browser = house.browser(R.RECTOR)

    def shown(**query: str) -> set[int]:
        return {
            row.record.pk
            for row in browser.get("/app/structure/groups/", query).context["listing"].table.rows
        }

    assert shown() == {house.theirs.group}
    assert shown(state="closed") == {house.mine.group}
    assert shown(state="all") == {house.mine.group, house.theirs.group}


@pytest.mark.parametrize("name", ["faculties", "departments", "programmes", "semesters", "groups"])
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_list_opens_in_every_language(house: House, name: str, language: str) -> None:
    browser = house.browser(R.SYSTEM_ADMINISTRATOR)
    answer = browser.get(f"/app/structure/{name}/", HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 200
    assert answer.context["listing"].total >= 1


def test_an_empty_university_is_led_to_the_first_step(nsu: str, browse: Any) -> None:
    from tests.factories.house import login, signed_in
    from tests.modules.structure.roles import give

    user = login("admin")
    give(user, R.SYSTEM_ADMINISTRATOR)
    page = signed_in(user).get("/app/structure/faculties/").content.decode()
    assert "Nothing has been entered here yet" in page
    assert "/app/structure/faculties/new/" in page


def test_a_faculty_is_entered_and_changed_on_its_page(house: House) -> None:
    browser = house.browser(R.SYSTEM_ADMINISTRATOR)
    data = {"kind": "institute", "code": "ИТ", "name_ky": "Институт", "name_ru": ""}
    refused = browser.post("/app/structure/faculties/new/", data)
    assert refused.status_code == 422
    assert not Faculty.objects.filter(code="ИТ").exists()
    assert browser.post("/app/structure/faculties/new/", {**data, "name_ru": "Институт"}).status_code == 302
    made = Faculty.objects.get(code="ИТ")
    url = f"/app/structure/faculties/{made.pk}/"
    again = {**data, "name_ru": "Институт ИТ", "seen": "1"}
    assert browser.post(url, again).status_code == 302
    assert browser.post(url, {**again, "name_ru": "Другой"}).status_code == 409
    made.refresh_from_db()
    assert (made.name_ru, made.version) == ("Институт ИТ", 2)
    taken = browser.post("/app/structure/faculties/new/", {**data, "name_ru": "Институт"})
    assert taken.status_code == 422


def test_a_semester_is_entered_with_its_year(house: House) -> None:
    browser = house.browser(R.ACADEMIC_OFFICE)
    data = {"year_start": "2030", "number": "1", "starts_on": "2030-09-01", "ends_on": "2030-12-31"}
    assert browser.post("/app/structure/semesters/new/", data).status_code == 302
    overlap = {**data, "year_start": "2031", "starts_on": "2030-12-01", "ends_on": "2031-01-31"}
    refused = browser.post("/app/structure/semesters/new/", overlap)
    assert refused.status_code == 422
    assert Semester.objects.filter(year__starts=2030).count() == 1


@pytest.mark.parametrize("end", ["", "edit/"])
def test_a_group_of_another_faculty_is_not_there(house: House, end: str) -> None:
    answer = house.browser(R.DEANS_OFFICE).get(f"/app/structure/groups/{house.theirs.group}/{end}")
    assert answer.status_code == 404


def test_a_group_is_opened_and_split_on_its_pages(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    data = {
        "name": "ИСТ-3-25", "programme": str(house.mine.programme), "admission_year": "2025", "course": "1",
        "language": "ky", "form_of_study": "full_time", "funding": "contract", "is_active": "on",
    }  # fmt: skip
    elsewhere = {"name": "X-1", "programme": str(house.theirs.programme)}
    answer = browser.post("/app/structure/groups/new/", data)
    assert answer.status_code == 302
    foreign = browser.post("/app/structure/groups/new/", {**data, **elsewhere})
    assert foreign.status_code == 422
    assert not StudyGroup.objects.filter(name="X-1").exists()
    assert browser.post("/app/structure/groups/new/", data).status_code == 422
    made = StudyGroup.objects.get(name="ИСТ-3-25")
    browser.post(f"/app/structure/groups/{made.pk}/subgroups/", {"names": "1, 2, 1,"})
    assert [part.name for part in made.subgroups.order_by("name")] == ["1", "2"]
    page = browser.get(answer["Location"]).content.decode()
    assert 'class="chip">2<' in page
    assert "710200 Production management" in page
