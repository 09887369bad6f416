"""The text of a file, read in a process of its own with limits: a file is never to be trusted.

Only `job` may import Django here: the process that reads a file starts in a moment and knows no secrets.
"""
