"""What people fill in."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from articles.models import Article, Source
from articles.models.rule import LINE_LENGTH
from articles.models.saved_search import NAME_LENGTH

ARTICLE_NUMBER = re.compile(r"(?:^\s*|/articles/)(\d{1,18})(?:\s*$|/)")
AUTHOR_LENGTH = 200  # characters, the width of the column
SUBJECTS = (("company", "Company"), ("person", "Person"), ("topic", "Topic"))


class AddTagForm(forms.Form):
    """A name to tag an article with."""

    kind = forms.ChoiceField(choices=SUBJECTS)
    name = forms.CharField(max_length=200, error_messages={"required": "Give a name to add."})


class RemoveTagForm(forms.Form):
    """What to take off an article, by its row."""

    kind = forms.ChoiceField(choices=SUBJECTS)
    subject = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class RuleSearchForm(forms.Form):
    """Which rules of sources to show."""

    source = forms.ModelChoiceField(
        Source.objects.all(), required=False, to_field_name="slug", empty_label="All sources"
    )
    q = forms.CharField(required=False, max_length=200, label="Words of the line")
    state = forms.ChoiceField(
        required=False, choices=(("", "All"), ("holding", "In force"), ("revoked", "Revoked"))
    )


class AddRuleForm(forms.Form):
    """A line that is page furniture in a source; `article` is where an editor met it."""

    source = forms.ModelChoiceField(
        Source.objects.all(), empty_label="Choose one", error_messages={"required": "Choose a source."}
    )
    line = forms.CharField(max_length=LINE_LENGTH, error_messages={"required": "Give the line to cut."})
    article = forms.ModelChoiceField(
        Article.objects.for_list(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "There is no such article."},
    )


class SourceNameForm(forms.Form):
    """A name for a source, or one that it goes by too."""

    name = forms.CharField(max_length=200, error_messages={"required": "Give a name."})


class SourceMergeForm(forms.Form):
    """The source that another is to count as."""

    into = forms.ModelChoiceField(
        Source.objects.none(),
        to_field_name="slug",
        empty_label="Choose one",
        error_messages={"required": "Choose a source.", "invalid_choice": "Choose a source from the list."},
    )

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Source.objects.current().exclude(pk=source.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]  # it is a ModelChoiceField


class CorrectionForm(forms.Form):
    """What an article's metadata is to be; filled in with what it is."""

    title = forms.CharField(max_length=500, error_messages={"required": "Give a title."})
    date = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    authors = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), help_text="One on each line."
    )
    source = forms.ModelChoiceField(Source.objects.current(), required=False, empty_label="None")
    address = forms.URLField(required=False, max_length=1000, assume_scheme="https")

    def __init__(self, article: Article, data: Mapping[str, Any] | None = None) -> None:
        self._stored = {
            "title": article.title,
            "date": article.published,
            "authors": article.byline,
            "source": article.source and article.source.current,
            "address": article.url,
        }
        initial = {**self._stored, "authors": "\n".join(article.byline)}
        super().__init__(data, initial=initial)

    def clean_authors(self) -> list[str]:
        """Raises ValidationError where a name is longer than the archive can hold."""
        names = [" ".join(line.split()) for line in self.cleaned_data["authors"].splitlines()]
        if any(len(name) > AUTHOR_LENGTH for name in names):
            raise forms.ValidationError(f"A name has at most {AUTHOR_LENGTH} characters.")
        return [name for name in names if name]

    def parts(self) -> dict[str, dict[str, Any]]:
        """The columns of Article that are to be another, by part."""
        given = self.cleaned_data
        date = given["date"]
        columns: dict[str, dict[str, Any]] = {
            "title": {"title": given["title"]},
            "date": {
                "published": date and date.isoformat(),
                "published_basis": Article.DateBasis.EDITOR.value if date else "",
                "inferred_from": None,
                "inferred_to": None,
            },
            "authors": {"byline": given["authors"]},
            "source": {"source_id": given["source"] and given["source"].pk},
            "address": {"url": given["address"]},
        }
        return {part: columns[part] for part, stored in self._stored.items() if given[part] != stored}


class SearchNameForm(forms.Form):
    """What a saved search is called."""

    name = forms.CharField(max_length=NAME_LENGTH, error_messages={"required": "Give a name."})


class AlertForm(forms.Form):
    """Whether the owner of a search is mailed what comes in."""

    on = forms.BooleanField(required=False)


class LookForm(forms.Form):
    """The last news of a search that its owner was shown."""

    until = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class JoinStoryForm(forms.Form):
    """Another article of the same story, by its number or the address of its page."""

    other = forms.CharField(
        max_length=500, error_messages={"required": "Give the number or the address of the other article."}
    )

    def clean_other(self) -> Article:
        """Raises ValidationError where no article of the archive is meant."""
        found = ARTICLE_NUMBER.search(self.cleaned_data["other"])
        article = Article.objects.for_list().filter(pk=int(found[1])).first() if found else None
        if article is None:
            raise forms.ValidationError(
                "There is no such article. Give its number, or the address of its page."
            )
        return article
