"""Checks of the whole library, advice, reports of both, and automatic fixes."""
