"""Printing on a cluster that is there already, through Dask: the extra `[cluster]`.

What travels to it is released findings and the study without anybody's answers. Who runs the
cluster could read them, and what comes back is trusted: it must be one's own.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from poet import __version__
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.council import CouncilFile, Material, Work, council_files
from poet.printing.executors import Crew, Submit
from poet.printing.workers import Printers

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_ANSWER = 10
# A host, or a protocol that Dask speaks and a host, with a port.
TLS = "tls://"
ADDRESS = re.compile(r"((tcp|tls)://)?[^\s/]+:\d{1,5}")
# So that no worker waits for the next piece of work.
WAITING_FOR_EACH = 2


@contextlib.contextmanager
def on_cluster(address: str, seconds: float) -> Iterator[Crew]:
    """The workers of the cluster whose scheduler is at this address, such as tcp://10.0.0.1:8786.

    Raises PoetError when Dask is not installed, the scheduler does not answer, it has no workers,
    or they have another version of poet. On leaving, what draws on the workers is ended.
    """
    with _client(address) as client:
        threads = _threads(client, address)
        executor = client.get_executor(pure=False)

        def begin(material: Material) -> Submit:
            sent = client.scatter(material.packed(), broadcast=True, hash=False)
            return partial(executor.submit, _on_a_worker, seconds, sent)

        try:
            yield Crew(begin, WAITING_FOR_EACH * threads)
        finally:
            executor.shutdown(wait=False)
            with contextlib.suppress(Exception):  # a worker that is gone draws no more
                client.run(end_drawing, seconds)


@contextlib.contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise PoetError(
            "cluster",
            "Dask, which talks to a cluster, is not installed",
            cure='Install it with: pip install "poet[cluster]"',
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    if not ADDRESS.fullmatch(address):
        raise _mistake(
            address, "this is no address of a scheduler", cure="Write it as tcp://HOST:8786"
        )
    _refuse_without_certificates(address)
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except OSError:
        raise _mistake(
            address,
            f"no scheduler answers there within {SECONDS_TO_ANSWER} seconds",
            cure="Correct the address, or start a scheduler with: dask scheduler",
        ) from None
    with client:
        yield client


def _refuse_without_certificates(address: str) -> None:
    from distributed.security import Security

    told = Security().get_connection_args("client") if address.startswith(TLS) else {}
    if told and told.get("ssl_context") is None:
        raise _mistake(
            address,
            f"the configuration of Dask names no certificates for {TLS}",
            cure="Name them there, under distributed.comm.tls",
        )


def _threads(client: Client, address: str) -> int:
    """How many pieces of work the cluster does at a time."""
    threads = sum(client.nthreads().values())
    if not threads:
        raise _mistake(
            address,
            "the cluster has no workers",
            cure=f"Start some with: dask worker {address}",
        )
    try:
        versions = set(client.run(_version).values())
    except Exception:
        versions = {""}
    if versions != {__version__}:
        others = ", ".join(sorted(versions - {__version__, ""}))
        raise _mistake(
            address,
            f"its workers have poet {others}" if others else "its workers cannot load poet",
            expected=f"This is poet {__version__}",
            cure="Install the same version on every computer of the cluster",
        )
    return threads


def _mistake(address: str, found: str, *, expected: str = "", cure: str) -> PoetError:
    return PoetError(
        f'cluster "{address}"', found, expected=expected, cure=cure, exit_code=CANNOT_READ_OR_WRITE
    )


def _version() -> str:
    return __version__


def _on_a_worker(seconds: float, material: Material, work: Work) -> tuple[CouncilFile, ...]:
    return council_files(_printers(seconds).outcomes, material, work)


def end_drawing(seconds: float) -> None:
    """End what draws on this worker; it is started again when it is needed."""
    _printers(seconds).stop()
    _printers.cache_clear()


@cache
def _printers(seconds: float) -> Printers:
    """Those of this worker, for as many pages at a time as it has threads."""
    return Printers(seconds, Path(tempfile.gettempdir()))
