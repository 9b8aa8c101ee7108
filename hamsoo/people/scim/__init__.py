"""SCIM 2.0 (RFC 7643, 7644): how an identity provider writes colleagues and groups into the record.

`filters` and `paths` read what is asked, `documents` and `patches` what is sent; `users` and `groups` turn rows into documents and back
through the actions; `views` answers, for integrations with a token only.
"""
