"""The simulated day: a truth made beforehand, a scenario that plays it over HTTP, and a check that believes neither."""
