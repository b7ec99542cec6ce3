"""What speaks against a text or a corpus before any of it reaches a figure; nothing is mended."""
