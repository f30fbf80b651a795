"""Scenarios for what-if: assumptions as they are typed, and sheets of many, read as values of facts."""
