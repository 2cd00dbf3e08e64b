"""Sites of the universities, made with Wagtail."""
