"""What is wrong with an installation, and what to do about it, in plain words: `manage.py doctor`.

settings.DOCTOR names the checks. Each takes nothing and yields its diagnoses; none changes anything for good.
"""
