"""`python -m masthead` is the command `masthead`."""

import sys

from masthead.project.cli import main

sys.exit(main())
