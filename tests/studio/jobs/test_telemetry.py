"""A host's environment keeps libraries from reporting home: onnxruntime leaves no device id and opens no report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from studio.jobs.hosts import Pool

SESSION = """
import onnxruntime
from onnx import TensorProto, helper
value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [1])
graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "g", [value("x")], [value("y")])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
"""


def test_a_library_with_telemetry_stays_silent_in_a_host(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    pool = Pool(home, cache=tmp_path / "cache")
    try:
        subprocess.run([sys.executable, "-I", "-c", SESSION], env=pool.environment({}), check=True, timeout=60)
    finally:
        pool.close()
    assert list(home.rglob("*")) == []
