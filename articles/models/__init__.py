"""The stored truth: one aggregate a module."""

from articles.models.article import Article
from articles.models.correction import Correction
from articles.models.entity import Alias, Company, Entity, Person
from articles.models.finding import Mention, Money, Quote, Role
from articles.models.import_run import Draft, ImportFile, ImportRun
from articles.models.job_note import JobNote
from articles.models.measure import Measure
from articles.models.memory import Memory
from articles.models.operation import Operation
from articles.models.page import Page
from articles.models.reading_run import ReadingRun
from articles.models.revision import Revision
from articles.models.rule import Rule
from articles.models.saved_search import Arrival, News, SavedSearch
from articles.models.search_change import IndexerNote, SearchChange
from articles.models.source import Source, SourceAlias
from articles.models.story import Sketch, StoryVerdict
from articles.models.tag import CompanyTag, PersonTag, TopicTag
from articles.models.topic import Topic
from articles.models.topic_model import TopicModel
from articles.models.watched_file import WatchedFile

__all__ = [
    "Alias",
    "Arrival",
    "Article",
    "Company",
    "CompanyTag",
    "Correction",
    "Draft",
    "Entity",
    "ImportFile",
    "ImportRun",
    "IndexerNote",
    "JobNote",
    "Measure",
    "Memory",
    "Mention",
    "Money",
    "News",
    "Operation",
    "Page",
    "Person",
    "PersonTag",
    "Quote",
    "ReadingRun",
    "Revision",
    "Role",
    "Rule",
    "SavedSearch",
    "SearchChange",
    "Sketch",
    "Source",
    "SourceAlias",
    "StoryVerdict",
    "Topic",
    "TopicModel",
    "TopicTag",
    "WatchedFile",
]
