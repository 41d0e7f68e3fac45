"""The state of a view is in its address."""

from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.scope import Pin, Scope, pins_of


def test_the_address_redraws_the_view() -> None:
    scope = Scope(
        focus="https://w3id.org/usagraph/id/action/a", depth=2, kinds=("Action", "policy"), unfolded=("actions",)
    )
    assert (
        scope.address("fr")
        == "/reseau?focus=https%3A%2F%2Fw3id.org%2Fusagraph%2Fid%2Faction%2Fa&profondeur=2&types=Action&types=policy&deplier=actions"
    )
    assert scope.address("en", deplier=(), focus="", types=(), profondeur="") == "/reseau?lang=en"


def test_every_choice_stands_in_the_address_and_comes_back() -> None:
    pin = "https://w3id.org/usagraph/id/action/a"
    scope = Scope(hidden=("policy",), folded=("texts",), pins=(Pin(pin, Point(3, -4)),), points=True, framed=True)
    assert scope.address("fr") == "/reseau?cacher=policy&replier=texts&fixe=%2Fid%2Faction%2Fa~3~-4&vue=points&cadre=1"
    assert pins_of(["/id/action/a~3~-4"]) == scope.pins
    assert scope.address("fr", form="svg", cadre="").startswith("/reseau.svg?")


def test_a_choice_that_is_made_again_is_taken_back() -> None:
    scope = Scope(hidden=("policy",), folded=("texts",))
    assert scope.switched("cacher", "policy", "fr") == "/reseau?replier=texts"
    assert scope.switched("cacher", "degree", "fr") == "/reseau?cacher=policy&cacher=degree&replier=texts"
    assert scope.switched("deplier", "texts", "fr") == "/reseau?cacher=policy&deplier=texts"


def test_what_is_no_pin_is_left_out() -> None:
    """Neither a place that is no number, nor one outside any picture, nor more of them than fit."""
    assert pins_of(["a~b~c", "", "~1~2", "a~1", "a~١~٢"]) == ()
    assert pins_of(["a~99999~-99999"])[0].place == Point(20_000, -20_000)
    assert len(pins_of(f"a{number}~1~1" for number in range(500))) == 60
