"""A query in an engine's words: Polars' expressions, SQL for DuckDB and people, Spark; imported when asked for."""
