"""`make torture`: every fault that the site must bear, on real processes, and a table of what was seen."""
