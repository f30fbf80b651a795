"""The loops of a program, compiled by LLVM for this machine, and the machine that goes through its words.

It needs llvmlite, of the extra `compiled`.
"""

# Of llvmlite, which may not be installed, everything is `Any` to its types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import ctypes
import threading
from array import array
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from youju.population.engines.program import FIND, LAST, RUN, Instructed

_STACK: Final = 1 << 26


class Compiled:
    """Functions and the engine that holds them."""

    def __init__(self, text: str) -> None:
        llvm: Any = import_module("llvmlite.binding")
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        # More effort takes half as long again and makes no loop faster.
        machine = llvm.Target.from_default_triple().create_target_machine(cpu=cpu, features=features, opt=1, jit=True)
        module, passes = llvm.parse_assembly(text), llvm.create_new_module_pass_manager()
        passes.add_instruction_combine_pass()
        passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()))
        self._engine = llvm.create_mcjit_compiler(module, machine)
        self._engine.finalize_object()
        place, whole = ctypes.c_void_p, ctypes.c_int64
        run = ctypes.CFUNCTYPE(None, place, place, place, place, whole)
        find = ctypes.CFUNCTYPE(whole, place, whole, place, place, place)
        self._run: Callable[..., None] = run(self._engine.get_function_address(RUN))
        self._find: Callable[..., int] = find(self._engine.get_function_address(FIND))

    def words(self, instructions: Iterable[Instructed]) -> array[int]:
        """The words that the machine goes through: of each instruction the address of its loop, then the others."""
        at = self._engine.get_function_address
        words = (word for one in instructions for word in (at(one.loop), *one.words))
        return array("q", (*words, at(LAST)))

    def found(self, columns: int, keys: int, places: array[int], steps: array[int], every: int) -> bool:
        """Writes to `places` where the columns of an `ArrowArray` are, those after `keys` others, from the second place
        on; False if bits of one begin within a byte. `every` stands for bits that are not kept, since all is known."""
        one = places.itemsize
        return not self._find(columns, keys, _span(places)[0] + one, _span(steps)[0] + one, every)

    def run(self, words: array[int], places: array[int], steps: array[int], blocks: int) -> None:
        """Lets the machine work on blocks of rows, at least one, from these places on, which move by `steps`."""
        (first, _), (address, _), (step, end) = map(_span, (words, places, steps))
        self._run(first, address, step, end, blocks)


def _span(words: array[int]) -> tuple[int, int]:
    """Where words begin and end."""
    start, many = words.buffer_info()
    return start, start + many * words.itemsize


@lru_cache(maxsize=8)
def compiled(text: str) -> Future[Compiled]:
    """The functions, made in a thread of its own: LLVM needs far more stack than one of Polars or of Windows has."""
    before, threads = threading.stack_size(_STACK), ThreadPoolExecutor(1)
    try:
        return threads.submit(Compiled, text)
    finally:
        threading.stack_size(before)
        threads.shutdown(wait=False)
