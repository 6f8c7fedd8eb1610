"""The portal for any WSGI server: `waitress-serve wsgi:app`, `gunicorn wsgi:app`."""

from portal import create_app

app = create_app()
