"""Signing in with the company's own account: SAML. Loaded only where a provider is configured: it needs hamsoo[saml]."""
