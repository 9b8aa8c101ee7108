"""Skill mining: what somebody knows, found in what they wrote and solved, and suggested to them alone.

`works` brings their texts, `phrases` and `known` find in them what could be the name of a skill, `contrast` compares with what all others
write where everybody may read it, `refusals` leaves names of people, units, customers and places out, and `candidates` puts it together.
"""
