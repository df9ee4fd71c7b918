"""Findings of many councils: CPU seconds of each step, and peak memory.

Run it with `make bench`; the machine should be idle. The size of the survey of 2013 (22 councils,
3,400 holders and carers, here in two waves), and every council in England (153, 60,000 people,
three audiences). The limit is of finding; the whole command also loads libraries, which is told
first, reads the answers and writes the files. What was measured: docs/scale.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import poet

# Councils, budget holders in each, waves; the most CPU seconds and MB that finding may take.
CASES = ((22, 97, 2, 15, 500), (153, 200, 1, 60, 1_500))
# Prints the CPU seconds at the end of each step of `poet findings`.
STEPS = """
import json, sys, time
from pathlib import Path
import poet
from poet.publishing import write_findings
from poet.sections import names_of, section
for name in names_of():
    section(name)  # with the libraries that it needs
at = [time.process_time()]
study = poet.load_study(sys.argv[1])
at.append(time.process_time())
released = poet.findings(study)
at.append(time.process_time())
write_findings(study, released, Path(sys.argv[2]))
at.append(time.process_time())
print(json.dumps(at))
"""


def measured(study: Path, output: Path) -> tuple[list[float], float]:
    """CPU seconds at the start and after reading, finding and writing; peak memory in MB."""
    command = [sys.executable, "-c", STEPS, str(study), str(output)]
    # As the command line has it.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("the findings did not end well")
    return json.loads(told), usage.ru_maxrss * 1024 / 1e6


def people_in(study: Path) -> int:
    return sum(len(responses.by_person) for responses in poet.load_study(study).responses)


def main() -> None:
    heads = ("loading", "reading", "finding", "limit", "writing", "peak MB", "limit")
    print(f"{'CPU seconds':44} " + " ".join(f"{head:>8}" for head in heads))
    for councils, holders, waves, most_seconds, most_memory in CASES:
        with tempfile.TemporaryDirectory() as name:
            study = Path(name, "study")
            poet.example(study, authorities=councils, people=holders, waves=waves)
            (begun, read, found, written), peak = measured(study, Path(name, "findings"))
            what = f"{councils} councils, {people_in(study):,} people in {waves} wave(s)"
        steps = (begun, read - begun, found - read, most_seconds, written - found)
        print(f"{what:44} " + " ".join(f"{n:8.1f}" for n in (*steps, peak, most_memory)))


if __name__ == "__main__":
    main()
