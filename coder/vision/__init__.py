"""OpenCV on the decoder's frames."""
