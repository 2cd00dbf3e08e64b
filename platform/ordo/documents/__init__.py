"""Documents: typeset PDF forms, QR codes, signatures that verify offline, and the public check page."""
