"""Every sentence that the two source documents teach is on the site, in their words.

Left out is what was no teaching: the furniture of the pages they came from ("Click to reveal answer"),
and the letters of options, which contradicted one another.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from quizzes.explain.schema import Prompt
from quizzes.schema import Quiz
from tutorial.decks import Deck
from tutorial.library import Item, Line, Part, Prose, library
from tutorial.library.markup import plain_text

LESSON_PAGE = "/learn/why-background-tasks-matter/"
PAGES = (
    "/",
    LESSON_PAGE,
    "/flashcards/recall/",
    "/quizzes/recall-quiz/",
    "/quizzes/practice-quiz/",
    "/explain/why-they-matter/",
    "/explain/real-life-example/",
)


def sentences(text: str) -> tuple[str, ...]:
    """One sentence a line; an indented line goes on with the one before."""
    return tuple(" ".join(sentence.split()) for sentence in re.split(r"\n(?! )", text) if sentence.strip())


LESSON = sentences("""
What if your website could do slow jobs without making users wait?
Why background tasks matter in Django
The real reasons
Imagine you have a website where users upload photos, and after uploading, the site needs to resize images
    and send confirmation emails.
If you do all this work right when the user clicks upload, the page will freeze and take a long time to
    respond.
Doing heavy work like resizing images or sending emails during a user request makes the website slow and
    frustrating.
Users might leave because the page hangs, and the server can get overloaded trying to do everything at
    once.
Background tasks let the website quickly accept user actions and then do the heavy work quietly in the
    background.
This keeps the site fast and smooth while still completing important jobs like resizing images or sending
    emails.
Background tasks let your site stay fast and responsive while handling slow or heavy jobs behind the
    scenes.
When you order something online, the site quickly confirms your order, then processes payment and sends a
    receipt email in the background without making you wait.
Manual heavy tasks slow down user experience.
Background tasks run work quietly without blocking users.
This keeps websites fast and reliable.
""")
BEFORE = ("def upload(request):", "resize_image()", "send_email()", "return response")
AFTER = ("def upload(request):", "enqueue_task(resize_image)", "enqueue_task(send_email)", "return response")

RECALL_AND_REVIEW = sentences("""
What is a background task in Django?
A background task is a job that runs behind the scenes, separate from the main web request, so it doesn't
    slow down the user experience.
Why should long-running tasks be moved to the background?
Because long tasks can make users wait or cause the website to freeze, moving them to the background keeps
    the site fast and responsive.
Name a common example of a background task in web apps.
Sending emails after a user signs up is a common background task to avoid making the user wait.
How do background tasks improve scalability?
They let the app handle many users at once by offloading heavy work, so the main app stays quick even with
    lots of traffic.
What Django tool can help manage background tasks?
Celery is a popular tool that works with Django to run tasks in the background efficiently.
What happens if you run a long task during a web request in Django?
Long tasks block the response, making users wait for the page to finish loading.
Which of these is NOT a benefit of background tasks?
Background tasks do not fix bugs automatically; they help with performance and scalability.
What tool is commonly used with Django for background tasks?
Celery is designed to handle background jobs in Django.
Which task is best suited for running in the background?
Sending emails can take time and is best done in the background.
How do background tasks affect server load?
Background tasks help manage load by running jobs separately from user requests.
Explain why background tasks are important in Django web applications.
Think about what happens if a task takes too long during a page load.
Describe a real-life example where using background tasks improves user experience.
Consider tasks that take time but don't need immediate user feedback.
""")

PRACTICE = sentences("""
Understand app responsiveness
Background tasks run slow or heavy work outside the main app flow, so the app stays fast and responsive.
describe unrelated or incorrect effects of background tasks.
They keep the app responsive by running slow tasks separately.
Background tasks improve responsiveness
Thinking background tasks speed up database queries directly
Confusing background tasks with frontend loading
Assuming background tasks fix code errors automatically
Recall Python decorator syntax
Decorators are placed on the line above the function with @decorator_name.
correctly places @background on the line above the function definition.
Others have syntax errors or wrong order.
@background def task(): pass
Decorator above function
Placing decorator after function definition
Writing decorator on same line as def
Using invalid syntax like def task() @background
send_email_task('user@example.com') if send_email_task is a background task?
Understand background task behavior
Background tasks queue work to run later, so the function returns immediately without waiting.
The function queues the email to be sent later and returns immediately.
describe synchronous behavior.
The function raises an error because background tasks cannot take arguments.
background tasks can take arguments.
Background tasks queue work
Assuming background tasks run synchronously
Thinking background tasks cannot accept parameters
Confusing immediate execution with queuing
Identify background task execution requirements
Background tasks need a worker process running to execute queued tasks.
You forgot to start the background task worker process.
is the common cause: forgetting to start the worker.
Other options describe syntax or design issues but don't prevent task execution as directly.
Worker process must run
Not running the worker process
Misusing decorator but still expecting task to run
Calling task without parentheses (does nothing)
Defining tasks inside models (not typical but not always blocking)
Identify the goal
The goal is to avoid slowing the signup page by sending email asynchronously.
Choose the best approach
Using @background to create a task that sends the email and calling it after signup queues the email
    sending without blocking the user.
Evaluate other options
Send the email directly in the signup view after saving the user
blocks the signup.
Add a delay in the signup view to simulate sending email later
delays but still blocks.
Store the email content in the database and send it manually later
requires manual work and is not automatic.
Use @background to create a task that sends the email, then call it after signup.
Use background task for async email
Sending email synchronously in view
Adding artificial delays instead of async tasks
Relying on manual email sending later
""")


def normal(text: str) -> str:
    """Single spaces, straight quotes, small letters: what copy-editing may change."""
    straight = re.sub("[“”]", '"', re.sub("[‘’]", "'", text))
    return " ".join(straight.casefold().split())


def page_text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return normal(plain_text(response.content.decode()))


def texts_in(value: object) -> Iterator[str]:
    """What a piece of content says to a learner, before or after an answer."""
    if isinstance(value, Prose | Line):
        yield value.text
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        for name in set(type(value).model_fields) - {"samples", "words", "rules"}:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts_in(entry)


@pytest.fixture
def site_text(db: None, client: Client) -> str:
    items: list[Item] = [*library().all(Deck), *library().all(Quiz), *library().all(Prompt)]
    after_answers = (normal(text) for item in items for text in texts_in(item))
    return "\n".join([*(page_text(client, address) for address in PAGES), *after_answers])


def missing(sentences: tuple[str, ...], text: str) -> list[str]:
    return [sentence for sentence in sentences if normal(sentence) not in text]


@pytest.mark.django_db
class TestTheLesson:
    def test_every_sentence_is_on_its_page(self, client: Client) -> None:
        assert missing(LESSON, page_text(client, LESSON_PAGE)) == []

    def test_the_sentences_keep_their_order(self, client: Client) -> None:
        text = page_text(client, LESSON_PAGE).partition("lesson, about")[2]
        places = [text.index(normal(sentence)) for sentence in LESSON]
        assert places == sorted(places)

    @pytest.mark.parametrize("code", [BEFORE, AFTER])
    def test_the_code_is_there_line_by_line(self, client: Client, code: tuple[str, ...]) -> None:
        pattern = r"\s+(?:\([a-z ]+\)\s*)?".join(map(re.escape, map(normal, code)))
        text = page_text(client, LESSON_PAGE).replace(")(", ") (").replace(")def", ") def")
        assert re.search(pattern, text)


class TestTheCardsTheQuestionsAndThePrompts:
    def test_recall_and_review(self, site_text: str) -> None:
        assert missing(RECALL_AND_REVIEW, site_text) == []

    def test_practice(self, site_text: str) -> None:
        assert missing(PRACTICE, site_text) == []

    def test_a_sentence_that_is_not_there_is_missed(self, site_text: str) -> None:
        assert missing(("Background tasks fix every bug.",), site_text) == ["Background tasks fix every bug."]
