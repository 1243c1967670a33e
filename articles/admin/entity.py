"""Companies and people in the admin, with the names they go by."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.admin.base import ModelForm, Paged, TabularInline
from articles.models import Alias, Company, Entity, Person
from articles.resolution import names


class NamedForm(ModelForm):
    """Names that fold to nothing, or to what another row has, are refused in words."""

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not names.key(name):
            raise ValidationError("A name needs letters or digits.")
        return name


class EntityForm(NamedForm):
    def clean_name(self) -> str:
        name = super().clean_name()
        others = self._meta.model.objects.filter(key=names.key(name)).exclude(pk=self.instance.pk)
        if self.instance.pk is None and others.exists():
            raise ValidationError("There is one of this name already.")
        return name


class AliasInline(TabularInline):
    model = Alias
    form = NamedForm
    extra = 0
    max_num = 200
    fields = ["name", "ambiguous", "origin"]
    readonly_fields = ["origin"]


class EntityAdmin(Paged):
    """A new name is an editor's; the earlier one stays as an alias, so that articles to come still lead here."""

    form = EntityForm
    inlines = [AliasInline]
    list_select_related = ["merged_into"]
    search_fields = ["name", "key"]
    readonly_fields = ["key", "origin", "merged_into"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Company | Person, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        if not change:
            obj.key = names.key(obj.name)
            obj.origin = Entity.Origin.EDITOR
        super().save_model(request, obj, form, change)
        if not change or "name" in form.changed_data:
            owner: dict[str, Any] = {"person" if isinstance(obj, Person) else "company": obj}
            defaults = {"name": obj.name, "origin": Entity.Origin.EDITOR, "ambiguous": False}
            Alias.objects.update_or_create(key=names.key(obj.name), **owner, defaults=defaults)

    def save_formset(
        self,
        request: HttpRequest,
        form: Any,
        formset: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        for alias in formset.save(commit=False):
            alias.key = names.key(alias.name)
            alias.origin = Entity.Origin.EDITOR
            alias.save()
        for alias in formset.deleted_objects:
            alias.delete()


@admin.register(Company)
class CompanyAdmin(EntityAdmin):
    list_display = ["name", "kind", "ticker", "domain", "origin", "merged_into"]
    list_filter = ["kind", "origin"]
    fields = ["name", "kind", "ticker", "domain", "slug", "key", "origin", "merged_into"]


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    list_display = ["name", "origin", "merged_into"]
    list_filter = ["origin"]
    fields = ["name", "slug", "key", "origin", "merged_into"]
