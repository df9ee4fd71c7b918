"""What leaves the program as files: names that are safe, files that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

# Names that Windows keeps for devices, whatever their ending.
DEVICE_NAMES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
LONGEST_NAME = 80
SEPARATORS = set('/\\:*?"<>|') | {chr(code) for code in range(32)}
# A run holds the lock while it writes; what it has not finished has such a name.
LOCK = ".poet.lock"
HALF_WRITTEN = re.compile(r"\.poet-[0-9a-f]{16}\.part")
NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
MAKE_ROOM = "Make room on this disk, or choose a folder on another"
CLOSE_IT = "Close it if it is open in another program, or name another folder"
WINDOWS = os.name == "nt"
# Files that belong together are put in their place in far less.
WAIT = 3
# What a file system says that has no locks, or that has no disk to wait for.
NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}
NO_WAITING = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def file_name(*parts: str) -> str:
    """A file name (without ending) of letters, digits, hyphens; safe on every system.

    A part that repeats the one before is left out.

    >>> file_name("X001", "Fernhollow & Bryn", "workshop")
    'X001-fernhollow-bryn-workshop'
    >>> file_name("fernhollow", "Fernhollow"), file_name("../etc"), file_name("CON")
    ('fernhollow', 'etc', 'CON-')
    """
    first, *others = (_plain(part) for part in parts)
    kept = [first or "unnamed"]
    for part in others:
        if part.casefold() != kept[-1].casefold() and part:
            kept.append(part.casefold())
    name = _shortened(kept)
    return f"{name}-" if name.casefold() in DEVICE_NAMES else name


def _shortened(parts: Sequence[str]) -> str:
    """The parts joined; the last, which tells one edition from another, is cut only if alone."""
    *others, last = parts
    room = LONGEST_NAME - len(last) - 1
    if not others or room < 1:
        return last[:LONGEST_NAME].rstrip("-")
    return f"{'-'.join(others)[:room].rstrip('-')}-{last}"


def _plain(text: str) -> str:
    import unicodedata

    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")


def prepare_folder(folder: Path, names: Sequence[str], *, force: bool) -> None:
    """Make the folder if need be, and see that these files can be written into it.

    Raises PoetError when the folder cannot be made or written, a name would lead elsewhere, two
    names differ in nothing but capitals, or a file is there already and `force` is not given.
    """
    _refuse_names(folder, names)
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    _refuse_files_there(folder, names, force=force)


@contextlib.contextmanager
def folder_to_fill(folder: Path, names: Sequence[str], *, force: bool) -> Iterator[None]:
    """The folder prepared for these files, and no other run of poet writing into it meanwhile.

    What a run that was killed left half-written is removed. Raises PoetError as `prepare_folder`
    does, and when another run is writing into the folder.
    """
    prepare_folder(folder, names, force=force)
    with only_run_in(folder):
        # Another run may have written them, and ended, since.
        _refuse_files_there(folder, names, force=force)
        yield


def write_together(
    folder: Path, contents: Mapping[str, bytes], *, force: bool, wait: float = WAIT
) -> tuple[Path, ...]:
    """Write files that belong together, by name; returns their paths in the same order.

    All are written beside the old ones first and put in their place only then, so that a run that
    is stopped leaves files of one run, and two runs never mix theirs. Raises PoetError as
    `prepare_folder` does, and when another run still writes into the folder after `wait` seconds.
    """
    prepare_folder(folder, list(contents), force=force)
    with only_run_in(folder, wait=wait):
        _refuse_files_there(folder, list(contents), force=force)
        with _told(folder), contextlib.ExitStack() as written:
            pairs = [
                (written.enter_context(_beside(folder, content)), folder / name)
                for name, content in contents.items()
            ]
            for temporary, path in pairs:
                _put(temporary, path)
    return tuple(folder / name for name in contents)


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that a stopped run leaves the old one or the new one, never a part."""
    with _told(path.parent), _beside(path.parent, content) as temporary:
        _put(temporary, path)


def _put(temporary: Path, path: Path) -> None:
    with _told(path, CLOSE_IT):
        temporary.replace(path)


@contextlib.contextmanager
def only_run_in(folder: Path, *, wait: float = 0) -> Iterator[None]:
    """No other run of poet writes into this folder meanwhile; leftovers of killed runs are removed.

    The lock is the system's own, so it ends with the process that holds it, however that ends. A
    file system without locks is written to without one: each file is whole in any case. Raises
    PoetError when another run still has the folder after `wait` seconds.
    """
    import filelock

    lock = filelock.FileLock(folder / LOCK, timeout=wait, mode=0o666, fallback_to_soft=False)
    with contextlib.ExitStack() as held:
        with _told(folder):
            try:
                held.enter_context(lock)
                # On Windows the lock removes its file itself; where it does not, the next holder
                # sees that the file is gone and makes a new one.
                held.callback(_removed, folder / LOCK)
            except filelock.Timeout:
                raise _other_run(folder) from None
            except OSError as problem:
                if problem.errno not in NO_LOCKS:
                    raise
        for leftover in filter(is_half_written, folder.iterdir()):
            _removed(leftover)
        yield


def is_leftover(path: Path) -> bool:
    """Whether a file has the name of something that a run of poet removes when it ends."""
    return path.name == LOCK or is_half_written(path)


def is_half_written(path: Path) -> bool:
    """Whether a file has the name that a file has until it is whole."""
    return bool(HALF_WRITTEN.fullmatch(path.name))


def _removed(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _other_run(folder: Path) -> PoetError:
    return PoetError(
        str(folder),
        "another run of poet is writing into this folder",
        cure="Wait until it has ended, or name another folder",
        exit_code=CANNOT_READ_OR_WRITE,
    )


def _refuse_names(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        if name in {"", ".", ".."} or set(name) & SEPARATORS:
            raise PoetError(str(folder), f'"{name}" is no name of a file in this folder')
    if len({name.casefold() for name in names}) < len(names):
        raise PoetError(
            str(folder),
            "two authorities would get the same file name",
            cure="Give them different codes in study.toml",
        )


def _refuse_files_there(folder: Path, names: Sequence[str], *, force: bool) -> None:
    # A link that leads nowhere is there as well.
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise PoetError(
            str(folder / there[0]),
            f"this file is there already{more}",
            cure="Add --force to write it again, or name another folder",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    if WINDOWS:
        # What is open in Excel cannot be replaced there: said before any file is.
        for name in there:
            with _told(folder / name, CLOSE_IT), (folder / name).open("r+b"):
                pass


@contextlib.contextmanager
def _beside(folder: Path, content: bytes) -> Iterator[Path]:
    """A new file in the folder with this content, safe on the disk; gone at the end if not moved.

    Without waiting for the disk, a loss of power just after could leave an empty file in the place
    of the old one.
    """
    path = folder / f".poet-{secrets.token_hex(8)}.part"
    try:
        # Made by nobody before, whatever name somebody may have guessed; who may read it is for
        # the user's own settings to say.
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            _wait_for_disk(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _wait_for_disk(file: int) -> None:
    try:
        os.fsync(file)
    except OSError as problem:
        if problem.errno not in NO_WAITING:
            raise


@contextlib.contextmanager
def _told(place: Path, cure: str = "Choose a folder in which you may write") -> Iterator[None]:
    """Turn what the system says of a folder or file into a sentence."""
    try:
        yield
    except OSError as problem:
        raise PoetError(
            str(place),
            f"cannot write here: {problem.strerror or problem}",
            cure=MAKE_ROOM if problem.errno in NO_ROOM else cure,
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
