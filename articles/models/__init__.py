"""The stored truth: one aggregate a module."""

from articles.models.article import Article
from articles.models.entity import Alias, Company, Entity, Person
from articles.models.finding import Mention, Money, Quote, Role
from articles.models.import_run import ImportFile, ImportRun
from articles.models.measure import Measure
from articles.models.memory import Memory
from articles.models.operation import Operation
from articles.models.page import Page
from articles.models.reading_run import ReadingRun
from articles.models.revision import Revision
from articles.models.rule import Rule
from articles.models.search_change import IndexerNote, SearchChange
from articles.models.source import Source, SourceAlias
from articles.models.story import Sketch, StoryVerdict
from articles.models.tag import CompanyTag, PersonTag, TopicTag
from articles.models.topic import Topic
from articles.models.topic_model import TopicModel

__all__ = [
    "Alias",
    "Article",
    "Company",
    "CompanyTag",
    "Entity",
    "ImportFile",
    "ImportRun",
    "IndexerNote",
    "Measure",
    "Memory",
    "Mention",
    "Money",
    "Operation",
    "Page",
    "Person",
    "PersonTag",
    "Quote",
    "ReadingRun",
    "Revision",
    "Role",
    "Rule",
    "SearchChange",
    "Sketch",
    "Source",
    "SourceAlias",
    "StoryVerdict",
    "Topic",
    "TopicModel",
    "TopicTag",
]
