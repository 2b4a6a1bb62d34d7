"""Executors: a task over blocks of paths, results in block order.  Pools: work as it comes."""

from riskcloud.engine.blocks import Block, blocks
from riskcloud.engine.executor import BlockError, Executor, Task
from riskcloud.engine.local_pools import SerialPool, ThreadPool
from riskcloud.engine.pool import Done, Pool, PoolLostError
from riskcloud.engine.serial import Serial
from riskcloud.engine.threads import Threads, available_cpus

__all__ = [
    "Block",
    "BlockError",
    "Done",
    "Executor",
    "Pool",
    "PoolLostError",
    "Serial",
    "SerialPool",
    "Task",
    "ThreadPool",
    "Threads",
    "available_cpus",
    "blocks",
]
