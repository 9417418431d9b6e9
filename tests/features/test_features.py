"""Every scenario of the folder, on the core and on the window."""

from pytest_bdd import scenarios

scenarios(".")
