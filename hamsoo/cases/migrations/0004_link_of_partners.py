"""The random part of a partner's link is kept: with our signature it makes the link, which is written when the mail is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_policies")]

    operations = [migrations.RenameField("handoff", "link_digest", "link_nonce")]
