"""Where a picture is used."""

from wagtail.models import ReferenceIndex

from masthead.publishing.models import ArticlePage, Picture


def articles_with(picture: Picture) -> int:
    """Return how many live articles show the picture, at their head or in their body."""
    pages = {int(reference.object_id) for reference in ReferenceIndex.get_references_to(picture)}
    return ArticlePage.objects.live().filter(pk__in=pages).count()
