package dev.vitrine.console.action;

import dev.vitrine.common.text.Ids;
import dev.vitrine.console.kit.Secrets;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The one way in which anything is changed: a plan is proposed, confirmed where it is dangerous, done, written down. */
public final class PlanViewModel {
    private final Workspace workspace;
    private final SessionViewModel session;
    private final ActionJournal journal;
    private final Runnable changed;

    private final ReadOnlyObjectWrapper<Optional<ActionPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<StepRow> rows = FXCollections.observableArrayList();
    private final StringProperty typedName = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper started = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper finished = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private @Nullable Acting acting;

    /**
     * A plan that has begun.
     *
     * @param records of the steps that were taken so far
     */
    private record Acting(Thread thread, ActionPlan plan, String where, List<ActionRecord> records) {}

    /** @param changed is run on the screen's thread after every step, so that the views look again */
    public PlanViewModel(Workspace workspace, SessionViewModel session, ActionJournal journal, Runnable changed) {
        this.workspace = workspace;
        this.session = session;
        this.journal = journal;
        this.changed = changed;
        typedName.addListener((property, before, typed) -> updateReady());
    }

    /** Shows a dangerous plan to the person; does any other at once. Nothing happens while changes are locked. */
    public void propose(ActionPlan proposed) {
        if (session.readOnlyProperty().get()) {
            notice.set("This is production: changes are locked.");
            return;
        }
        if (started.get() && !finished.get()) {
            notice.set("Wait until '" + begun() + "' is done.");
            return;
        }
        rows.setAll(proposed.steps().stream().map(StepRow::new).toList());
        typedName.set("");
        started.set(false);
        finished.set(false);
        plan.set(Optional.of(proposed));
        updateReady();
        if (!proposed.dangerous()) {
            confirm();
        }
    }

    public ReadOnlyObjectProperty<Optional<ActionPlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Whether the plan is to be seen: a dangerous one, and one that failed. */
    public boolean isSeen() {
        return plan.get().filter(ActionPlan::dangerous).isPresent() || failures() > 0;
    }

    public ObservableList<StepRow> rows() {
        return rows;
    }

    /** Where the changes are made, for people. */
    public String where() {
        return session.session().endpoint() + ", account "
                + (session.account().isBlank() ? "not known" : session.account()) + ", "
                + session.session().region();
    }

    /** What has to be typed in production before a dangerous plan may begin: the profile, or without one the account. */
    public Optional<String> nameToType() {
        if (!session.session().production()
                || plan.get().filter(ActionPlan::dangerous).isEmpty()) {
            return Optional.empty();
        }
        return session.session().profile().or(() -> Optional.of(session.account()));
    }

    public StringProperty typedNameProperty() {
        return typedName;
    }

    /** Whether it may begin. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty startedProperty() {
        return started.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty finishedProperty() {
        return finished.getReadOnlyProperty();
    }

    /** What became of the last plan, in one line. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    private void updateReady() {
        ready.set(plan.get().isPresent()
                && !started.get()
                && nameToType()
                        .map(name -> !name.isBlank() && name.equals(typedName.get()))
                        .orElse(true));
    }

    /** Does it, one step after the other; a step that fails does not keep the others from being tried. */
    public void confirm() {
        if (!ready.get()) {
            return;
        }
        started.set(true);
        updateReady();
        List<StepRow> steps = List.copyOf(rows);
        List<ActionRecord> records = new CopyOnWriteArrayList<>();
        // No virtual one: the program does not end before what was confirmed is done.
        String account = session.account();
        Thread thread = Thread.ofPlatform().name("act").unstarted(() -> {
            Optional<String> refused = session.strangeness(account);
            steps.forEach(row -> records.add(perform(row, refused)));
            workspace.ui().execute(this::finish);
        });
        plan.get().ifPresent(begun -> acting = new Acting(thread, begun, where(), records));
        thread.start();
    }

    /**
     * The session ends: nothing of what is being done comes to its screen any more.
     *
     * @param then is run once nothing is being done: at once, or when the plan that has begun is done
     * @param unseen is given what became of that plan then, on another thread than the screen's
     */
    public void leave(Runnable then, Consumer<PlanOutcome> unseen) {
        Acting last = acting;
        if (last == null || !started.get() || finished.get()) {
            then.run();
            return;
        }
        Thread _ = Thread.ofPlatform().name("after the plan").start(() -> {
            try {
                last.thread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            then.run();
            unseen.accept(new PlanOutcome(last.plan().title(), last.where(), last.records()));
        });
    }

    /** Takes the plan away; one that has begun goes on. */
    public void dismiss() {
        plan.set(Optional.empty());
        updateReady();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong, it is told in its row
    private ActionRecord perform(StepRow row, Optional<String> refused) {
        workspace.ui().execute(() -> row.set(StepRow.State.RUNNING, ""));
        boolean done;
        String message;
        workspace.budget().forgetRequestIds();
        try {
            if (refused.isPresent()) {
                throw new IllegalStateException(refused.get());
            }
            message = row.step().work().get();
            done = true;
        } catch (RuntimeException e) {
            message = workspace.cloud().problem(e).message();
            done = false;
        }
        ActionRecord record = new ActionRecord(
                Ids.next(workspace.clock()),
                workspace.clock().instant(),
                session.who(),
                where(),
                row.step().what(),
                row.step().target(),
                row.step().before(),
                row.step().after(),
                row.step().cli(),
                workspace.budget().lastRequestId(),
                done,
                Secrets.redact(message));
        journal.write(record);
        workspace.ui().execute(() -> {
            row.set(record.done() ? StepRow.State.DONE : StepRow.State.FAILED, record.message());
            journal.show(record, row.step().undo());
            changed.run();
        });
        return record;
    }

    private long failures() {
        return rows.stream()
                .filter(row -> row.progress().state() == StepRow.State.FAILED)
                .count();
    }

    /** What began last, also when its plan was closed meanwhile. */
    private String begun() {
        Acting last = acting;
        return last == null ? "" : last.plan().title();
    }

    private void finish() {
        finished.set(true);
        long failed = failures();
        String told = failed == 0 ? "done." : failed + " of " + rows.size() + " failed.";
        notice.set(begun() + ": " + told + (failed > 0 && plan.get().isEmpty() ? " Activity says why." : ""));
        if (failed == 0) {
            dismiss();
        }
    }
}
