"""The reference: clocks of a case by walking from minute to minute, slowly, and with none of the code that it is to check.

Everything in it happens on whole minutes. Hours are read from plain values: {weekday: [(from minute, until minute)]}.
"""

from datetime import timedelta

MINUTE = timedelta(minutes=1)
ENDED = ("resolved", "closed")


def in_force(versions, at):
    """Return the newest of [(effective_at, value)] at a moment; the first also holds before it."""
    found = [value for effective_at, value in versions if effective_at <= at]
    return found[-1] if found else versions[0][1]


def is_open(hours, at):
    zone, days, off = hours
    here = at.astimezone(zone)
    minute = here.hour * 60 + here.minute
    return here.date() not in off and any(start <= minute < end for start, end in days.get(here.weekday(), ()))


def step_at(steps, at):
    return [step for step in steps if step.at <= at][-1]


def policy_at(policies, at, step, scope):
    """Return the first policy in force, of [(rank, [(effective_at, PolicyVersion)])] in order, that fits a step."""
    for versions in policies:
        standing = [version for version in versions if version.effective_at <= at]
        if not standing or standing[-1].scope != scope or not standing[-1].is_active:
            continue
        wanted = standing[-1].conditions
        if wanted.priorities and step.priority not in wanted.priorities:
            continue
        if wanted.unit_ids and step.unit_id not in wanted.unit_ids:
            continue
        return standing[-1]
    return None


def runs(policy, step):
    return policy is not None and step.state not in ENDED and not (step.state == "customer" and policy.pauses_for_customer)


def used(steps, policies, scope, tables, start, end, of=lambda step: True):
    """Return the minutes between two moments in which the clock runs and the calendar of the policy is open, one by one."""
    at, minutes = start, []
    while at < end:
        step = step_at(steps, at)
        policy = policy_at(policies, at, step, scope)
        if of(step) and runs(policy, step) and is_open(in_force(tables[table_of(policy, step, scope)], at), at):
            minutes.append(at)
        at += MINUTE
    return minutes


def table_of(policy, step, scope):
    if policy.calendar_id is not None:
        return policy.calendar_id
    return step.unit_id if scope == "unit" and step.unit_id in (1, 2) else 0


def parts(steps, tables, start, end):
    """Return {(unit, part): [elapsed minutes, working minutes]}."""
    names = {"new": "working", "resolved": "resting", "closed": "resting"}
    found, at = {}, start
    while at < end:
        step = step_at(steps, at)
        both = found.setdefault((step.unit_id, names.get(step.state, step.state)), [0, 0])
        both[0] += 1
        both[1] += is_open(in_force(tables[step.unit_id if step.unit_id in (1, 2) else 0], at), at)
        at += MINUTE
    return found


def open_minutes_after(table, at, count):
    """Return the moment by which `count` open minutes have passed; None when that takes more than forty days."""
    last = at + timedelta(days=40)
    while count and at < last:
        count -= is_open(in_force(table, at), at)
        at += MINUTE
    return None if count else at
