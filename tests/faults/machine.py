"""The machine under a process: how slow its disk is, whether that is full, by how much its clocks are wrong,
and when its memory is at an end.

A small library in C stands between the process and the C library (`machine.c`); the file through which it is
told is shared memory, so that everything can change at any moment, and in which it counts what it did.
"""

import mmap
import os
import shutil
import struct
import subprocess
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Final

_SOURCE: Final = Path(__file__).with_name("machine.c")
_LAYOUT: Final = struct.Struct("5d5Qqq")


class Fault(IntEnum):
    """What can be wrong, by its place in the file."""

    FLUSH = 0
    FULL = 1
    CLOCK = 2
    STEADY = 3
    MEMORY = 4


_STRUCK: Final = 8 * len(Fault)
_LEFT: Final = 2 * _STRUCK


class Machine:
    """All is well at first."""

    def __init__(self, folder: Path) -> None:
        """*folder*: where the library is built."""
        compiler = shutil.which("cc") or shutil.which("gcc")
        assert compiler is not None, "these tests need a C compiler: apt-get install gcc libc6-dev"
        self._library = folder / "machine.so"
        command: list[str | Path] = [
            compiler,
            "-shared",
            "-fPIC",
            "-O2",
            "-o",
            self._library,
            _SOURCE,
            "-ldl",
            "-lm",
        ]
        subprocess.run(command, check=True)
        self._file = folder / "machine"
        self._file.write_bytes(bytes(_LAYOUT.size))
        with self._file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _LAYOUT.size)

    @property
    def settings(self) -> Mapping[str, str]:
        """For the environment of the process."""
        return {"LD_PRELOAD": str(self._library), "MACHINE_FILE": str(self._file)}

    def struck(self, fault: Fault) -> int:
        """How often a process has met it: flushes that took longer, writes that were refused, looks at a
        clock that was wrong, processes that were killed.
        """
        (times,) = struct.unpack_from("Q", self._shared, _STRUCK + 8 * fault)
        return int(times)

    def flushes_take(self, seconds: float) -> None:
        """Each flush to the disk takes so much longer."""
        self._write(Fault.FLUSH, seconds)

    def disk_is_full(self, full: bool) -> None:
        """Nothing can be written to any file."""
        self._write(Fault.FULL, float(full))

    def clock_is_off_by(self, seconds: float) -> None:
        """Ahead, or below 0 behind."""
        self._write(Fault.CLOCK, seconds)

    def steady_clock_is_behind_by(self, seconds: float) -> None:
        """As if the machine had been suspended for so long: nobody in it has noticed."""
        self._write(Fault.STEADY, -seconds)

    def memory_ends_after(self, allocations: int) -> None:
        """Who allocates that often, of those that this process has started, is killed by the last one."""
        struct.pack_into("qq", self._shared, _LEFT, allocations, os.getpid())
        self._write(Fault.MEMORY, 1.0)

    def _write(self, fault: Fault, value: float) -> None:
        struct.pack_into("d", self._shared, 8 * fault, value)
