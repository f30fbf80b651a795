"""The HTTP API under /api/v1: plain JSON, described by /api/openapi.json, for programs that bring a token."""
