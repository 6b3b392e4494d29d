"""Events of all services, one module per service: the only thing that services know of each other."""
