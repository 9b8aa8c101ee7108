"""Signing in with the company's own account: OpenID Connect, and the same rules for SAML."""
