"""Parameters learnt from one's own log, by the real worker of a whole running site."""

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import no_barriers
from tests.lending import ROOT
from tests.site import Site, foreign_environment

pytestmark = [pytest.mark.tree, pytest.mark.browser]

RETENTION = "87"  # chosen by nobody else on this site, so that its learner can be found
GIVE_A_LOG = f"""
from tests.tutorial.synthetic import FORGETFUL, a_log, keep_log
from tutorial.models import CardSettings
keep_log(CardSettings.objects.get(retention={RETENTION} / 100).learner, a_log(FORGETFUL, cards=60, reviews=8))
"""


def give_a_long_log(site: Site) -> None:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", GIVE_A_LOG]
    subprocess.run(command, cwd=ROOT, env={**foreign_environment(), **site.environment}, check=True)


def test_from_the_press_to_the_parameters_in_use(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/flashcards/settings/")
    page.get_by_label("How much you want to remember").fill(RETENTION)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("300 are needed")).to_be_visible()
    give_a_long_log(site)

    page.reload()
    no_barriers(page)
    page.get_by_role("button", name="Learn from my").click()
    expect(page.get_by_text("Done: tried on cards they were not learnt from")).to_be_visible()
    expect(page.get_by_text("In use: your own parameters, learnt on")).to_be_visible()
    no_barriers(page)

    page.get_by_role("button", name="Go back to the standard ones").click()
    expect(page.get_by_text("The standard parameters are back")).to_be_visible()
    expect(page.get_by_text("In use: your own parameters")).to_have_count(0)
