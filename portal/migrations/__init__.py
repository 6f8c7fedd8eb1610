"""The core's schema, revision by revision. Each file is frozen once released."""
