"""The operators' pages, at /admin/: Django's admin, with the site's own door and bounded lists."""
