"""What alembic runs: the migrations, on the connection and in the transaction of `migrate.py`."""

from alembic import context

from youju.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
