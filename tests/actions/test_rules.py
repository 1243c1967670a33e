"""What editors say about the lines of a source."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions import rules, undo
from articles.actions.bootstrap import EDITORS
from articles.actions.errors import ActionError
from articles.models import Operation, ReadingRun, Rule
from tests import factories

LINE = "Follow The Ledger wherever you are"


def editor() -> User:
    user, _ = User.objects.get_or_create(username="editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def state() -> list[tuple[str, bool]]:
    return [(rule.line, rule.revoked_at is not None) for rule in Rule.objects.order_by("line")]


class RuleTest(TestCase):
    def setUp(self) -> None:
        self.editor = editor()
        self.ledger = factories.source()

    def add(self, line: str = LINE) -> Operation:
        return rules.add(source=self.ledger, line=line, by=self.editor)

    def test_a_line_is_cut_from_its_source(self) -> None:
        operation = self.add(f"  {LINE}!\n")
        rule = Rule.objects.get()
        assert (rule.line, rule.sample, rule.origin, rule.by) == (
            LINE.lower(),
            f"{LINE}!",
            "editor",
            self.editor,
        )
        assert operation.summary == f"Cut from The Ledger: “{LINE}!”"

    def test_the_articles_are_read_again_once_a_worker_is_free(self) -> None:
        self.add()
        self.add("Another line of it")
        run = ReadingRun.objects.get()
        assert (run.scope, run.source, run.status) == ("rules", self.ledger, "waiting")
        assert ProcrastinateJob.objects.filter(args__run_id=run.pk, status="todo").count() == 1
        ReadingRun.objects.update(status="running")
        rules.revoke(rule=Rule.objects.earliest("pk"), by=self.editor)
        assert ReadingRun.objects.count() == 2

    def test_what_is_so_already_is_said_and_not_recorded(self) -> None:
        self.add()
        with pytest.raises(ActionError, match="furniture in The Ledger already"):
            self.add(LINE.upper())
        rule = Rule.objects.get()
        with pytest.raises(ActionError, match="holds already"):
            rules.restore(rule=rule, by=self.editor)
        rules.revoke(rule=rule, by=self.editor)
        with pytest.raises(ActionError, match="revoked already"):
            rules.revoke(rule=rule, by=self.editor)
        assert Operation.objects.count() == 2

    def test_a_revoked_line_can_be_added_again(self) -> None:
        self.add()
        rules.revoke(rule=Rule.objects.get(), by=self.editor)
        assert Rule.objects.get().revoked_by == self.editor
        operation = self.add()
        assert state() == [(LINE.lower(), False)]
        undo.undo(operation=operation, by=self.editor)
        assert state() == [(LINE.lower(), True)]

    def test_a_line_needs_words(self) -> None:
        for line in ("", " — ", "2025", "\0"):
            with pytest.raises(ActionError, match="needs words"):
                self.add(line)

    def test_only_editors_decide(self) -> None:
        operation = self.add()
        for nobody in (AnonymousUser(), User.objects.create_user("reader")):
            with pytest.raises(PermissionDenied):
                rules.add(source=self.ledger, line="Another", by=nobody)
            with pytest.raises(PermissionDenied):
                rules.revoke(rule=Rule.objects.get(), by=nobody)
            with pytest.raises(PermissionDenied):
                undo.undo(operation=operation, by=nobody)
        assert state() == [(LINE.lower(), False)]

    def test_undo_refuses_what_has_changed_since(self) -> None:
        first = self.add()
        rule = Rule.objects.get()
        rules.revoke(rule=rule, by=self.editor)
        with pytest.raises(ActionError, match="changed since"):
            undo.undo(operation=first, by=self.editor)
        rule.delete()
        with pytest.raises(ActionError, match="no such rule any more"):
            undo.undo(operation=first, by=self.editor)

    def test_an_operation_that_nobody_can_undo_says_so(self) -> None:
        operation = Operation.objects.create(kind="something else", summary="Something else")
        with pytest.raises(ActionError, match="cannot be undone"):
            undo.undo(operation=operation, by=self.editor)


class UndoPropertyTest(PropertyTestCase):
    @settings(max_examples=20)
    @given(st.lists(st.integers(min_value=0, max_value=2), max_size=10))
    def test_any_row_of_changes_undone_backwards_ends_where_it_began(self, picks: list[int]) -> None:
        by, source = editor(), factories.source()
        done = []
        for pick in picks:
            rule = Rule.objects.filter(line=f"line {pick} of it").first()
            if rule is None:
                done.append(rules.add(source=source, line=f"Line {pick} of it", by=by))
            else:
                turn = rules.restore if rule.revoked_at else rules.revoke
                done.append(turn(rule=rule, by=by))
        for operation in reversed(done):
            undo.undo(operation=operation, by=by)
        assert state() == []
