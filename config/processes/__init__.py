"""The supervised tree of processes behind `make start`."""
