"""Explain prompts: a learner writes freely, and rules in the content find the concepts in their words."""
