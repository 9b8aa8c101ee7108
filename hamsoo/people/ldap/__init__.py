"""The company's directory by LDAP: `reading` asks it, `importer` takes over what it says, `backend` lets people in by their bind.

What is read is written to one file first and then goes the way of every file of people: a directory that hangs leaves nothing half-done.
"""
