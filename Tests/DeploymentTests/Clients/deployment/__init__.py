"""Checks of docker/: the image, compose, Kubernetes and systemd against what the services need."""
