"""Shorter forms of an answer, made by rewritings on ids: like terms, common factors, one fraction, identities."""
