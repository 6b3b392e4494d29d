"""Real servers on this machine without root and without Docker, for the demo and the tests."""

from deploy.embedded.gateway import Gateway
from deploy.embedded.kafka import Kafka
from deploy.embedded.ports import free_ports
from deploy.embedded.process import Process
from deploy.embedded.store import Store
from deploy.embedded.trouble import Trouble

__all__ = ["Gateway", "Kafka", "Process", "Store", "Trouble", "free_ports"]
