"""The fields of a form, as a page shows them."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def focused_if_refused(field: BoundField) -> SafeString:
    """The field's input; the focus goes to the first that was refused, unless the whole form has an error."""
    refused = [one.name for one in field.form.visible_fields() if one.errors]
    takes_it = field.name in refused[:1] and not field.form.non_field_errors()
    return field.as_widget(attrs={"autofocus": True} if takes_it else {})
