"""Uploads whose workers are killed again and again. None may be lost, none done twice."""
