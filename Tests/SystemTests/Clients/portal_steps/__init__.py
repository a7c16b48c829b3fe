"""The parts of portal_walk.py: the stage it needs, the rules of a page, the browser, and the journeys by role."""
