package dev.vitrine.web.event;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/events}: a {@code job} event for every job that is not done or new, and for each change of them;
 * with {@code ?job=} of that job only, with {@code ?owner=me} of the viewer's own. The id of an event is the time of its
 * change, so who connects again with {@code Last-Event-ID}, to whichever replica, gets what has changed since; a page whose
 * browser gave the stream up says it by {@code ?lastEventId=}. A {@code cloud} event tells when the job table cannot be
 * reached, and when it can again.
 */
public final class EventResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Replicas see a change up to so much earlier or later than each other. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final JobFeed feed;

    public EventResource(JobFeed feed) {
        this.feed = feed;
    }

    /** Writes events until the viewer goes or the server stops. */
    public void stream(Context ctx) throws IOException {
        Optional<String> job = Optional.ofNullable(ctx.queryParam("job"));
        ctx.disableCompression();
        ctx.res().setContentType("text/event-stream;charset=utf-8");
        ctx.res().setHeader("Cache-Control", "no-store");
        ctx.res().setHeader("X-Accel-Buffering", "no");
        OutputStream out = ctx.res().getOutputStream();
        try (JobFeed.Listener listener = feed.listen(job)) {
            send(out, "retry: 2000\n\n");
            follow(listener, wanted(ctx, job), since(ctx), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The viewer is gone.
        }
    }

    /** What this viewer asked for and may see. */
    private static Predicate<JobFeed.Known> wanted(Context ctx, Optional<String> job) {
        Optional<String> owner = "me".equals(ctx.queryParam("owner"))
                ? Optional.of(Gate.viewer(ctx).name())
                : JobGuard.onlyOwner(ctx);
        return known -> job.map(known.job().id()::equals).orElse(true)
                && owner.map(known.job().owner()::equals).orElse(true);
    }

    /** The time from which on changes are news to who connects again; 0 for who connects for the first time. */
    private static long since(Context ctx) {
        String header = ctx.header("Last-Event-ID");
        String id = header != null ? header : ctx.queryParam("lastEventId");
        return id != null && id.matches("\\d{1,15}") ? Long.parseLong(id) - OVERLAP.toMillis() : 0;
    }

    private static void follow(JobFeed.Listener listener, Predicate<JobFeed.Known> wanted, long since, OutputStream out)
            throws IOException, InterruptedException {
        long seen = -1;
        boolean reachable = true;
        Optional<JobFeed.State> next = listener.await(listener.since(), HEARTBEAT);
        while (next.isPresent()) {
            JobFeed.State state = next.get();
            StringBuilder events = new StringBuilder();
            if (state.reachable() != reachable) {
                reachable = state.reachable();
                events.append("event: cloud\ndata: {\"reachable\":")
                        .append(reachable)
                        .append("}\n\n");
            }
            long after = seen;
            state.jobs().values().stream()
                    .filter(known -> known.revision() > after && known.changedAt() > since)
                    .filter(wanted)
                    .sorted(Comparator.comparingLong(JobFeed.Known::changedAt))
                    .forEach(known -> events.append("event: job\nid: ")
                            .append(known.changedAt())
                            .append("\ndata: ")
                            .append(known.json())
                            .append("\n\n"));
            send(out, events.isEmpty() ? ": still here\n\n" : events.toString());
            seen = state.revision();
            next = listener.await(seen, HEARTBEAT);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
