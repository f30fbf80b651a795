"""Cards over columns: trees of whole numbers, conditions and texts that no engine knows, with their bounds."""
