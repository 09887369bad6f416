"""The demo: readable files in `inhoud/`, loaded through the same actions that people use."""
