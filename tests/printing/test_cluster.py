"""Reports made on a cluster: the same bytes, and a sentence for each way in which it cannot be."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

import poet
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import FORMATS, cluster, print_reports

distributed = pytest.importorskip(
    "distributed", reason='Dask is not installed; pip install "poet[cluster]" brings it'
)
pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes on this computer."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as two,
    ):
        yield two.scheduler_address


def refused(address: str) -> str:
    with pytest.raises(PoetError) as refusal, cluster.on_cluster(address, 60):
        raise AssertionError("nothing can be made there")
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE
    return str(refusal.value)


def test_a_cluster_makes_the_same_files_as_this_process(
    study, released, address: str, tmp_path: Path
) -> None:
    def printed(folder: str, **where: str) -> dict[str, bytes]:
        print_reports(
            study,
            lambda technical: released,
            tmp_path / folder,
            edition="summary",
            formats=FORMATS,
            **where,
        )
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}

    here, there = printed("here"), printed("there", cluster=address)
    assert len(here) == 3 * len(FORMATS) + 2
    assert there == here


def test_what_draws_on_the_workers_is_ended_with_the_run(address: str) -> None:
    def start_drawing() -> None:
        cluster._printers(60).start()

    def how_many_draw() -> int:
        return sum(one.poll() is None for one in cluster._printers(60).started)

    with cluster.on_cluster(address, 60), distributed.Client(address) as client:
        client.run(start_drawing)
        assert list(client.run(how_many_draw).values()) == [1, 1]
    with distributed.Client(address) as client:
        assert list(client.run(how_many_draw).values()) == [0, 0]


def test_another_version_on_the_workers_is_told(address: str, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9")
    assert refused(address) == (
        f'cluster "{address}": its workers have poet {poet.__version__}. This is poet 9.9. '
        "Install the same version on every computer of the cluster."
    )


def test_workers_without_poet_are_told(address: str, monkeypatch) -> None:
    def lost(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'poet'")

    monkeypatch.setattr(distributed.Client, "run", lost)
    assert refused(address) == (
        f'cluster "{address}": its workers cannot load poet. This is poet {poet.__version__}. '
        "Install the same version on every computer of the cluster."
    )


def test_a_cluster_without_workers_is_told() -> None:
    with distributed.LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        address = empty.scheduler_address
        assert refused(address) == (
            f'cluster "{address}": the cluster has no workers. '
            f"Start some with: dask worker {address}."
        )


def test_an_address_where_nobody_answers_is_told(monkeypatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 1)
    assert refused("tcp://127.0.0.1:9") == (
        'cluster "tcp://127.0.0.1:9": no scheduler answers there within 1 seconds. '
        "Correct the address, or start a scheduler with: dask scheduler."
    )


@pytest.mark.parametrize(
    "address", ["nonsense", "10.0.0.1", "tcp://10.0.0.1", "tcp://a b:8786", "http://h:1"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    assert refused(address) == (
        f'cluster "{address}": this is no address of a scheduler. Write it as tcp://HOST:8786.'
    )


def test_an_address_with_tls_needs_certificates() -> None:
    assert refused("tls://127.0.0.1:9") == (
        'cluster "tls://127.0.0.1:9": the configuration of Dask names no certificates for tls://. '
        "Name them there, under distributed.comm.tls."
    )


def test_without_dask_it_is_told_how_to_install_it(monkeypatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "distributed":
            raise ImportError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert refused("tcp://127.0.0.1:8786") == (
        "cluster: Dask, which talks to a cluster, is not installed. "
        'Install it with: pip install "poet[cluster]".'
    )
