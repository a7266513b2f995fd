"""Figures for Prometheus, at /metrics.

What a web server counts by itself (requests) lies in files of its host: that costs microseconds and needs
nobody. What belongs to the whole site (tasks, queues, runs) is counted in Redis and the database, where the
workers of all hosts meet, also of those without a web server: every web server tells the same of it.
"""
