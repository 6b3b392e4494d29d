"""A failure that a person can mend: said in one sentence, never with a traceback."""


class Trouble(Exception):
    """What is wrong and what to do, in Vietnamese and in English. The command line prints both and ends with 2."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese}\n{english}")
        self.vietnamese = vietnamese
        self.english = english
