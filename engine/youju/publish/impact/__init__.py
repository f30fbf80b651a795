"""What an edit of a rubric does to a corpus, as files: a table, a picture, SARIF."""
