"""Compiles kernels in single precision: their source reads like mathematics, their numbers are 32 bit.

Python's literals, quotients and `float()` are 64 bit, and one of them makes all that follows 64 bit: half as many numbers
a vector and slower functions. So a kernel's syntax tree is rewritten before it is compiled: literals, parameters that are
annotated `float`, divisions and `float()` become 32 bit. A whole number next to a fraction must be written `float(i)`.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numba import njit

P = ParamSpec("P")
R = TypeVar("R")
NAME = "_f32"
ROUNDERS = {"floor": "_floor", "ceil": "_ceil"}
"""`math.floor` of a 32 bit number is a call into the C library; NumPy's is one instruction."""


def _single(node: ast.expr) -> ast.expr:
    return ast.copy_location(ast.Call(ast.Name(NAME, ast.Load()), [node], []), node)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == NAME


class _Rewriter(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return _single(node) if isinstance(node.value, float) else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        mixed = _is_literal(node.left) or _is_literal(node.right) or isinstance(node.op, ast.Div)
        return _single(node) if mixed else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ROUNDERS:
            node.func = ast.copy_location(ast.Name(ROUNDERS[node.func.attr], ast.Load()), node.func)
        if isinstance(node.func, ast.Name) and node.func.id == "float":
            node.func = ast.copy_location(ast.Name(NAME, ast.Load()), node.func)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        parameters = [
            argument.arg
            for argument in node.args.args
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "float"
        ]
        node.body = [part for statement in node.body for part in [self.visit(statement)]]
        casts: list[ast.stmt] = []
        for name in parameters:
            value = _single(ast.copy_location(ast.Name(name, ast.Load()), node))
            casts.append(ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], value), node))
        node.body = [node.body[0], *casts, *node.body[1:]] if ast.get_docstring(node) else casts + node.body
        node.decorator_list = []
        node.returns = None
        for argument in node.args.args:
            argument.annotation = None
        return node


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile once into NUMBA_CACHE_DIR. Serial and without the GIL: threads draw different frames side by side."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    ast.increment_lineno(tree, function.__code__.co_firstlineno - 1)
    tree = ast.fix_missing_locations(_Rewriter().visit(tree))
    found: dict[str, Any] = {}
    function.__globals__.update({NAME: np.float32, "_floor": np.floor, "_ceil": np.ceil})
    exec(compile(tree, function.__code__.co_filename, "exec"), function.__globals__, found)
    plain = found[function.__name__]
    plain.__module__, plain.__doc__ = function.__module__, function.__doc__
    settings = {"cache": True, "fastmath": True, "nogil": True, "error_model": "numpy"}
    return cast("Callable[P, R]", njit(**settings)(plain))
