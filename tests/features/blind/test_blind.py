"""The scenarios of a lab with several coders, on the core and on the window."""

from pytest_bdd import scenarios

scenarios(".")
