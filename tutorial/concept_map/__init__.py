"""The concept map: what a learner's evidence says of each concept today, and the one next thing to do.

`places` (what the content has about each concept) and `sources` (what evidence came from, by name) read the
library; `strength`, `beliefs` and `steps` are pure; `standing` says it of one concept, and `maps` of each
course, from four queries at the most, and one more for what has left the content.
"""

from tutorial.concept_map.maps import CourseMap, maps_of

__all__ = ["CourseMap", "maps_of"]
