"""What stands beside a file reference replaces what the file says."""

from dataclasses import replace

from riskcloud.model.base import Part
from riskcloud.model.reading.nodes import Node
from riskcloud.model.shape import item_of, part_of


def merged(base: Node, over: Node, part: type[Part]) -> Node:
    """``over`` laid on ``base``, two descriptions of the same kind of part.

    Parts merge field by field, lists of items by id (new items follow the old ones); all else,
    distributions among it, is replaced whole.  A value keeps the place it comes from.
    """
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return over
    fields = dict(base.value)
    for name, node in over.value.items():
        declared = part.model_fields.get(name)
        old = fields.get(name)
        inner = part_of(declared) if declared else None
        item = item_of(declared) if declared else None
        if old is not None and inner:
            fields[name] = merged(old, node, inner)
        elif old is not None and item:
            fields[name] = _merged_items(old, node, item)
        else:
            fields[name] = node
    return replace(over, value=fields)


def _merged_items(base: Node, over: Node, item: type[Part]) -> Node:
    ids = [node.id() for node in over.entries()]
    if not base.entries() or None in ids or len(set(ids)) < len(ids):
        return over
    entries = list(base.entries())
    places = {node.id(): i for i, node in enumerate(entries)}
    for node in over.entries():
        if node.id() in places:
            i = places[node.id()]
            entries[i] = merged(entries[i], node, item)
        else:
            entries.append(node)
    return replace(over, value=entries)
