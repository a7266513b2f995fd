"""Printing figures with the ratio that makes them comparable."""


def heading(title: str) -> None:
    """A line above a group of figures."""
    print(f"\n{title}")


def line(name: str, milliseconds: float, beside: str = "") -> None:
    """One figure."""
    print(f"  {name:<48} {milliseconds:>9.1f} ms  {beside}".rstrip())


def ratio(name: str, value: float, aim: str = "") -> None:
    """How many times one is the other, and what we aim at."""
    print(f"  {name:<48} {value:>9.2f} x   {aim}".rstrip())


def count(name: str, value: int) -> None:
    """How many there are."""
    print(f"  {name:<48} {value:>9}")


def memory(name: str, at_rest: float, most: float, beside: str = "") -> None:
    """Megabytes at rest, and at their most while busy."""
    print(f"  {name:<48} {at_rest:>9.1f} MB {most:>9.1f} MB  {beside}".rstrip())


def weight(name: str, requests: int, cold: int, warm: int) -> None:
    """How many requests a page takes, and its bytes without and with a warm cache."""
    print(f"  {name:<48} {requests:>3} requests {cold:>8} bytes, warm {warm:>7} bytes")


def text(name: str, says: str) -> None:
    """A figure that comes in words."""
    print(f"  {name:<48} {says}")
