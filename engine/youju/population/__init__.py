"""The room of many departments: cards compiled to SQL over whole numbers, exactly."""
