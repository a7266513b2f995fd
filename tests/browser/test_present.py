"""A class, as a presenter and a phone see it: in a real browser, on a whole running site."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.site import Site

pytestmark = pytest.mark.browser

SCREENS = [(1280, 720), (1920, 1080)]
PHONE = ViewportSize(width=390, height=780)
UNTIL_A_LOAD_IS_OVER = 90_000  # ms, on a busy machine
LEAST_ZOOM_OF_CODE = 0.75
AT_WORK = '[data-lane="blocking"]'


@pytest.fixture
def scene(site: Site, page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{site.url}/demos/present/")
    return page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def at_work_afterwards(site: Site, browser: Browser) -> Iterator[None]:
    """Whatever a test has done to the workers, the next ones find them at work."""
    yield
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/demos/present/")
    resume = page.get_by_role("button", name="Resume workers")
    if resume.is_enabled():
        resume.click()
    expect(page.get_by_role("button", name="Pause workers")).to_be_enabled()
    context.close()


def press(page: Page, key: str) -> None:
    """As somebody does who sees the page."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def number(page: Page) -> str:
    return page.get_by_text(re.compile(r"^Scene \d+ of \d+$")).inner_text().split()[1]


class TestScenes:
    def test_follow_one_another_by_the_keys_of_a_remote(self, scene: Page) -> None:
        expect(scene.get_by_role("heading", level=1)).to_have_text("The upload race")
        press(scene, "PageDown")
        expect(scene).to_have_url(re.compile("/scenes/stage/$"))
        press(scene, "PageDown")
        assert number(scene) == "3"
        press(scene, "PageUp")
        expect(scene).to_have_url(re.compile("/scenes/stage/$"))
        scene.get_by_role("link", name="back").click()
        assert number(scene) == "1"

    def test_s_starts_the_scene_which_keeps_its_address_and_never_scrolls(self, scene: Page) -> None:
        press(scene, "s")
        expect(scene.locator("#result .sum")).to_be_visible()
        expect(scene).to_have_url(re.compile(r"/demos/present/scenes/upload/\?.*sample=lighthouse"))
        for width, height in SCREENS:
            scene.set_viewport_size({"width": width, "height": height})
            scene.wait_for_function(
                "() => { const room = document.getElementById('main');"
                " return room.scrollHeight <= room.clientHeight"
                " && innerHeight >= document.body.scrollHeight; }"
            )

    def test_are_as_they_were_left_when_one_steps_back(self, scene: Page) -> None:
        press(scene, "s")
        expect(scene.locator("#result .sum")).to_be_visible()
        press(scene, "PageDown")
        expect(scene).to_have_url(re.compile("/scenes/stage/$"))
        press(scene, "PageUp")
        expect(scene.locator("#result .sum")).to_be_visible()

    def test_stay_scenes_when_a_form_of_htmx_is_answered(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/order/")
        press(page, "s")
        expect(page.locator("#result .fig b").first).to_contain_text(re.compile(r"\d"))
        expect(page).to_have_url(re.compile(r"/demos/present/scenes/order/\?.*blocking="))

    def test_details_and_code_are_behind_keys(self, scene: Page) -> None:
        expect(scene.locator("#code")).to_be_hidden()
        press(scene, "c")
        expect(scene.locator("#code")).to_be_visible()
        expect(scene.locator("#result")).to_be_hidden()
        press(scene, "c")
        expect(scene.locator("#result")).to_be_visible()

    def test_no_key_for_code_where_there_is_none(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/stage/")
        expect(page.locator("[for=show-details]")).to_be_visible()
        expect(page.locator("[for=show-code]")).to_have_count(0)
        press(page, "c")
        expect(page.locator(".score")).to_be_visible()

    @pytest.mark.parametrize("slug", ["upload", "order", "outage", "early", "nohelp"])
    def test_details_before_a_run_say_how_to_get_there(self, site: Site, page: Page, slug: str) -> None:
        page.goto(f"{site.url}/demos/present/scenes/{slug}/")
        press(page, "d")
        expect(page.locator(".duel")).to_be_hidden()
        said = page.locator("#result").evaluate("(result) => getComputedStyle(result, '::after').content")
        assert said == '"(Run it first.)"'
        if slug != "upload":  # which has no steps
            expect(page.locator(".steps-of")).to_be_visible()

    @pytest.mark.parametrize("slug", ["signup", "noworker", "killed", "outage"])
    def test_code_stays_large_and_within_its_panels(self, site: Site, page: Page, slug: str) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{site.url}/demos/present/scenes/{slug}/")
        press(page, "c")
        page.wait_for_function(
            f"() => document.getElementById('fit').style.zoom >= {LEAST_ZOOM_OF_CODE}"
            " && [...document.querySelectorAll('#code .code')].every((panel) =>"
            " [...panel.querySelectorAll('.ln > *')].every((words) =>"
            " words.getBoundingClientRect().right <= panel.getBoundingClientRect().right))"
        )

    @pytest.mark.parametrize("slug", ["killed", "outage"])
    def test_buttons_that_wrap_have_one_left_edge(self, site: Site, page: Page, slug: str) -> None:
        page.goto(f"{site.url}/demos/present/scenes/{slug}/")
        first, second = page.locator("#fit fieldset > .btn").all()
        above, below = first.bounding_box(), second.bounding_box()
        assert above
        assert below
        assert below["x"] == pytest.approx(above["x"], abs=1)
        assert below["y"] > above["y"] + above["height"] + 4

    def test_on_the_stage_the_parts_are_details(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/stage/")
        expect(page.locator(".score")).to_be_visible()
        expect(page.locator(".parts")).to_be_hidden()
        press(page, "d")
        expect(page.locator(".parts")).to_be_visible()
        expect(page.locator(".score")).to_be_hidden()

    def test_blackout(self, scene: Page) -> None:
        press(scene, "b")
        expect(scene.locator(".dark")).to_be_visible()
        press(scene, "b")
        expect(scene.locator(".dark")).to_be_hidden()

    def test_full_screen_outlasts_the_way_to_the_next_scene(self, scene: Page) -> None:
        press(scene, "f")
        scene.wait_for_function("() => document.fullscreenElement")
        inside = scene.frame_locator("iframe")
        expect(inside.get_by_role("heading", level=1)).to_have_text("The upload race")
        inside.locator("body").press("PageDown")
        expect(inside.get_by_text("Scene 2 of")).to_be_visible()
        assert scene.evaluate("() => Boolean(document.fullscreenElement)")
        inside.locator("body").press("f")
        expect(scene).to_have_url(re.compile("/scenes/stage/$"))
        expect(scene.locator("iframe")).to_have_count(0)

    @pytest.mark.parametrize(
        "dial", ['[value="together"]', '[value="lake"]', '[name="warm_up"]', "#delay", "#lights"]
    )
    def test_keys_work_after_the_mouse_has_set_a_dial(self, scene: Page, dial: str) -> None:
        chosen = scene.locator(dial).first
        if dial == "#lights":
            chosen.dispatch_event("pointerdown")
            chosen.focus()
            chosen.select_option("dark")
        else:
            chosen.click()
        expect(chosen).not_to_be_focused()
        press(scene, "b")
        expect(scene.locator(".dark")).to_be_visible()
        press(scene, "PageDown")
        expect(scene).to_have_url(re.compile("/scenes/stage/$"))

    def test_a_dial_that_the_keyboard_is_at_keeps_its_arrows(self, scene: Page) -> None:
        delay, one = scene.locator("#delay"), scene.locator('[value="one-after-another"]')
        delay.focus()
        before = int(delay.input_value())
        press(scene, "ArrowRight")
        assert int(delay.input_value()) > before
        expect(delay).to_be_focused()
        one.focus()
        press(scene, "ArrowRight")
        expect(scene.locator('[value="together"]')).to_be_focused()
        expect(scene.locator('[value="together"]')).to_be_checked()
        press(scene, "b")
        expect(scene.locator(".dark")).to_be_visible()

    def test_a_field_of_text_keeps_its_keys(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/signup/")
        page.locator("#name").click()
        press(page, "b")
        expect(page.locator(".dark")).to_be_hidden()
        expect(page.locator("#name")).to_have_value(re.compile("b"))

    def test_s_presses_lane_after_lane(self, site: Site, page: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/early/")
        first, second = page.locator(".both .btn").all()
        expect(first).to_have_attribute("aria-keyshortcuts", "S")
        press(page, "s")
        expect(page).to_have_url(re.compile("before="))
        expect(second).to_have_attribute("aria-keyshortcuts", "S")
        expect(second).to_be_enabled()
        page.reload()
        expect(second).to_have_attribute("aria-keyshortcuts", "S")
        press(page, "s")
        expect(page).to_have_url(re.compile("after="))
        expect(first).to_have_attribute("aria-keyshortcuts", "S")
        expect(page.locator('[aria-keyshortcuts="S"]')).to_have_count(1)

    def test_keys_can_be_turned_off(self, scene: Page) -> None:
        scene.get_by_label("Keys").uncheck()
        press(scene, "b")
        expect(scene.locator(".dark")).to_be_hidden()


@pytest.mark.usefixtures("at_work_afterwards")
class TestWorkers:
    def test_are_paused_and_resumed_by_their_keys(self, scene: Page) -> None:
        crew = scene.locator("#crew")
        expect(crew).to_contain_text("1 free")
        press(scene, "p")
        expect(crew).to_contain_text("Telling the workers", timeout=500)
        expect(crew.get_by_role("button", disabled=True)).to_have_count(3)
        expect(crew).to_contain_text("They go on by themselves in 10 minutes at the latest.")
        expect(crew).to_contain_text("Paused, 10 min at most")
        press(scene, "r")
        expect(crew).to_contain_text("Working again: demos@")
        expect(crew.get_by_role("button", name="Pause workers")).to_be_enabled()

    def test_one_is_killed_and_comes_back(self, scene: Page) -> None:
        crew = scene.locator("#crew")
        expect(crew).to_contain_text("2 free")
        press(scene, "k")
        expect(crew).to_contain_text(re.compile(r"Worker \d on .+ \(process \d+\) was killed"))
        expect(crew.locator("li")).to_have_count(2)


@pytest.mark.usefixtures("at_work_afterwards")
class TestWithoutJavaScript:
    def test_the_presenter_gets_along(self, site: Site, plain_page: Page) -> None:
        plain_page.goto(f"{site.url}/demos/present/")
        plain_page.get_by_role("link", name="next").click()
        expect(plain_page.get_by_text("Scene 2 of")).to_be_visible()
        plain_page.get_by_role("button", name="Pause workers").click()
        expect(plain_page.locator("#crew")).to_contain_text("They go on by themselves")
        expect(plain_page).to_have_url(re.compile("/scenes/stage/$"))
        plain_page.get_by_role("button", name="Resume workers").click()
        expect(plain_page.locator("#crew")).to_contain_text("Working again")


class TestClass:
    def test_a_phone_takes_a_seat_and_sees_its_own_wait(self, site: Site, page: Page, phone: Page) -> None:
        page.goto(f"{site.url}/demos/present/scenes/stage/")
        page.get_by_role("button", name="Let phones join").click()
        code = page.locator(".code-word").inner_text()

        phone.goto(f"{site.url}/join")
        phone.get_by_label("The code on the screen").fill(code)
        phone.get_by_role("button", name="Join", exact=True).click()
        phone.get_by_role("button", name="Join the class").click()
        expect(page.locator("#invitation")).to_contain_text("1 phone in the house")
        phone.get_by_role("button", name="Upload a photo").click()
        expect(phone.get_by_text("You are ready")).to_be_visible()

        page.locator("#users").fill("2")
        page.get_by_role("button", name="Let them go").click()
        expect(page.locator(AT_WORK)).to_contain_text("2 served", timeout=UNTIL_A_LOAD_IS_OVER)
        expect(phone.locator(".own-waits .blocking")).to_contain_text("you waited")
        expect(phone.locator(".own-waits .background")).to_contain_text(
            "you waited", timeout=UNTIL_A_LOAD_IS_OVER
        )

        page.get_by_role("button", name="End the class").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("The class is over")
