"""Where phones reach the site."""

from ipaddress import ip_address

import pytest

from config.reach import own_address, own_names, own_site, site_for_phones

EVERYWHERE = "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize(
    ("public_host", "host", "lan_address", "site"),
    [
        ("class.example", "127.0.0.1", "", "https://class.example"),
        ("", "127.0.0.1", "", ""),
        ("", "localhost", "", ""),
        ("", "::1", "", ""),
        ("", "10.0.0.7", "", "http://10.0.0.7:8000"),
        ("", EVERYWHERE, "10.0.0.7", "http://10.0.0.7:8000"),
        ("", EVERYWHERE, "", ""),
        ("", "fd00::7", "", "http://[fd00::7]:8000"),
        ("", "laptop.local", "", "http://laptop.local:8000"),
    ],
)
def test_site_for_phones(public_host: str, host: str, lan_address: str, site: str) -> None:
    assert site_for_phones(public_host=public_host, host=host, lan_address=lan_address, port=8000) == site


def test_own_address_is_one_that_others_reach_or_none() -> None:
    assert own_address() == "" or not ip_address(own_address()).is_loopback


@pytest.mark.parametrize(
    ("called", "names"),
    [("Ida-Laptop", ["ida-laptop", "ida-laptop.local"]), ("host.example", ["host.example"])],
)
def test_own_names(monkeypatch: pytest.MonkeyPatch, called: str, names: list[str]) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: called)
    assert own_names() == names


@pytest.mark.parametrize(
    ("site_for_phones", "host", "site"),
    [
        ("https://class.example", "127.0.0.1", "https://class.example"),
        ("http://10.0.0.7:8000", EVERYWHERE, "http://10.0.0.7:8000"),
        ("", EVERYWHERE, "http://127.0.0.1:8000"),
        ("", "localhost", "http://localhost:8000"),
        ("", "::1", "http://[::1]:8000"),
    ],
)
def test_own_site(site_for_phones: str, host: str, site: str) -> None:
    assert own_site(site_for_phones=site_for_phones, host=host, port=8000) == site
