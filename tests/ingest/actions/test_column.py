from usagraph.ingest.actions.column import Column


def test_what_the_rule_of_a_column_says() -> None:
    column = Column(0, "Degré retenu", "degree", {"basis": "assessed", "kind": "Directorate", "weak": True})
    assert (column.basis, column.kind, column.weak) == ("assessed", "Directorate", True)


def test_what_is_not_said() -> None:
    column = Column(0, "Degré", "degree")
    assert (column.basis, column.kind, column.weak) == ("declared", None, False)
