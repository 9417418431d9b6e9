"""Every scenario of regulation, on the core and on the window."""

from pytest_bdd import scenarios

scenarios(".")
