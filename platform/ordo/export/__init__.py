"""Lists as files: what is shown, in the order and with the columns shown, for a spreadsheet or for paper."""
