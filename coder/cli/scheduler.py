"""The words of the option ``--scheduler``, wherever sessions can be shared with a cluster."""

SCHEDULER = (
    "Let the workers of a Dask scheduler do the sessions, such as tcp://node1:8786. "
    "They must see the same folders under the same paths, and have the same version of Attune."
)
