"""All components as one tag library; a built-in of every template."""

from django.template import Library

from hamsoo.ui.components import blocks, icons, layout, measures, panels, people, shell, text, values

register = Library()
for _part in (blocks, icons, layout, measures, panels, people, shell, text, values):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
