package dev.vitrine.web.event;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /api/v1/events}: a {@code job} event for every job that is not done or new, and for each change of them;
 * with {@code ?job=} of that job only. Who connects again gets the present state at once. A {@code cloud} event tells
 * when the job table cannot be reached, and when it can again.
 */
public final class EventResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

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
            follow(listener, job, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The viewer is gone.
        }
    }

    private static void follow(JobFeed.Listener listener, Optional<String> job, OutputStream out)
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
            for (JobFeed.Known known : state.jobs().values()) {
                if (known.revision() > seen && job.map(known.job().id()::equals).orElse(true)) {
                    events.append("event: job\nid: ")
                            .append(known.revision())
                            .append("\ndata: ")
                            .append(known.json())
                            .append("\n\n");
                }
            }
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
