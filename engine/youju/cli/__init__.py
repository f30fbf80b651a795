"""The terminal: commands, the screen, and what people read when something is wrong."""
