"""What is done at the workbench, without a browser: taking in, auditing, ruling, editing, publishing; who may."""
