"""What a database says about how it would find the rows that a query asks for."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

ALIAS = re.compile(r'"(?P<table>\w+)" (?:AS )?"?(?P<alias>[A-Z]+\d+)"?\b')
SCAN = re.compile(r"^SCAN (?P<name>\w+)")
SORTS = "USE TEMP B-TREE FOR ORDER BY"
# The first rows of a table, as they come: whatever its length, no more than those are read.
FIRST_ROWS = re.compile(r"^(?!.* WHERE ).* LIMIT \d+", re.DOTALL)
OURS = "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
FORGET_ROWS = f"DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class {OURS})"  # noqa: S608
FORGET_SIZES = f"UPDATE pg_class SET reltuples = -1, relpages = 0 {OURS}"  # noqa: S608


@dataclass
class Queries:
    """Every statement that was executed within `kept()`, each wording once, with what it was last asked."""

    asked: dict[str, Any] = field(default_factory=dict)

    def kept(self) -> AbstractContextManager[None]:
        return connection.execute_wrapper(self._keep)

    def _keep(self, execute: Any, sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        if sql.startswith(("SELECT", "UPDATE", "DELETE")):
            self.asked[sql] = params
        return execute(sql, params, many, context)

    def scans(self) -> Iterator[tuple[str, str]]:
        """(table, statement) wherever the database would read a whole table, having no index to ask."""
        if connection.vendor == "postgresql":
            _forget_sizes()
        for sql, params in self.asked.items():
            for table in _scanned(sql, params):
                yield table, sql


def _forget_sizes() -> None:
    """Let PostgreSQL plan as for tables that it has not looked at, until the transaction ends.

    Once it has, perhaps after another test, it knows that each has a few rows, and needs no index for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORGET_ROWS)
        cursor.execute(FORGET_SIZES)


def _scanned(sql: str, params: Any) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            details = [detail for *_, detail in cursor.fetchall()]
            if FIRST_ROWS.match(sql) and SORTS not in details:
                return set()
            found = map(SCAN.match, details)
            tables = {match["alias"]: match["table"] for match in ALIAS.finditer(sql)}
            return {tables.get(match["name"], match["name"]) for match in found if match}
        for way in ("seqscan", "hashjoin", "mergejoin"):  # cheap where there is little
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        [(plans,)] = cursor.fetchall()
        if FIRST_ROWS.match(sql) and not any(_sorts(plan["Plan"]) for plan in plans):
            return set()
        return {table for plan in plans for table in _read_whole(plan["Plan"])}


def _sorts(node: Mapping[str, Any]) -> bool:
    return node["Node Type"] == "Sort" or any(map(_sorts, node.get("Plans", [])))


def _read_whole(node: Mapping[str, Any]) -> Iterator[str]:
    """An index that is read from end to end finds nothing either."""
    whole = node["Node Type"] == "Seq Scan" or (
        node["Node Type"] in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node
    )
    if whole:
        yield node["Relation Name"]
    for part in node.get("Plans", []):
        yield from _read_whole(part)
