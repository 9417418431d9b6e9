"""Charts that are painted by hand: they show values of ``model/chart.py``, and every mark leads back to its datum."""
