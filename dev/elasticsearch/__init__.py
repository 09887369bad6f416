"""A real Elasticsearch node for development and tests, built from published artefacts; needs Java 17 or newer."""
