package dev.vitrine.console.log;

import dev.vitrine.common.log.LogReader;
import dev.vitrine.console.log.tail.Completeness;
import dev.vitrine.console.log.tail.LineStore;
import dev.vitrine.console.log.tail.LineView;
import dev.vitrine.console.log.tail.LogFilter;
import dev.vitrine.console.log.tail.LogLevel;
import dev.vitrine.console.log.tail.LogScope;
import dev.vitrine.console.log.tail.LogTail;
import dev.vitrine.console.log.tail.TailSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

/**
 * One open log: what is shown of it, and how. Its lines come and are filtered on threads of their own; it tells the screen
 * at most once at a time that there is something new.
 */
public final class LogViewModel implements AutoCloseable {
    private final LogTarget target;
    private final Executor ui;
    private final Clock clock;
    private final LineStore store;
    private final LineView view;
    private final LogTail tail;
    private final NumbersViewModel numbers;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Subscription knowledge;
    private LogScope scope;

    private final StringProperty include = new SimpleStringProperty("");
    private final StringProperty exclude = new SimpleStringProperty("");
    private final StringProperty highlight = new SimpleStringProperty("");
    private final BooleanProperty regex = new SimpleBooleanProperty();
    private final ObjectProperty<Set<LogLevel>> levels = new SimpleObjectProperty<>(EnumSet.allOf(LogLevel.class));
    private final ObjectProperty<Since> since;
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final BooleanProperty wrap = new SimpleBooleanProperty();
    private final BooleanProperty timestamps = new SimpleBooleanProperty(true);
    private final BooleanProperty columns = new SimpleBooleanProperty();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Completeness> completeness;
    private final ReadOnlyObjectWrapper<long[]> counts;
    private Optional<Pattern> marked = Optional.empty();

    LogViewModel(LogTarget target, LogReader reader, Path folder, TailSettings settings, Executor ui, Clock clock)
            throws IOException {
        this.target = target;
        this.ui = ui;
        this.clock = clock;
        this.scope = target.scopes().now();
        this.since = new SimpleObjectProperty<>(scope.ended() ? Since.ALL : Since.HOUR);
        this.store = new LineStore(folder);
        this.view = new LineView(store, this::changed);
        this.numbers = new NumbersViewModel(view, ui);
        Instant from = since.get().before(clock.instant());
        this.tail = new LogTail(reader, target.logGroup(), scope, from, store, settings, clock, view::more);
        this.knowledge = target.scopes().subscribe(this::learn);
        this.completeness = new ReadOnlyObjectWrapper<>(tail.completeness());
        this.counts = new ReadOnlyObjectWrapper<>(view.levels());
        include.addListener((property, before, now) -> filter());
        exclude.addListener((property, before, now) -> filter());
        regex.addListener((property, before, now) -> filter());
        levels.addListener((property, before, now) -> filter());
        since.addListener((property, before, now) -> {
            tail.since(now.before(clock.instant()));
            filter();
        });
        highlight.addListener((property, before, now) -> filter());
        refresh();
    }

    void start() {
        tail.start();
    }

    /** What it is the log of. */
    public LogTarget target() {
        return target;
    }

    /** Shown are only lines with this. */
    public StringProperty includeProperty() {
        return include;
    }

    /** Not shown are lines with this. */
    public StringProperty excludeProperty() {
        return exclude;
    }

    /** This is marked in the lines, as what is included is. */
    public StringProperty highlightProperty() {
        return highlight;
    }

    /** Whether what is typed are regular expressions. */
    public BooleanProperty regexProperty() {
        return regex;
    }

    /** Shown are only lines of these levels. */
    public ObjectProperty<Set<LogLevel>> levelsProperty() {
        return levels;
    }

    public ObjectProperty<Since> sinceProperty() {
        return since;
    }

    /** Whether the newest line stays in sight. */
    public BooleanProperty followingProperty() {
        return following;
    }

    public BooleanProperty wrapProperty() {
        return wrap;
    }

    public BooleanProperty timestampsProperty() {
        return timestamps;
    }

    /** Whether lines that are JSON objects are shown as columns. */
    public BooleanProperty columnsProperty() {
        return columns;
    }

    /** Changes when the lines to be shown do. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** What is wrong with what was typed; else empty. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How many lines are shown of how many. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Completeness> completenessProperty() {
        return completeness.getReadOnlyProperty();
    }

    /** How many lines there are of each level, by its rank, whatever the filter. */
    public ReadOnlyObjectProperty<long[]> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** The lines to be shown. */
    public LineView lines() {
        return view;
    }

    /** The numbers in them. */
    public NumbersViewModel numbers() {
        return numbers;
    }

    /** How many streams have lines. */
    public int streams() {
        return store.streams().size();
    }

    /** What is to be marked in a line. */
    Optional<Pattern> marked() {
        return marked;
    }

    /** Says what is not as it was asked for; blank for nothing. */
    void warn(String text) {
        problem.set(text);
    }

    /** Whether there is anything yet whose lines these would be. */
    boolean hasStreams() {
        return scope.streams().isPresent();
    }

    private void learn() {
        scope = scope.then(target.scopes().now());
        tail.scope(scope);
    }

    /** While true nothing is asked. */
    void paused(boolean rests) {
        tail.paused(rests);
    }

    void hidden(boolean nobodyLooks) {
        tail.hidden(nobodyLooks);
    }

    /** The position of the first line at a moment that a person typed; empty, with a problem shown, if it is none. */
    public Optional<Integer> jump(String typed) {
        Optional<Instant> moment = Moments.parse(typed, clock.instant(), ZoneId.systemDefault());
        problem.set(moment.isEmpty() ? "'" + typed + "' is no time; write 12:03, 12:03:07 or 2026-01-31 12:03" : "");
        return moment.map(view::positionAt);
    }

    /** Writes the lines that are shown to a file and then tells how that went. */
    public void save(Path file, Consumer<String> told) {
        Thread _ = Thread.ofPlatform().daemon().name("save lines").start(() -> {
            String outcome;
            try {
                outcome = String.format(Locale.ROOT, "%,d lines saved to %s", view.save(file), file);
            } catch (IOException e) {
                outcome = "The lines could not be saved to " + file + ": " + e.getMessage();
            }
            String result = outcome;
            ui.execute(() -> told.accept(result));
        });
    }

    private void filter() {
        try {
            Optional<Pattern> wanted = LogFilter.pattern(include.get(), regex.get());
            Optional<Pattern> unwanted = LogFilter.pattern(exclude.get(), regex.get());
            marked = LogFilter.pattern(highlight.get().isEmpty() ? include.get() : highlight.get(), regex.get());
            view.filter(
                    new LogFilter(wanted, unwanted, levels.get(), since.get().before(clock.instant())));
            problem.set("");
        } catch (PatternSyntaxException e) {
            problem.set("No regular expression: " + e.getDescription());
        }
        refresh();
    }

    /** On any thread. */
    private void changed() {
        if (told.compareAndSet(false, true)) {
            ui.execute(this::refresh);
        }
    }

    private void refresh() {
        told.set(false);
        completeness.set(tail.completeness());
        counts.set(store.levels());
        int all = store.size();
        int shown = view.size();
        double progress = view.progress();
        String filtering = progress < 1 ? String.format(Locale.ROOT, ", looked at %.0f %%", 100 * progress) : "";
        status.set(
                shown == all
                        ? String.format(Locale.ROOT, "%,d lines", all)
                        : String.format(Locale.ROOT, "%,d of %,d lines%s", shown, all, filtering));
        changes.set(changes.get() + 1);
        numbers.look();
    }

    /** Stops reading and forgets the lines. */
    @Override
    public void close() {
        knowledge.unsubscribe();
        view.close();
        store.close();
        tail.close();
    }
}
