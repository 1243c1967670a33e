"""What people fill in."""

from django import forms

SUBJECTS = (("company", "Company"), ("person", "Person"), ("topic", "Topic"))


class AddTagForm(forms.Form):
    """A name to tag an article with."""

    kind = forms.ChoiceField(choices=SUBJECTS)
    name = forms.CharField(max_length=200, error_messages={"required": "Give a name to add."})


class RemoveTagForm(forms.Form):
    """What to take off an article, by its row."""

    kind = forms.ChoiceField(choices=SUBJECTS)
    subject = forms.IntegerField(min_value=1, max_value=2**63 - 1)
