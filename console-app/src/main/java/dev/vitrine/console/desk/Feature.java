package dev.vitrine.console.desk;

import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What all ViewModels of the seven views have: a status line, what the inspector tells, and what may be done now. */
public abstract class Feature {
    private final ReadOnlyObjectWrapper<Inspection> inspection = new ReadOnlyObjectWrapper<>(Inspection.NONE);
    private final ReadOnlyObjectWrapper<List<Command>> commands = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Instant>> asOf = new ReadOnlyObjectWrapper<>(Optional.empty());

    public final ReadOnlyObjectProperty<Inspection> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /** What may be done with what is chosen. */
    public final ReadOnlyObjectProperty<List<Command>> commandsProperty() {
        return commands.getReadOnlyProperty();
    }

    /** One line that says what is listed. */
    public final ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** What cannot be read, since when, and why; blank while all can. */
    public final ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** When the oldest part of what is listed was read; empty where nothing is read. */
    public final ReadOnlyObjectProperty<Optional<Instant>> asOfProperty() {
        return asOf.getReadOnlyProperty();
    }

    protected final void inspect(Inspection now, List<Command> offered) {
        inspection.set(now);
        commands.set(List.copyOf(offered));
    }

    protected final void status(String now) {
        status.set(now);
    }

    /** The readings that the view is made of, as they are now. */
    protected final void made(List<Source> sources) {
        trouble.set(Source.trouble(sources));
        asOf.set(Source.oldest(sources));
    }

    /** The view was read at that time. */
    protected final void madeAt(Instant at) {
        trouble.set("");
        asOf.set(Optional.of(at));
    }

    /** Reads again what no poller reads. */
    public void refresh() {
        // Most views are read by pollers alone.
    }

    /** The person looks at this view now, or no longer. */
    public abstract void shown(boolean visible);
}
