"""Zones, sentences and the span algebra. Knows no word of the domain and never edits the text."""
