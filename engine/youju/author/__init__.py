"""The room of rubrics as people write them: scaffolds, format, lint, schema, and edits put back into the YAML."""
