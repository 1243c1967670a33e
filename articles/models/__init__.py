"""The stored truth: one aggregate a module."""

from articles.models.article import Article
from articles.models.entity import Alias, Company, Entity, Person
from articles.models.finding import Mention, Money, Quote, Role
from articles.models.import_run import ImportFile, ImportRun
from articles.models.operation import Operation
from articles.models.search_change import SearchChange
from articles.models.source import Source
from articles.models.tag import CompanyTag, PersonTag, TopicTag
from articles.models.topic import Topic

__all__ = [
    "Alias",
    "Article",
    "Company",
    "CompanyTag",
    "Entity",
    "ImportFile",
    "ImportRun",
    "Mention",
    "Money",
    "Operation",
    "Person",
    "PersonTag",
    "Quote",
    "Role",
    "SearchChange",
    "Source",
    "Topic",
    "TopicTag",
]
