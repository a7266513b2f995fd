"""What happened, as one picture on one axis.

Pure: steps go in as numbers, in milliseconds from each lane's own start, and come out as positions in
percent of the picture's width. The clock is an argument.
"""

from demos.timeline.bars import QUEUE, WEB, Step
from demos.timeline.picture import Lane, Picture, draw
from demos.timeline.table import Line, table_for

__all__ = ["QUEUE", "WEB", "Lane", "Line", "Picture", "Step", "draw", "table_for"]
