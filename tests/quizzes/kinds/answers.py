"""Answers to a question of any kind, made from its key."""

from functools import singledispatch

from quizzes.kinds import (
    MultipleChoice,
    NumberAnswer,
    PredictOutput,
    PutInOrder,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)


@singledispatch
def right_answer(question: Question) -> list[str]:
    """What a valid form gives for the right answer."""
    raise NotImplementedError(question.kind)


@singledispatch
def wrong_answer(question: Question) -> list[str]:
    """An answer worth nothing."""
    raise NotImplementedError(question.kind)


@right_answer.register
def _(question: SingleChoice) -> list[str]:
    return [question.right_option.id]


@wrong_answer.register
def _(question: SingleChoice) -> list[str]:
    return [next(option.id for option in question.options if not option.right)]


@right_answer.register
def _(question: MultipleChoice) -> list[str]:
    return [option.id for option in question.right_options]


@wrong_answer.register
def _(question: MultipleChoice) -> list[str]:
    return [option.id for option in question.options if not option.right]


@right_answer.register
def _(question: TrueFalse) -> list[str]:
    return ["true" if question.answer else "false"]


@wrong_answer.register
def _(question: TrueFalse) -> list[str]:
    return ["false" if question.answer else "true"]


@right_answer.register
def _(question: ShortText) -> list[str]:
    return [question.accepted[0]]


@right_answer.register
def _(question: NumberAnswer) -> list[str]:
    return [question.plain]


@right_answer.register
def _(question: PredictOutput) -> list[str]:
    return ["\n".join(question.lines)]


@wrong_answer.register(ShortText)
@wrong_answer.register(NumberAnswer)
@wrong_answer.register(PredictOutput)
def _(question: Question) -> list[str]:
    return ["9876543.21"]


@right_answer.register
def _(question: PutInOrder) -> list[str]:
    return [item.id for item in question.items]


@wrong_answer.register
def _(question: PutInOrder) -> list[str]:
    return right_answer(question)[::-1]
