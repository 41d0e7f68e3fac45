import re

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(("lang", "title"), [("fr", "Glossaire et méthode"), ("en", "Glossary and method")])
def test_it_shows_the_ladder_the_method_and_the_figures(demo: TestClient, lang: str, title: str) -> None:
    page = demo.get("/glossaire", params={"lang": lang}).text
    assert f"<h1>{title}</h1>" in page
    steps = re.findall(r'<h3 id="([a-z-]+)">', page)
    assert steps == ["information", "consultation", "concertation", "co-construction"]
    assert '<section class="block" aria-labelledby="method">' in page


def test_each_degree_leads_to_its_actions_and_each_author_to_their_page(demo: TestClient) -> None:
    page = demo.get("/glossaire").text
    links = set(re.findall(r'href="(/(?:concept|fiche)/[^"]+)"', page))
    assert any(link.startswith("/concept/degree/") for link in links)
    assert {link: demo.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_an_empty_graph_has_a_ladder_all_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    from usagraph.api.app import create_app
    from usagraph.settings import read_settings

    with TestClient(create_app(read_settings(workspace=tmp_path_factory.mktemp("empty")))) as client:
        answer = client.get("/glossaire")
        assert answer.status_code == 200
        assert answer.text.count("Aucune définition") == 4
