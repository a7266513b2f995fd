"""What a course is about: its concepts, the beliefs that stand in their way, and the demos that show them."""

from tutorial.library.items import Part
from tutorial.library.prose import Line
from tutorial.library.references import ConceptId, NewConceptId, NewMisconceptionId, PageName


class Misconception(Part):
    """Something people believe that is not so."""

    id: NewMisconceptionId
    text: Line


class Concept(Part):
    """One idea that paragraphs teach, cards recall, questions test and demos show."""

    id: NewConceptId
    title: Line
    summary: Line
    misconceptions: tuple[Misconception, ...] = ()


class Demo(Part):
    """A page that shows concepts at work. `demo` is the name of its address, such as `demos:upload`."""

    demo: PageName
    title: Line
    summary: Line
    concepts: tuple[ConceptId, ...]
