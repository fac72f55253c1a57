"""Cases of hostile and unlucky input: each in a small handbook of its own, each command in a process of its own.

``tests/cases/faults/README.md`` says what a case may hold. :func:`.cases.tried` runs one.
"""
