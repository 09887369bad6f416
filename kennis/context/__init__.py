"""What the pages of kennis give their templates: read only, and only what the viewer may see."""
