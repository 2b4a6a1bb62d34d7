"""The decision memo: one content model, and a renderer for each format."""
