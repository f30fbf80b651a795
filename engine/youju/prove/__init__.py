"""The room of proofs: conditions and points of cards in the language of a solver, for what several facts decide."""
