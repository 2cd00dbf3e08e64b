"""What the sample module requires, so that requirements have something to be closed over."""
