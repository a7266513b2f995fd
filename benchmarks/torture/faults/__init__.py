"""The faults, one a module with the function `ordeal`:

    def ordeal(folder: Path, *, small: bool = False) -> Finding | Iterable[Finding]

It starts real processes under `folder`, which is its own, and ends them. `small` is for the suite: the same
with small numbers, within 40 seconds. It runs in a process of its own, with Django set up on `folder`/var as
the site that `tests.site.running_site(folder / "var")` starts there: so it can ask the site's database and
its broker. What it draws by chance, it draws from `benchmarks.torture.chance.chance()`.
"""

from benchmarks.torture.postgresql import NEEDS

# In the order of the table, with what a fault needs in the environment before Django is set up, besides what
# `undergoing.environment` says; "{folder}" is its own.
FAULTS: dict[str, dict[str, str]] = {
    "broker": {"REDIS_URL": "unix://{folder}/broker.sock"},
    "worker": {},
    "database_restarted": NEEDS,
    "database_locked": {},
    "mail": {},
    "same_answer_sqlite": {},
    "same_answer_postgresql": NEEDS,
    "clocks": {},
    "storage": {},
    "disk": {"DATABASE_URL": "sqlite:///{folder}/rows/site.sqlite3"},
    "restart": {},
}
