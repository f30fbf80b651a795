"""Facts that auditors hand back: a sheet, a CSV or a YAML file read as lines, and the lines as rulings on facts."""
