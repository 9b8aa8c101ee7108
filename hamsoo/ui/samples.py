"""What the sheet of components shows: invented people and figures, and one form of each kind."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.kernel import clock
from hamsoo.ui import appearance
from hamsoo.ui.fields import DayField, NumberField


@dataclass(frozen=True)
class Sample:
    """Somebody or something with a name in both languages."""

    fa: str
    en: str
    presence: str = ""
    colour: str = ""

    def __str__(self) -> str:
        return self.fa if appearance.current().language == "fa" else self.en

    def get_absolute_url(self) -> str:
        """Return an address that leads nowhere else."""
        return "#"


PEOPLE = (
    Sample("سارا محمدی", "Sara Mohammadi", "on"),
    Sample("امیر رضایی", "Amir Rezaei", "busy"),
    Sample("نگار احمدی", "Negar Ahmadi", "away"),
    Sample("فرید کاظمی", "Farid Kazemi", "on"),
    Sample("حسین نوری", "Hossein Nouri", "off"),
)
CUSTOMERS = (Sample("بیمهٔ سپهر", "Sepehr Insurance"), Sample("بانک مهرگان", "Mehregan Bank"))
UNITS = (
    Sample("فروش", "Sales", colour="sales"),
    Sample("خدمات", "Service", colour="service"),
    Sample("مالی", "Finance", colour="finance"),
    Sample("بازاریابی", "Marketing", colour="marketing"),
    Sample("شرکا", "Partners", colour="partner"),
    Sample("محصول", "Product", colour="product"),
)
TEXT_FA = (
    "دو امضا لازم است: **مالک حساب** و انطباق. زیر ۵ میلیارد ریال، امضای انطباق خودکار است.\n\n"
    "This paragraph is English, with `code` and a [link](https://example.org).\n\n- نخست\n- سپس @[سارا محمدی](person:1)"
)
REFUSED = {"day": "1405/14/2", "amount": "سه میلیارد", "unit": "product"}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("In one sentence, as the customer heard it."))
    day = DayField(label=_("Until when?"))
    amount = NumberField(label=_("Amount"), required=False, min_value=0)
    unit = forms.ChoiceField(label=_("Department"), choices=[("product", _("Product")), ("sales", _("Sales"))])
    channel = forms.ChoiceField(
        label=_("How did the customer hear it?"),
        widget=forms.RadioSelect,
        choices=[("phone", _("Phone")), ("mail", _("Mail")), ("visit", _("Visit"))],
    )
    remember = forms.BooleanField(label=_("Tell me when it is done"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def context(query: QueryDict) -> dict[str, Any]:
    """Return everything that the sheet shows; `?theme=dark` in the dark theme, `?refused` the form with its errors."""
    now = clock.now()
    return {
        "people": PEOPLE,
        "customers": CUSTOMERS,
        "units": UNITS,
        "text": TEXT_FA,
        "now": now,
        "moments": [now - timedelta(minutes=6), now - timedelta(hours=3), now - timedelta(days=2), now - timedelta(days=800)],
        "sheet_theme": "hamsoo-dark" if query.get("theme") == "dark" else "",
        # A refused form takes the focus, so it is shown only when asked for.
        "form": SampleForm(REFUSED if "refused" in query else None),
        "periods": _options(_("Day"), _("Week"), _("Month")),
        "views": _options(_("Activity"), _("Files"), _("People")),
    }


def _options(*labels: str | StrPromise) -> list[tuple[str | StrPromise, str, bool]]:
    return [(label, "#", index == 0) for index, label in enumerate(labels)]
