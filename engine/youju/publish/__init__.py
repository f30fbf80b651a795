"""The room of exports: rubrics as workbooks and as DMN, and back."""
