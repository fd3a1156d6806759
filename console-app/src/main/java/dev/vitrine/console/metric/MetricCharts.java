package dev.vitrine.console.metric;

import dev.vitrine.common.metric.MetricQuery;
import dev.vitrine.common.metric.MetricReader;
import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.session.SessionViewModel;
import dev.vitrine.console.session.Standing;
import dev.vitrine.console.session.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The metrics of what is chosen. They are read while somebody looks, on a thread of their own. */
public final class MetricCharts implements AutoCloseable {
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofSeconds(20), Duration.ofMinutes(10));
    private static final String NOT_KEPT =
            " Charts are read when somebody looks; they are not kept with the last state.";
    private static final List<String> RANGES =
            Arrays.stream(MetricRange.values()).map(MetricRange::text).toList();

    private final Workspace workspace;
    private final SessionViewModel session;
    private final Runnable changed;
    private final Poller<Optional<Found>> poller;
    private final Consumer<String> choose = this::choose;
    private volatile Optional<Wanted> wanted = Optional.empty();
    private @Nullable MetricSubject subject;
    private MetricRange range = MetricRange.QUARTER;
    private boolean visible;

    private record Wanted(MetricSubject subject, MetricRange range) {
        boolean isOf(MetricSubject other, MetricRange length) {
            return subject.key().equals(other.key()) && range == length;
        }
    }

    private record Found(Wanted wanted, List<Inspection.Part> charts) {}

    /** @param changed is told, on the screen's thread, that the parts are others */
    public MetricCharts(Workspace workspace, SessionViewModel session, Runnable changed) {
        this.workspace = workspace;
        this.session = session;
        this.changed = changed;
        this.poller = new Poller<>(
                "metrics",
                PACE,
                Reading.none(),
                this::read,
                workspace.cloud()::problem,
                workspace.ui(),
                workspace.clock());
        session.govern(poller);
        poller.reading().addListener((property, before, now) -> changed.run());
        session.standingProperty().addListener((property, before, now) -> changed.run());
        poller.start();
    }

    /** Somebody looks at the view, or no longer. */
    public void shown(boolean looks) {
        if (visible != looks) {
            visible = looks;
            poller.watch(looks);
        }
    }

    /** Of whom they are wanted; of nobody when it is empty. */
    public void want(Optional<MetricSubject> now) {
        subject = now.orElse(null);
        boolean another = now.isPresent()
                && wanted.filter(it -> it.isOf(now.get(), range)).isEmpty();
        wanted = now.map(it -> new Wanted(it, range));
        if (another) {
            poller.refresh();
        }
    }

    private void choose(String text) {
        range = MetricRange.of(text);
        want(Optional.ofNullable(subject));
        changed.run();
    }

    private Optional<Found> read() {
        return wanted.map(asked -> {
            MetricReader reader = workspace.cloud().metrics();
            Instant to = asked.subject()
                    .ended()
                    .map(end -> end.plus(Duration.ofMinutes(1)))
                    .orElseGet(() -> workspace.clock().instant());
            Instant from = to.minus(asked.range().length());
            List<MetricPanel> panels = asked.subject().panels().apply(reader);
            List<MetricQuery> queries = panels.stream()
                    .flatMap(panel -> panel.lines().stream())
                    .map(MetricPanel.Line::query)
                    .toList();
            return new Found(asked, Timelines.of(panels, reader.read(queries, from, to), from, to));
        });
    }

    /** The charts as parts of the inspector; none when nobody's are wanted. */
    public List<Inspection.Part> parts() {
        MetricSubject of = subject;
        if (of == null) {
            return List.of();
        }
        List<Inspection.Part> parts = new ArrayList<>();
        parts.add(new Inspection.Choice("Metrics", RANGES, range.text(), choose));
        Reading<Optional<Found>> reading = poller.reading().get();
        Optional<CloudProblem> problem = reading.problem();
        Optional<Found> found =
                reading.value().flatMap(it -> it).filter(it -> it.wanted().isOf(of, range));
        if (found.isPresent()) {
            List<Inspection.Part> charts = found.get().charts();
            parts.addAll(charts.isEmpty() ? List.of(new Inspection.Remark("", of.remedy(), false)) : charts);
        } else if (silence().isPresent()) {
            parts.add(new Inspection.Remark("", silence().get() + NOT_KEPT, true));
            return parts;
        } else if (problem.isEmpty()) {
            parts.add(new Inspection.Remark("", "Reading metrics ...", false));
        }
        problem.ifPresent(it -> parts.add(new Inspection.Remark("", it.message(), true)));
        return parts;
    }

    /** Why no cloud tells anything now; empty while one does, or may. */
    private Optional<String> silence() {
        return switch (session.standingProperty().get()) {
            case Standing.SignedOut _ -> Optional.of("Nobody is signed in.");
            case Standing.Unreachable it -> Optional.of("No answer since " + Texts.clock(it.since()) + ".");
            case Standing.Asking _, Standing.Verified _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        poller.close();
    }
}
