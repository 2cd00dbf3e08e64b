"""The canaries are where the other tests look for them."""

from psycopg import sql

from tests.isolation.conftest import Houses
from tests.isolation.filling import tables

# Tables into which no row of a made-up kind fits, each with its reason.
EMPTY: dict[str, str] = {}


def test_every_table_of_both_universities_has_a_row(houses: Houses) -> None:
    for house in (houses.nsu, houses.knu):
        empty = {
            table: house.refused.get(table, "")
            for table in tables(houses.owner, house.schema)
            if not houses.owner.execute(
                sql.SQL("SELECT 1 FROM {}.{} LIMIT 1").format(
                    sql.Identifier(house.schema), sql.Identifier(table)
                )
            ).fetchone()
        }
        assert not {table: why for table, why in empty.items() if table not in EMPTY}
        assert len(tables(houses.owner, house.schema)) > 100


def test_most_tables_with_text_hold_a_canary(houses: Houses) -> None:
    counted = 0
    for table in tables(houses.owner, "nsu"):
        row = houses.owner.execute(
            sql.SQL("SELECT count(*) FROM nsu.{} t WHERE t::text ~* 'канарейка|canary'").format(
                sql.Identifier(table)
            )
        ).fetchone()
        counted += bool(row and row[0])
    assert counted > 60


def test_ids_of_one_university_are_not_those_of_the_other(houses: Houses) -> None:
    for name, value in houses.nsu.ids.items():
        assert value != houses.knu.ids[name] or name.endswith("file"), name
