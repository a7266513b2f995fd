from django.contrib.admin.apps import SimpleAdminConfig


class OperatorsConfig(SimpleAdminConfig):
    """In the place of django.contrib.admin. What the rooms show is looked for with the addresses."""

    default_site = "config.operators.site.OperatorSite"
