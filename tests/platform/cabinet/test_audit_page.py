"""The log of changes on the console."""

from ordo.accounts.models import User
from tests.factories.house import login
from tests.factories.queries import as_before


def test_a_deed_done_on_the_console_is_in_the_log_with_its_doer(browser) -> None:
    admin, person = browser("system_administrator"), login("aigul")
    admin.post(f"/console/logins/{person}/switch/", {"active": "0"}, REMOTE_ADDR="10.0.0.7")
    page = browser("vice_rector").get(f"/console/audit/?table=accounts.user&object={person}").content.decode()
    assert "System_administrator" in page
    assert "10.0.0.7" in page
    assert "<del>yes</del>" in page
    assert "<ins>no</ins>" in page


def test_nonsense_in_the_filters_is_told_and_breaks_nothing(browser) -> None:
    admin = browser("system_administrator")
    for query in (
        "since=yesterday",
        "table=x.y",
        "page=-1",
        "page=99999",
        "user=x",
        "object=%27;--&table=access.role",
    ):
        assert admin.get(f"/console/audit/?{query}").status_code == 200, query
    assert "Nothing matches these filters" in admin.get("/console/audit/?person=zzzz").content.decode()


def test_queries(browser) -> None:
    admin = browser("system_administrator")
    for number in range(30):
        User.objects.filter(pk=login(f"person{number}")).update(email=f"{number}@nsu.kg")
    admin.get("/console/audit/")
    for name, path in (
        ("log of changes", "/console/audit/"),
        ("grants", "/console/grants/"),
        ("log-ins", "/console/logins/"),
        ("roles", "/console/roles/"),
        ("matrix", "/console/roles/matrix/"),
        ("modules", "/console/modules/"),
        ("settings", "/console/settings/"),
        ("words", "/console/words/"),
    ):
        admin.get(path)
        with as_before("cabinet", name):
            assert admin.get(path).status_code == 200
