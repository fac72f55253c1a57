"""What the handbook has corrected in its facts, found in the history of its files.

Two states of some files are compared by what our own readers make of them; git only says which files a commit has changed.
"""

from __future__ import annotations
