"""Texts read as English: words, clauses, denials, misspellings. It knows neither questions nor prompts."""
