"""The second barrier: the database itself refuses what belongs to another university (architecture §3)."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, transaction

from ordo.accounts.models import User
from ordo.tenancy import keys, signing
from ordo.tenancy.current import NoUniversity, inside


def test_the_connection_runs_as_the_universitys_role(nsu: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('search_path')")
        assert cursor.fetchone() == ("ordo_t_nsu", '"nsu", "extensions"')


def test_naming_another_schema_is_refused(nsu: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("SELECT * FROM knu.accounts_user")


def test_public_is_not_in_a_universitys_path(nsu: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="does not exist"):
        cursor.execute("SELECT * FROM tenants_university")


def test_people_of_one_university_are_unknown_to_another(nsu: str) -> None:
    User.objects.create(username="aigul")
    with inside("knu"):
        assert not User.objects.filter(username="aigul").exists()


def test_a_savepoint_rolled_back_keeps_the_university(nsu: str) -> None:
    with inside("knu"):
        point = transaction.savepoint()
        User.objects.count()
        transaction.savepoint_rollback(point)
    User.objects.create(username="bakyt")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("ordo_t_nsu",)


def test_content_types_are_cached_per_schema(nsu: str) -> None:
    mine = ContentType.objects.get_for_model(User)
    with inside("knu"):
        theirs = ContentType.objects.get_for_model(User)
    assert theirs is not mine
    assert theirs.pk == mine.pk


def test_a_value_signed_at_one_university_is_refused_at_another(nsu: str) -> None:
    from django.core.signing import BadSignature

    token = signing.dumps({"id": 5}, salt="reset")
    assert signing.loads(token, salt="reset", max_age=60) == {"id": 5}
    with inside("knu"), pytest.raises(BadSignature):
        signing.loads(token, salt="reset", max_age=60)


def test_keys_are_refused_outside_of_a_university(db: None) -> None:
    with pytest.raises(NoUniversity):
        keys.secret("signing")
