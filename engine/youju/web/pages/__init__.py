"""The pages, a file for each part of the workbench: what is asked for, the service that does it, the template."""
