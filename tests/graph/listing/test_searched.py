"""Where blanks were searched for: which documents speak of a thing, and which say anything of a matter."""

from usagraph.graph.listing.grounds import grounds
from usagraph.graph.listing.practices import practices
from usagraph.graph.listing.searched import searched
from usagraph.graph.querying.opening import query_service
from usagraph.settings import Settings
from usagraph.workspace import Workspace


def test_documents_speak_of_things_and_tell_matters(survey: Settings) -> None:
    workspace = Workspace(survey.workspace)
    report, note = workspace.ids()
    with query_service(workspace, base=survey.base, timeout=30, max_rows=10_000, workers=1) as service:
        found = searched(service)
        names = {
            one: [node.acronym or node.label for node in found.things("directorate", [one])] for one in (report, note)
        }
        assert names == {report: ["DPA", "DPB", "DPC", "DPD"], note: ["direction de la voirie"]}
        assert [node.label for node in found.things("policy")] == ["Culture", "Jeunesse", "Routes", "Social"]
        matters = {matter: found.telling_of(matter) for matter in ("degree", "stage", "audience")}
        assert matters == {"degree": (report,), "stage": (), "audience": ()}
        assert found.telling_of("degree", [note]) == ()
        assert searched(service) is found


def test_a_practice_rests_on_passages_each_once(survey: Settings) -> None:
    workspace = Workspace(survey.workspace)
    note = workspace.ids()[1]
    with query_service(workspace, base=survey.base, timeout=30, max_rows=10_000, workers=1) as service:
        first = practices(service)[0]
        rows = [" ".join(one.exact.split()) for one in grounds(service, [first], ["directions"])[first]]
        assert rows == ["Fiche action 3 : DPA Social Prendre attache"]
        places = [
            (one.start, one.end) for one in grounds(service, [first], ["directions", "policies", "degrees"])[first]
        ]
        assert len(places) == len(set(places)) > 1
        assert grounds(service, [first], ["directions"], [note])[first] == ()
