from django.apps import AppConfig


class JoinConfig(AppConfig):
    name = "demos.join"
    label = "demos_join"
