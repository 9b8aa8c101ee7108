"""A function that appends one fact: PostgreSQL keeps its plans, where one long statement was planned for every fact."""

from django.db import migrations

# The entry, what it is about, where it is placed, and its claim to a place in the order: one round trip.
CREATE = """
CREATE FUNCTION ledger_append(
    name text, version int, actor_type text, actor_id bigint, unit_id bigint, channel text, happened_at timestamptz, payload jsonb,
    cause_id bigint, object_types text[], object_ids bigint[], object_qualifiers text[], space_ids bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    appended bigint;
BEGIN
    INSERT INTO ledger_entry (name, version, actor_type, actor_id, unit_id, channel, happened_at, payload, cause_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id INTO appended;
    INSERT INTO ledger_entryobject (entry_id, type, object_id, qualifier)
    SELECT appended, about.type, about.id, about.qualifier FROM unnest($10, $11, $12) AS about (type, id, qualifier);
    INSERT INTO ledger_entryspace (entry_id, space_id) SELECT appended, space.id FROM unnest($13) AS space (id);
    INSERT INTO ledger_pending (entry_id) VALUES (appended);
    RETURN appended;
END
$$
"""
DROP = "DROP FUNCTION ledger_append(text, int, text, bigint, bigint, text, timestamptz, jsonb, bigint, text[], bigint[], text[], bigint[])"


class Migration(migrations.Migration):
    """Bring the function."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
