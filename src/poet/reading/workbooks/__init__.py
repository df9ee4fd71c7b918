"""Workbooks: Excel of today and of old, and OpenDocument."""
