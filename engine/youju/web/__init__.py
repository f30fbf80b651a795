"""The workbench in a browser: pages and the HTTP API, over what the room `desk` does."""
