"""What the pages of convenant give their templates: read only, and only what the viewer may see."""
