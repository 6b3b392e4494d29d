"""Two failures, two words; and the one that is nobody's fault."""


class Retry(Exception):
    """MongoDB or Kafka is away, or an outcome is unknown. The offset stays: back off, rewind, lose nothing."""


class SetAside(Exception):
    """This record can never be handled: unreadable, unknown type, a bug in a rule. It goes to the dead letters,
    acknowledged, and then its offset is committed; the rest goes on."""


class Lost(Exception):
    """A compare-and-set was lost: somebody else wrote first. Forget the states and do the whole batch again."""
