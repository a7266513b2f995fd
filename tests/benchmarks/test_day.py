"""What a day takes, held against the formula worked by hand."""

import pytest

from benchmarks.day import Day, cores_for, told

DAY = Day(
    learners=86_400,
    answers=10,
    pages=10,
    uploads=1,
    peak=1,
    answer_ms=20,
    page_ms=5,
    upload_ms=50,
    task_ms=250,
    bytes_an_answer=1000,
    redis_an_upload=30,
)


def test_the_fewest_servers_at_which_95_of_100_wait_no_longer() -> None:
    # One server, rho = 0.5, S = 10 ms: P(wait > 100 ms) = 0.5 exp(-0.5 x 10) = 0.3 %, so one is enough.
    assert cores_for(50, 10, 100).servers == 1
    # rho = 0.99: P(wait > 100 ms) = 0.99 exp(-0.01 x 10) = 90 %; two servers hardly make anybody wait.
    assert cores_for(99, 10, 100).servers == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("rates", "each second: 10.0, 10.0, 1.00"),
        ("rows", "10 transactions that write each second; 315.4 GB more each year"),
        ("broker", "30 commands each second"),
        ("web", "1 cores (1 hosts of 8), busy 30 % of their time"),
    ],
)
def test_a_day(name: str, says: str) -> None:
    assert says in "\n".join(told(DAY, wait_ms=100, cores_a_host=8)), name
