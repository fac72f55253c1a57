"""Metadata of papers from arXiv, doi.org and the ACL Anthology: from an identifier to a record, and to an entry of the handbook.

:mod:`~handbook.metadata.identifiers` parses identifiers, :mod:`~handbook.metadata.services` queries the services through
:mod:`~handbook.metadata.client`, :mod:`~handbook.metadata.entries` formats a record as an entry,
:mod:`~handbook.metadata.matching` finds its work in the handbook, and :mod:`~handbook.metadata.proposals` proposes its terms.
Only :mod:`~handbook.metadata.transport` accesses the network.
"""
