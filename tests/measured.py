"""What it costs to read a small hostile file, each in a process of its own, as Linux counts."""

import json
import subprocess
import sys
from contextlib import contextmanager

MOST_SECONDS = 60
"""After which a reading that does not end is ended."""

_ONE_A_FORK = """
import json, os, signal, sys, time
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        signal.alarm(int(sys.argv[1]))
        answer = reading(Path(json.loads(line)))
        status = Path("/proc/self/status").read_text()  # its own peak, not that of who forked it
        megabytes = int(status.partition("VmHWM:")[2].split()[0]) // 1024
        print(json.dumps([answer, megabytes, time.process_time()]), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print("null", flush=True)
"""


@contextmanager
def reader(program):
    """A function of a path: the answer, the peak in megabytes and the processor's seconds.

    ``program`` loads what reading needs, once, and defines ``reading(path)``. None for a reading
    that was ended.
    """
    command = [sys.executable, "-c", program + _ONE_A_FORK, str(MOST_SECONDS)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:

        def read(path):
            print(json.dumps(str(path)), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield read
        process.stdin.close()
