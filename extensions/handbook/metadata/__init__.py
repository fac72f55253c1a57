"""What the services of the field know of a paper: identifiers in, records out, and from a record to an entry of the handbook.

:mod:`~handbook.metadata.identifiers` reads what a person gives, :mod:`~handbook.metadata.services` asks arXiv, doi.org or the
ACL Anthology through :mod:`~handbook.metadata.client`, :mod:`~handbook.metadata.entries` writes a record in the handbook's
form, :mod:`~handbook.metadata.matching` finds it there, and :mod:`~handbook.metadata.proposals` proposes its terms. Only the
client touches the network.
"""
