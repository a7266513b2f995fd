"""A measured time is written by scripts as the server writes it."""

import pytest
from playwright.sync_api import Page

from demos.durations import Duration
from tests.lending import ROOT

pytestmark = pytest.mark.browser

RULE = (ROOT / "static" / "js" / "duration.js").read_text()
WRITE_ALL = """async ([rule, times]) => {
  const { duration } = await import(`data:text/javascript,${encodeURIComponent(rule)}`);
  return times.map(duration).map(({ number, unit, spoken }) => [`${number} ${unit}`, spoken]);
}"""
HALVES = [0, 0.1, 0.49999999999999994, 0.5, 1.5, 320.5, 999.5, 1005, 1125, 1375, 2625, 60_125]


def test_both_have_one_rule(page: Page) -> None:
    times = [*HALVES, *(0.1 * step for step in range(12_000)), *range(12_000, 90_000, 7)]
    written = page.evaluate(WRITE_ALL, [RULE, times])
    assert written == [[str(Duration(ms)), Duration(ms).spoken] for ms in times]
