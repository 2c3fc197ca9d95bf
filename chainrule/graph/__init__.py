"""Nodes by id: built, cut, copied, evaluated; nothing is differentiated here."""
