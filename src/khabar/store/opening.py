"""Opening a store: finds the database, checks that it is one of ours, and brings its tables up to date."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from khabar.errors import StoreError
from khabar.store.errors import NOT_A_STORE, explained
from khabar.store.schema import HEAD_REVISION
from khabar.store.store import Store

STORE_FILE = "khabar.sqlite"
LOCK_SECONDS = 15
# A stop that falls into the return of a connection is logged by the pool; nobody who set up no log wants to read it.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())


def open_store(target: str | os.PathLike[str], *, readonly: bool = False, create: bool = True) -> Store:
    """Open a store, creating or migrating its tables where needed.

    Args:
        target: a file, a folder (its ``khabar.sqlite`` is meant), or a database URL (``postgresql+psycopg://…``).
        readonly: never write, not even to migrate; the store must exist.
        create: make a store where there is none.

    Raises:
        StoreError: it is missing, not writable, locked, damaged, no khabar store, or made by a newer khabar.
    """
    where = _where(target)
    if (readonly or not create) and "://" not in where and not Path(where).is_file():
        raise StoreError("there is no store", where=where, remedy="run `khabar run INPUT… --out DIR` first")
    engine = _engine(where, readonly)
    told = shown(where)
    try:
        with explained(told):
            _prepare(engine, told, readonly)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, told, readonly=readonly)


def shown(where: str) -> str:
    """How a store is called where people read it: an address without its password."""
    return make_url(where).render_as_string(hide_password=True) if "://" in where else where


def _where(target: str | os.PathLike[str]) -> str:
    if "://" in str(target):
        return str(target)
    path = Path(target)
    return str(path / STORE_FILE if path.is_dir() else path)


def _engine(where: str, readonly: bool) -> Engine:
    if "://" not in where:
        mode = "ro" if readonly else "rwc"
        path = Path(where).absolute().as_uri().removeprefix("file://")
        url = URL.create("sqlite", database=f"file:{path}", query={"mode": mode, "uri": "true"})
        engine = create_engine(url, connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False})
        _tune_sqlite(engine, readonly)
        return engine
    try:
        url = make_url(where)
        memory = url.drivername.startswith("sqlite") and not url.database
        engine = create_engine(url, poolclass=StaticPool) if memory else create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as reason:
        remedy = "for PostgreSQL: pip install psycopg, and write postgresql+psycopg://…"
        raise StoreError(f"the database URL cannot be used: {reason}", remedy=remedy) from reason
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine, readonly)
    return engine


def _tune_sqlite(engine: Engine, readonly: bool) -> None:
    """Foreign keys, a write-ahead log, and transactions that hold schema changes too."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        if not readonly:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        if not readonly:
            durable = connection.get_execution_options().get("durable")
            connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine, shown: str, readonly: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection, shown)
    if revision == HEAD_REVISION:
        return
    if revision is not None and revision > HEAD_REVISION:
        raise StoreError("the store was made by a newer khabar", where=shown, remedy="pip install --upgrade khabar")
    if readonly:
        raise StoreError("the store was made by an older khabar", where=shown, remedy="run `khabar run` on it once")
    with engine.execution_options(writes=True).begin() as connection:
        _migrate(connection)


def _revision(connection: Connection, shown: str) -> str | None:
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "claims" in names:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None
    if names - {"alembic_version"}:
        raise StoreError("the database holds something else than a khabar store", where=shown, remedy=NOT_A_STORE)
    return None


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
