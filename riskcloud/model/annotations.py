"""Taking the annotation of a field apart.

Answers are kept: every number of every scenario is asked about, and there are few annotations.
"""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from riskcloud.model.distributions import Distribution


def kinds(annotation: Any) -> tuple[type, ...]:
    """The classes that a value may be, unions and annotations taken apart."""
    return _kinds(annotation)


def takes_distribution(annotation: Any) -> bool:
    """Whether a value, or each entry of a list, may be a distribution."""
    return _takes_distribution(annotation)


@cache
def _kinds(annotation: Any) -> tuple[type, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return tuple(kind for one in get_args(annotation) for kind in kinds(one))
    if get_origin(annotation) is Annotated:
        return kinds(get_args(annotation)[0])
    return (annotation,) if isinstance(annotation, type) and not get_args(annotation) else ()


def entries(annotation: Any) -> list[Any]:
    """The types of the entries of a list; empty for anything else."""
    if get_origin(annotation) in (Union, UnionType):
        return [entry for one in get_args(annotation) for entry in entries(one)]
    if get_origin(annotation) is Annotated:
        return entries(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        return [entry for entry in get_args(annotation) if entry is not Ellipsis]
    return []


@cache
def _takes_distribution(annotation: Any) -> bool:
    return any(Distribution in kinds(one) for one in (annotation, *entries(annotation)))
