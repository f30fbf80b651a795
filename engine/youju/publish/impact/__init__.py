"""What an edit of a rubric does, as files: to a corpus a table, a picture and SARIF; to any department SARIF."""
