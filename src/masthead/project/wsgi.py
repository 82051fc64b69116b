"""Django as a WSGI application: what the thread pool of `masthead serve` calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.project.settings")
application = get_wsgi_application()
