from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from masthead.funding.migrations import _closed_postgresql, _closed_sqlite

DIALECTS = {"sqlite": _closed_sqlite, "postgresql": _closed_postgresql}


def close(_apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    for statement in DIALECTS[schema.connection.vendor].CLOSE:
        schema.execute(statement, params=None)


def reopen(_apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    for statement in DIALECTS[schema.connection.vendor].OPEN:
        schema.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [migrations.RunPython(close, reopen)]
