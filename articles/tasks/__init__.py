"""Work that is done in the background, by `manage.py worker`: what it can be asked for, and what it does by itself.

Three queues, each of which every worker serves beside the others: `imports`, where long work waits its turn, `upkeep`, and `minutely`.
"""

from articles.tasks.news import find_news
from articles.tasks.runs import enqueue, enqueue_reading, enqueue_undo, is_being_undone, undo_import
from articles.tasks.upkeep import take_up_interrupted
from articles.tasks.watch import watch
from articles.tasks.worker import is_worker_alive, work

__all__ = [
    "enqueue",
    "enqueue_reading",
    "enqueue_undo",
    "find_news",
    "is_being_undone",
    "is_worker_alive",
    "take_up_interrupted",
    "undo_import",
    "watch",
    "work",
]
