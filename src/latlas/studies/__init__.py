"""Studies: one paper's claims each, as a command, a result file and a page."""
