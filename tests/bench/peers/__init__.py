"""The same check with other libraries. These files run in an environment of their own, see `bench_peers`."""
