"""Executors: a task over blocks of paths, results in block order."""

from riskcloud.engine.blocks import Block, blocks
from riskcloud.engine.executor import BlockError, Executor, Task
from riskcloud.engine.serial import Serial
from riskcloud.engine.threads import Threads, available_cpus

__all__ = [
    "Block",
    "BlockError",
    "Executor",
    "Serial",
    "Task",
    "Threads",
    "available_cpus",
    "blocks",
]
