"""What a page needs to show of its discussion. Nothing here writes."""

from masthead.discussion.queries.comments import comments_in, find_comment, find_listed
from masthead.discussion.queries.order import Node, RepliesPage, RootsPage, nest, replies, roots
from masthead.discussion.queries.pages import (
    address_of,
    comment_counts,
    is_discussed_within,
    passage_texts,
    text_of,
    thread_of,
)
from masthead.discussion.queries.panel import Order, Panel, panel_of
from masthead.discussion.queries.questions import find_question, open_questions, questions_of
from masthead.discussion.queries.yours import own_of, vote_of, votes_of

__all__ = [
    "Node",
    "Order",
    "Panel",
    "RepliesPage",
    "RootsPage",
    "address_of",
    "comment_counts",
    "comments_in",
    "find_comment",
    "find_listed",
    "find_question",
    "is_discussed_within",
    "nest",
    "open_questions",
    "own_of",
    "panel_of",
    "passage_texts",
    "questions_of",
    "replies",
    "roots",
    "text_of",
    "thread_of",
    "vote_of",
    "votes_of",
]
