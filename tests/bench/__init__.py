"""Benchmarks: each prints its own figures and none is part of the tests."""
