import pytest

from config.broker_urls import broker_url


class TestBrokerUrl:
    @pytest.mark.parametrize("url", ["redis://host:6379/3", "rediss://user:pass@host/0?ssl_cert_reqs=none"])
    def test_kombu_spells_most_as_redis_py_does(self, url: str) -> None:
        assert broker_url(url) == url

    @pytest.mark.parametrize(
        ("url", "spelled"),
        [
            ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
            ("unix://:secret@/run/redis.sock?db=3", "redis+socket://:secret@/run/redis.sock?virtual_host=3"),
        ],
    )
    def test_a_socket(self, url: str, spelled: str) -> None:
        assert broker_url(url) == spelled

    @pytest.mark.parametrize(
        ("url", "spelled"),
        [
            ("unix:///run/redis.sock?db=2", "redis+socket:///run/valve.sock?virtual_host=2"),
            ("redis://host", "redis+socket:///run/valve.sock?virtual_host=0"),
            ("redis://:secret@host:6380/3", "redis+socket://:secret@/run/valve.sock?virtual_host=3"),
            ("rediss://user:secret@host/0?db=4", "redis+socket://user:secret@/run/valve.sock?virtual_host=4"),
        ],
    )
    def test_a_detour_leads_to_the_same_database(self, url: str, spelled: str) -> None:
        assert broker_url(url, through="/run/valve.sock") == spelled
