"""Addresses that pages must leave free."""

RESERVED_SLUGS = frozenset(
    {
        "support",
        "feeds",
        "live",
        "api",
        "backstage",
        "static",
        "media",
        "accounts",
        "well-known",
        "healthz",
        "readyz",
    }
)


def refuse_slug(slug: str) -> str | None:
    """Return the sentence that refuses `slug` for a page at the top of the site, or None."""
    if slug.casefold().lstrip(".") not in RESERVED_SLUGS:
        return None
    return f"The address /{slug}/ belongs to the program. Choose another word for the end of the address."
