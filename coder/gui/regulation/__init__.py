"""Analyse › Regulation…: charts beside the picture, each mark of which plays the moments it rests on."""
