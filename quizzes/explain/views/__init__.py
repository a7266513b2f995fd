"""The explain prompts: pages to read and write on, and what a learner decides about one point."""
