"""The state of a view is in its address."""

from usagraph.visualisations.scope import Scope


def test_the_address_redraws_the_view() -> None:
    scope = Scope(
        focus="https://w3id.org/usagraph/id/action/a", depth=2, kinds=("Action", "policy"), unfolded="actions"
    )
    assert (
        scope.address("fr")
        == "/reseau?focus=https%3A%2F%2Fw3id.org%2Fusagraph%2Fid%2Faction%2Fa&profondeur=2&types=Action&types=policy&deplier=actions"
    )
    assert scope.address("en", deplier="", focus="", types=(), profondeur="") == "/reseau?lang=en"
