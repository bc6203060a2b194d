"""A process that has imported all that serving needs. For each line it reads it begins `checkup serve` as a
process of its own, says its id, waits for its end, and says its exit code. The argument: a file for stderr.
"""

import os
import sys
from pathlib import Path

import bot.app.serving
import bot.cli.serve  # noqa: F401  # imported once, for all that are begun here
from bot.cli import main


def _serve(log: str) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.dup2(os.open(Path(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    sys.argv = ["checkup", "serve"]
    code = 1
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.stderr.flush()
        os._exit(code)


def _begins(log: str) -> None:
    while os.read(0, 1):
        pid = os.fork()
        if pid == 0:
            _serve(log)
        os.write(1, f"{pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    _begins(sys.argv[1])
