from django.apps import AppConfig


class PresentConfig(AppConfig):
    name = "demos.present"
    label = "present"
