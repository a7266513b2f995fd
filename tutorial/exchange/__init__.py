"""Decks on their way to other flashcard programs, and from them.

Out: `apkg_writing` and `sheet_writing`. In: `importing` makes a deck file of what another
program wrote.
"""
