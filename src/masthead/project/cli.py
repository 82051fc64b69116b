"""The command `masthead`."""


def main() -> int:
    return 0
