"""``riskcloud explain`` and ``riskcloud schema``."""

from typing import Annotated

import typer

from riskcloud.cli.exits import errors_as_lines


def explain(
    field: Annotated[
        str | None,
        typer.Argument(help="Path of a field or a section; all sections if not given."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every field, as tables in Markdown.")
    ] = False,
) -> None:
    """Say what a field of a scenario is: unit, meaning, default, source, bounds, how to write it.

    Examples:

        riskcloud explain

        riskcloud explain market.tightness

        riskcloud explain operator.customers.default_rate

        riskcloud explain --all
    """
    with errors_as_lines():
        from riskcloud.model.explain import explain as explanation
        from riskcloud.model.numbers import facts
        from riskcloud.model.parameters import parameters
        from riskcloud.model.scenario import Scenario

        if everything:
            print(parameters(Scenario), end="")
            return
        if field is not None:
            print(explanation(field, Scenario).text())
            return
        fields = {name: facts(one).meaning for name, one in Scenario.model_fields.items()}
        width = max(map(len, fields))
        for name, meaning in fields.items():
            print(f"{name:{width}}  {meaning}".rstrip())


def schema() -> None:
    """Print the JSON Schema of scenario files, for completion in editors.

    Example:

        riskcloud schema > scenario.schema.json

    and in the first line of a scenario file: # yaml-language-server: $schema=scenario.schema.json
    """
    import json

    from riskcloud.model.scenario import Scenario
    from riskcloud.model.schema import schema as made

    print(json.dumps(made(Scenario), indent=2, ensure_ascii=False))
