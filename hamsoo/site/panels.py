"""Which fragments stand in which slot of a page: the one list that brings apps together on a screen.

A page of a low app names a slot (`{% panels "person" person.pk %}`); the browser fetches the fragments by their URL names, called
with the slot's arguments, all of a slot in one request. Nothing is imported, so the low app never knows who shows itself there.
"""

PANELS: dict[str, list[str]] = {
    # Below anything that is talked about, and whose story is told: called with its type and id.
    "comments": ["threads:comments"],
    "follow": ["threads:follow"],
    "timeline": ["timeline:of"],
    # On the page of a role: where in spaces it may do what.
    "role": ["spaces:role_grants"],
    "space": ["social:pinned", "chat:of_space", "social:blog_panel_of_space", "social:of_space"],
    "person": ["questions:of_person"],
    # Beside the name on a profile, and beside the page; `person.suggestions` is for what its owner alone may be told.
    "person.facts": ["questions:answer_time"],
    "person.suggestions": ["finder:suggested"],
    "person.rail": ["social:blog_panel", "questions:standing_of", "threads:tracking_person"],
    "side": ["threads:following", "chat:side"],
    "person.actions": ["questions:ask_person", "chat:of_person"],
    "home.context": [
        *("questions:waiting", "questions:live_request", "cases:mine", "commitments:today"),
        *("questions:knowable", "people:celebrations"),
    ],
    # What shows that somebody has a skill: called with the ids of the person and the skill.
    "skill.evidence": ["questions:skill_evidence"],
    # On the page of a customer, called with the id of one of its records: beside its name, above its timeline, in the rail.
    "customer.actions": ["interactions:actions_of_record", "commitments:begin", "customers:talk"],
    "customer.banner": ["commitments:conflicts_of"],
    "customer": ["cases:of_record", "commitments:of_record"],
    # The same where it is shown with all that stands below it.
    "customer.whole": ["cases:of_whole", "commitments:of_whole"],
    # On the page of a case, beside what can be done with it.
    "case.actions": ["cases:talk"],
    "experts.context": ["questions:live_request"],
}
