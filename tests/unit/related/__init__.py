"""Tests of the room `related`."""
