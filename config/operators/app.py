from django.contrib.admin.apps import AdminConfig


class OperatorsConfig(AdminConfig):
    """In the place of django.contrib.admin."""

    default_site = "config.operators.site.OperatorSite"
