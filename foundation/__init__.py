"""The ground floor: the document model, the records, settings, errors and wording.

Every other room stands on this one and it imports none of them.
"""
