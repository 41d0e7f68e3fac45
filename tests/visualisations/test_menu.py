from usagraph.visualisations.menu import menu
from usagraph.visualisations.words import catalogue


def test_every_page_of_a_menu_has_an_address_and_a_name_and_stands_in_one_menu() -> None:
    told = menu()
    names = [*told.bar, *told.more, *told.footer]
    assert sorted(names) == sorted(told.paths) == sorted(set(names))
    assert all(f"menu.{name}" in catalogue(lang) for name in names for lang in ("fr", "en"))
    assert all(path.startswith("/") for path in told.paths.values())
