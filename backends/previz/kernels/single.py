"""Compiles kernels in single precision: their source reads like mathematics, their numbers are 32 bit.

Python's literals and `float()` are 64 bit, and one of them makes all that follows 64 bit: half as many numbers a vector and
slower functions. So a kernel's syntax tree is rewritten before it is compiled: literals, parameters that are annotated
`float`, the module's own fractions and `float()` become 32 bit. A whole number next to a fraction must be written `float(i)`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numba import njit
from numba.core.types.functions import BaseFunction

P = ParamSpec("P")
R = TypeVar("R")
SINGLE = "_f32"
CALLS: dict[str, Any] = {SINGLE: np.float32, "_floor": np.floor, "_ceil": np.ceil}
ROUNDERS = {"floor": "_floor", "ceil": "_ceil"}
"""`math.floor` of a 32 bit number is a call into the C library; NumPy's is one instruction."""

SETTINGS: dict[str, bool | str] = {
    "cache": True,
    "fastmath": True,
    "nogil": True,
    "error_model": "numpy",
    "no_rewrites": True,  # of whole arrays, which kernels do not reckon with
    "no_cfunc_wrapper": True,  # nothing but Python calls them
}
PART = SETTINGS | {"cache": False, "no_cpython_wrapper": True}


def _remember_types() -> None:
    """Let Numba remember what an operator gives for the types it is called with: it tries every form of it at every call
    else, which is a fifth of all compiling (measured with 0.68 on these kernels: 40.6 to 32.5 s of one core)."""
    ask = BaseFunction.get_call_type
    known: dict[Any, Any] = {}

    def get_call_type(self: Any, context: Any, args: Any, kws: Any) -> Any:
        if kws:
            return ask(self, context, args, kws)
        call = (self, tuple(args))
        if call not in known:
            known[call] = ask(self, context, args, kws)
        return known[call]

    BaseFunction.get_call_type = get_call_type  # type: ignore[method-assign]


_remember_types()


class _Rewriter(ast.NodeTransformer):
    """Collects the literals as named 32 bit constants: a name compiles faster than a conversion at each place."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.constants: dict[str, Any] = {}

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self.known.get(node.id)
        return self.visit_Constant(ast.copy_location(ast.Constant(value), node)) if type(value) is float else node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, float):
            return node
        name = "_k" + repr(node.value).replace(".", "_").replace("-", "m").replace("+", "p")
        self.constants[name] = np.float32(node.value)
        return ast.copy_location(ast.Name(name, ast.Load()), node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ROUNDERS:
            node.func = ast.copy_location(ast.Name(ROUNDERS[node.func.attr], ast.Load()), node.func)
        if isinstance(node.func, ast.Name) and node.func.id == "float":
            node.func = ast.copy_location(ast.Name(SINGLE, ast.Load()), node.func)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        casts: list[ast.stmt] = [
            ast.parse(f"{argument.arg} = {SINGLE}({argument.arg})").body[0]
            for argument in node.args.args
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "float"
        ]
        for statement in casts:
            for part in ast.walk(statement):
                ast.copy_location(part, node)
        node.body = [node.body[0], *casts, *node.body[1:]] if ast.get_docstring(node) else casts + node.body
        node.decorator_list = []
        node.returns = None
        for argument in node.args.args:
            argument.annotation = None
        return node


@cache
def _functions(path: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module: to parse it once is ten times as quick as to look for the lines of each."""
    tree = ast.parse(Path(path).read_bytes())
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile once into NUMBA_CACHE_DIR. Serial and without the GIL: threads draw different frames side by side."""
    return _compiled(function, SETTINGS)


def part(function: Callable[P, R]) -> Callable[P, R]:
    """What only kernels call: compiled with them, without a way in from Python."""
    return _compiled(function, PART)


def _compiled(function: Callable[P, R], settings: dict[str, bool | str]) -> Callable[P, R]:
    path = function.__code__.co_filename
    rewriter = _Rewriter(function.__globals__)
    node = rewriter.visit(_functions(path)[function.__name__])
    function.__globals__.update(CALLS | rewriter.constants)
    found: dict[str, Any] = {}
    exec(compile(ast.Module([node], []), path, "exec"), function.__globals__, found)
    plain = found[function.__name__]
    plain.__module__, plain.__doc__ = function.__module__, function.__doc__
    return cast("Callable[P, R]", njit(**settings)(plain))
