"""Cases written for a person to decide: the fewest that meet every obligation of coverage, in round figures."""
