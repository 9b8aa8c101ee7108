"""What colleagues write about themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people import parts, photos
from hamsoo.people.actions.profile import ABOUT_LONGEST
from hamsoo.people.models import LANGUAGES, Part, Person, ProfileItem, SpokenLanguage
from hamsoo.people.models.profile import TEXT_LONGEST, TITLE_LONGEST
from hamsoo.ui.fields import DayField


class AboutForm(forms.Form):
    """A few words on oneself."""

    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=ABOUT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you do, what people can ask you, what you like. Markdown works."),
    )


class LanguagesForm(forms.Form):
    """How well one speaks each language; those left open are not spoken."""

    UNSAID = "0"

    def __init__(self, *args: Any, levels: Mapping[str, int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES.items():
            choices = [("", _("Not spoken")), *SpokenLanguage.Level.choices]
            if code in levels and levels[code] is None:
                choices.insert(1, (self.UNSAID, _("Spoken")))
            initial = self.UNSAID if levels.get(code, "") is None else levels.get(code, "")
            self.fields[code] = forms.ChoiceField(label=name, choices=choices, required=False, initial=initial)

    @property
    def levels(self) -> dict[str, int | None]:
        """Return the level by code of the languages that are spoken; None where it was not said."""
        chosen = {code: level for code, level in self.cleaned_data.items() if level}
        return {code: None if level == self.UNSAID else int(level) for code, level in chosen.items()}


_LABELS = {
    (Part.CUSTOMERS, "title"): _("Person or company"),
    (Part.CUSTOMERS, "role"): _("Your role there"),
    (Part.EXPERIENCE, "title"): _("Position"),
    (Part.EXPERIENCE, "organisation"): _("Employer"),
    (Part.EXPERIENCE, "text"): _("What you did there"),
    (Part.EDUCATION, "title"): _("Field and degree"),
    (Part.EDUCATION, "organisation"): _("School"),
    (Part.EDUCATION, "text"): _("More about it"),
    (Part.CERTIFICATES, "title"): _("Certificate"),
    (Part.CERTIFICATES, "organisation"): _("Issued by"),
    (Part.CERTIFICATES, "since_on"): _("Issued on"),
    (Part.CERTIFICATES, "until_on"): _("Valid until"),
    (Part.CERTIFICATES, "link"): _("Link"),
    (Part.INTERESTS, "title"): _("Interest or hobby"),
    (Part.REACH, "title"): _("Number or address"),
}
_USUAL_LABELS = {"since_on": _("From"), "until_on": _("Until"), "kind": _("Kind"), "is_hidden": _("Only I see this line")}


class ItemForm(forms.Form):
    """One line of a part; which fields it has depends on the part."""

    def __init__(self, *args: Any, part: str, source_name: str = "", **kwargs: Any) -> None:
        """Offer the fields of a line of `part`; what it is called stays as it is where `source_name` says that the record names it."""
        super().__init__(*args, **kwargs)
        for name in sorted(parts.ITEM_FIELDS[part], key=lambda name: name != "kind"):
            self.fields[name] = _field(part, name)
        self.source_name = source_name
        if source_name:
            self.fields["title"].disabled = True
            self.fields["title"].help_text = _("From the company's record: %(source)s") % {"source": source_name}


def _field(part: str, name: str) -> forms.Field:
    label = _LABELS.get((Part(part), name)) or _USUAL_LABELS[name]
    if name == "kind":
        return forms.ChoiceField(label=label, choices=[(kind.value, kind.label) for kind in parts.KINDS[part]])
    if name == "is_hidden":
        return forms.BooleanField(label=label, required=False)
    if name.endswith("_on"):
        return DayField(label=label, required=False)
    if name == "text":
        widget = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(label=label, required=False, max_length=TEXT_LONGEST, widget=widget, help_text=_("Markdown works."))
    if name == "link":
        return forms.CharField(label=label, required=False, max_length=400, widget=forms.URLInput, help_text="https://…")
    return forms.CharField(label=label, required=name == "title", max_length=TITLE_LONGEST)


def item_values(item: ProfileItem) -> dict[str, Any]:
    """Return what a form shows of a line at first."""
    return {name: getattr(item, name) for name in parts.ITEM_FIELDS[item.part]}


class LeaveForm(forms.Form):
    """Days on which one does not work."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    note = forms.CharField(label=_("Note"), required=False, max_length=200, help_text=_("Only you see it."))


class PhotoForm(forms.Form):
    """A picture, and the square of it to show."""

    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("JPEG, PNG, WebP or GIF, up to 10 MB. Where and with what it was taken is not kept."),
    )
    left = forms.FloatField(required=False, min_value=0, max_value=1, widget=forms.HiddenInput)
    top = forms.FloatField(required=False, min_value=0, max_value=1, widget=forms.HiddenInput)
    side = forms.FloatField(required=False, min_value=0.05, max_value=1, widget=forms.HiddenInput)

    def clean_photo(self) -> Any:
        """Refuse what is too large before it is read."""
        sent = self.cleaned_data["photo"]
        if sent.size > photos.LARGEST:
            raise forms.ValidationError(str(photos.too_large()))
        return sent

    @property
    def crop(self) -> photos.Crop | None:
        """Return the chosen square; None when none was chosen, as without scripts."""
        left, top, side = (self.cleaned_data.get(name) for name in ("left", "top", "side"))
        return photos.Crop(left, top, side) if left is not None and top is not None and side else None


class PresenceForm(forms.Form):
    """Whether one can be asked now."""

    presence = forms.ChoiceField(label=_("Presence"), choices=Person.Presence.choices)
