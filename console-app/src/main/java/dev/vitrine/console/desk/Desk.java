package dev.vitrine.console.desk;

import dev.vitrine.common.operation.TaskOperations;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.CliLine;
import dev.vitrine.console.action.PlanViewModel;
import dev.vitrine.console.kit.Differences;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Sheet;
import dev.vitrine.console.log.LogTarget;
import dev.vitrine.console.resource.Resources;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Workspace;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The window as a feature knows it: what it works with, and what it may ask for. */
public final class Desk {
    private final Workspace workspace;
    private final SessionViewModel session;
    private final Resources resources;
    private final PlanViewModel plans;
    private final Screen screen;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Optional<Form>> form = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** What only a screen can do. */
    public interface Screen {
        void copy(String text);

        /** Asks where to keep a file; nothing happens when the person changes their mind. */
        void chooseFile(String suggestedName, Consumer<Path> chosen);

        /** Tells something that happened by itself, also outside the window. */
        void announce(String title, String text);

        /** Opens the lines of a log. */
        void openLog(LogTarget target);

        /** Opens a table that is fetched page by page. */
        void openSheet(Sheet sheet);
    }

    public Desk(
            Workspace workspace, SessionViewModel session, Resources resources, PlanViewModel plans, Screen screen) {
        this.workspace = workspace;
        this.session = session;
        this.resources = resources;
        this.plans = plans;
        this.screen = screen;
        plans.planProperty().addListener((property, before, now) -> goOn());
        form.addListener((property, before, now) -> goOn());
    }

    public Workspace workspace() {
        return workspace;
    }

    public SessionViewModel session() {
        return session;
    }

    public Resources resources() {
        return resources;
    }

    public Screen screen() {
        return screen;
    }

    /** Whether anything may be changed here. */
    public boolean mayChange() {
        return !session.readOnlyProperty().get();
    }

    /** Shows a dangerous plan to the person, and does any other; when it is its turn. */
    public void propose(ActionPlan plan) {
        inTurn(() -> plans.propose(plan));
    }

    /** Puts questions before the person, when it is their turn. */
    public void ask(Form questions) {
        inTurn(() -> form.set(Optional.of(questions)));
    }

    /** What an answer brings while a person fills in a form or reads a plan waits until that is closed. */
    private void inTurn(Runnable open) {
        waiting.add(open);
        openNext();
    }

    /** Later, when all have seen that the one before is closed. */
    private void goOn() {
        if (!waiting.isEmpty()) {
            workspace.ui().execute(this::openNext);
        }
    }

    private void openNext() {
        while (!isAsking() && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private boolean isAsking() {
        return form.get().isPresent() || (plans.planProperty().get().isPresent() && plans.isSeen());
    }

    public void closeForm() {
        form.set(Optional.empty());
    }

    /** The questions that are asked now. */
    public ReadOnlyObjectProperty<Optional<Form>> formProperty() {
        return form.getReadOnlyProperty();
    }

    /** How two task definitions differ. Asks the cloud: not for the screen's thread. */
    public Differences differences(String before, String after) {
        TaskOperations tasks = workspace.cloud().tasks();
        return Differences.of(
                tasks.definition(before).text(), tasks.definition(after).text());
    }

    /** Begins a line for AWS's own program on this session's cloud. */
    public CliLine cli(String... words) {
        return new CliLine(workspace.session().settings(), workspace.session().region(), words);
    }
}
