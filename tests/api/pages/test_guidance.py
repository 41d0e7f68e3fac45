import re

import pytest
from fastapi.testclient import TestClient

from usagraph.visualisations.menu import menu


@pytest.mark.parametrize(("lang", "title"), [("fr", "Aide"), ("en", "Help")])
def test_the_tour_has_five_steps_that_each_open_a_page(demo: TestClient, lang: str, title: str) -> None:
    page = demo.get("/aide", params={"lang": lang}).text
    tour = page.partition('<ol class="tour">')[2].partition("</ol>")[0]
    links = re.findall(r'href="([^"]+)"', tour)
    assert f"<h1>{title}</h1>" in page
    assert len(links) == tour.count("<li>") == 5
    assert {link: demo.get(link.replace("&amp;", "&")).status_code for link in links} == dict.fromkeys(links, 200)


def test_every_other_view_is_told_in_a_word(demo: TestClient) -> None:
    page = demo.get("/aide").text
    assert all(f'<dt><a href="{menu().paths[name]}">' in page for name in menu().more)


@pytest.mark.parametrize(("lang", "state"), [("fr", "à vérifier"), ("en", "to be checked")])
def test_the_self_assessment_tells_every_criterion_and_claims_no_conformity(
    demo: TestClient, lang: str, state: str
) -> None:
    page = demo.get("/accessibilite", params={"lang": lang}).text
    assert len(re.findall(r'<th scope="row">\d+\.\d+</th>', page)) == 106
    assert state in page


def test_every_page_of_the_menus_answers_and_says_where_it_is(demo: TestClient) -> None:
    for name, path in menu().paths.items():
        answer = demo.get(path, headers={"accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, path
        here = re.findall(r'<a href="([^"]+)" aria-current="page"', answer.text)
        assert path in here or name == "ontology", path
