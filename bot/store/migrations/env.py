"""What Alembic runs: the migrations, on the connection and in the transaction of `bot.store.schema`."""

from alembic import context
from sqlalchemy import Connection

from bot.store.tables import METADATA


def run() -> None:
    """Runs the migrations; committing is the caller's."""
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    context.run_migrations()


run()
