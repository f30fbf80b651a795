"""Decision tables of a DMN file as cards."""
