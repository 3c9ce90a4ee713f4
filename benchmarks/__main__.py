"""All benchmarks, one after the other: `python benchmarks [FILE.jsonl]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

for name in ("startup", "throughput", "scaling"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, str(Path(__file__).parent / f"{name}.py"), *(sys.argv[1:] if name != "startup" else [])], check=True)
