"""Erlang's formulas, against published figures and against laws that they must obey."""

from math import exp, factorial, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.stage.queueing_theory import Station, erlang_b, erlang_c

servers = st.integers(1, 200)
busy = st.floats(0.001, 0.999)  # utilisation
services = st.floats(0.001, 100)


class TestErlangB:
    @pytest.mark.parametrize(
        ("lines", "erlangs"),
        [  # Erlang's table of 1 % blocking, as textbooks of teletraffic print it
            (1, 0.0101),
            (2, 0.153),
            (5, 1.361),
            (10, 4.461),
            (15, 8.108),  # also the example of erlang.com's calculator manual, "How much traffic?"
            (20, 12.03),
            (50, 37.90),
            (100, 84.06),
        ],
    )
    def test_table_of_one_percent(self, lines: int, erlangs: float) -> None:
        assert erlang_b(lines, erlangs) == pytest.approx(0.01, rel=0.005)

    @given(servers=st.integers(0, 60), load=st.floats(0, 100))
    def test_equals_its_definition(self, servers: int, load: float) -> None:
        terms = [load**k / factorial(k) for k in range(servers + 1)]

        assert erlang_b(servers, load) == pytest.approx(terms[-1] / sum(terms), rel=1e-9)

    def test_no_server_refuses_everybody(self) -> None:
        assert erlang_b(0, 3.0) == 1


class TestErlangC:
    def test_one_server_is_as_busy_as_it_is_found(self) -> None:
        assert erlang_c(1, 0.37) == pytest.approx(0.37)

    @given(servers=servers, busy=busy)
    def test_comes_from_b(self, servers: int, busy: float) -> None:
        load = busy * servers
        b = erlang_b(servers, load)

        assert erlang_c(servers, load) == pytest.approx(servers * b / (servers - load * (1 - b)))

    @given(servers=servers, busy=busy)
    def test_is_a_probability_above_b(self, servers: int, busy: float) -> None:
        assert erlang_b(servers, busy * servers) <= erlang_c(servers, busy * servers) <= 1

    @given(servers=st.integers(1, 199), busy=busy)
    def test_one_more_server_never_makes_more_wait(self, servers: int, busy: float) -> None:
        assert erlang_c(servers + 1, busy * servers) <= erlang_c(servers, busy * servers)

    @given(servers=servers, one=st.floats(0, 300), other=st.floats(0, 300))
    def test_more_load_never_lets_fewer_wait(self, servers: int, one: float, other: float) -> None:
        less, more = sorted((one, other))

        assert erlang_c(servers, less) <= erlang_c(servers, more) * (1 + 1e-12)

    def test_does_not_overflow(self) -> None:
        assert 0 < erlang_c(200, 199.9) < 1
        assert erlang_c(200, 1e-3) == pytest.approx(0, abs=1e-300)


class TestPublished:
    def test_county_hospital(self) -> None:
        """F. S. Hillier, G. J. Lieberman, Introduction to Operations Research: the M/M/s model's example."""
        one, two = Station(1, 1 / 3, 2), Station(2, 1 / 3, 2)  # patients an hour; hours

        assert one.utilisation == pytest.approx(2 / 3)
        assert one.mean_wait == pytest.approx(2 / 3)
        assert two.utilisation == pytest.approx(1 / 3)
        assert two.mean_wait == pytest.approx(1 / 24)
        assert two.mean_response == pytest.approx(3 / 8)
        assert [one.wait_exceeds(hours) for hours in (0, 0.5, 1)] == pytest.approx(
            [0.667, 0.404, 0.245], abs=5e-4
        )
        assert [two.wait_exceeds(hours) for hours in (0, 0.5, 1)] == pytest.approx(
            [0.167, 0.022, 0.003],
            abs=1e-3,  # the book cuts 0.0226 off
        )

    def test_three_servers(self) -> None:
        """R. Bronson, Theory and Problems of Operations Research, 1982, 24.6: 300 a year, 2 days each."""
        station = Station(3, 2 / 365, 300)

        assert station.mean_wait == pytest.approx(0.001175, abs=5e-6)
        assert station.rate * station.mean_wait == pytest.approx(0.352, abs=2e-3)
        assert station.rate * station.mean_response == pytest.approx(1.996, abs=2e-3)

    def test_call_centre(self) -> None:
        """mitan.co.uk, "The Erlang-C Formula", its example: 360 calls of 4 minutes in 30, 55 agents."""
        station = Station(55, 240, 360 / 1800)

        assert station.load == pytest.approx(48)
        assert station.utilisation == pytest.approx(0.873, abs=5e-4)
        assert station.waiting_share == pytest.approx(0.239, abs=5e-4)
        assert station.mean_wait == pytest.approx(8.2, abs=0.05)
        assert station.wait_exceeds(15) == pytest.approx(1 - 0.845, abs=1e-3)


class TestStation:
    @given(servers=servers, service=services, busy=busy, share=st.floats(0, 0.999))
    def test_percentile_is_where_the_tail_has_that_share(
        self, servers: int, service: float, busy: float, share: float
    ) -> None:
        station = Station(servers, service, busy * servers / service)
        seconds = station.wait_within(share)

        assert station.wait_exceeds(seconds) <= 1 - share + 1e-9
        if seconds:
            assert station.wait_exceeds(seconds) == pytest.approx(1 - share)

    @given(servers=servers, service=services, busy=busy, faster=st.floats(0.01, 1))
    def test_fewer_arrivals_never_wait_longer(
        self, servers: int, service: float, busy: float, faster: float
    ) -> None:
        rate = busy * servers / service
        slow, fast = Station(servers, service, rate * faster), Station(servers, service, rate)

        assert slow.mean_wait <= fast.mean_wait * (1 + 1e-9)
        assert slow.wait_within(0.95) <= fast.wait_within(0.95) * (1 + 1e-9)

    @given(service=services, busy=busy)
    def test_with_one_server_it_is_m_m_1(self, service: float, busy: float) -> None:
        station = Station(1, service, busy / service)

        assert station.mean_response == pytest.approx(service / (1 - busy))
        assert station.wait_exceeds(service) == pytest.approx(busy * exp(busy - 1))

    def test_nobody_comes(self) -> None:
        station = Station(4, 0.9, 0)

        assert (station.waiting_share, station.mean_wait, station.wait_within(0.95)) == (0, 0, 0)

    @pytest.mark.parametrize("rate", [4.0, 4.1, 1000.0])
    def test_more_than_it_can_bear_has_no_answer(self, rate: float) -> None:
        station = Station(4, 1.0, rate)

        assert not station.is_stable
        assert (station.mean_wait, station.wait_within(0.5)) == (inf, inf)
        assert (station.waiting_share, station.wait_exceeds(60)) == (1, 1)
        assert station.capacity == 4
