package dev.vitrine.console.desk;

import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What all ViewModels of the seven views have: a status line, what the inspector tells, and what may be done now. */
public abstract class Feature {
    private final ReadOnlyObjectWrapper<Inspection> inspection = new ReadOnlyObjectWrapper<>(Inspection.NONE);
    private final ReadOnlyObjectWrapper<List<Command>> commands = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

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

    protected final void inspect(Inspection now, List<Command> offered) {
        inspection.set(now);
        commands.set(List.copyOf(offered));
    }

    protected final void status(String now) {
        status.set(now);
    }

    /** The person looks at this view now, or no longer. */
    public abstract void shown(boolean visible);
}
