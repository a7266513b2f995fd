"""What every template may use."""

from django.http import HttpRequest

LIGHTS = {"auto": "Auto", "light": "Light", "dark": "Dark"}


def lights(request: HttpRequest) -> dict[str, object]:
    """The visitor's choice of light or dark, so that the first paint is already right."""
    chosen = request.COOKIES.get("lights", "auto")
    return {"lights": LIGHTS, "lights_now": chosen if chosen in LIGHTS else "auto"}
