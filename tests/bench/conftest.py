"""Benchmarks print and assert nothing of time: `make bench`."""


def pytest_configure(config: object) -> None:
    """Benchmarks are functions named `bench_…`."""
    config.addinivalue_line("python_functions", "bench_*")  # type: ignore[attr-defined]
