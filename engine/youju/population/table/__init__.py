"""Tables of facts as people have them, read exactly or refused by row, column and reason."""
