def unrelated(record):
    return iter(())
