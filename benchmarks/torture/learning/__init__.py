"""Learners who answer, grade, explain and upload over HTTP, and what is kept of it."""
