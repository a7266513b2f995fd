"""Lines that join a request to its tasks, and hold nothing about a person."""
