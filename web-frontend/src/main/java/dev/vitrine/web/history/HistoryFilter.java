package dev.vitrine.web.history;

import dev.vitrine.common.job.JobState;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What of the history is shown.
 *
 * @param mine whether only what the viewer did
 * @param state that jobs are in; tries have none
 * @param cursor place after which to go on
 */
public record HistoryFilter(
        Kind kind, boolean mine, Optional<String> prototype, Optional<JobState> state, Optional<String> cursor) {
    /** Tries, jobs or both. */
    public enum Kind {
        ALL,
        TRIES,
        JOBS;

        /** As it stands in an address. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a request asks for; values that are not known are left aside. */
    static HistoryFilter of(Context ctx, Optional<String> prototype, boolean onlyMine) {
        return new HistoryFilter(
                Arrays.stream(Kind.values())
                        .filter(kind -> kind.word().equals(ctx.queryParam("kind")))
                        .findFirst()
                        .orElse(Kind.ALL),
                onlyMine || !"everybody".equals(ctx.queryParam("who")),
                prototype.or(() -> param(ctx, "prototype")),
                Arrays.stream(JobState.values())
                        .filter(state -> state.name().equalsIgnoreCase(ctx.queryParam("state")))
                        .findFirst(),
                param(ctx, "cursor"));
    }

    private static Optional<String> param(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isBlank());
    }

    boolean hasTries() {
        return kind != Kind.JOBS && state.isEmpty();
    }

    boolean hasJobs() {
        return kind != Kind.TRIES;
    }

    /** Whether anything is left out beside what others did. */
    public boolean isNarrow() {
        return kind != Kind.ALL || state.isPresent();
    }

    /** The query of an address that goes on after a place. */
    String query(String next) {
        StringBuilder query =
                new StringBuilder("?kind=").append(kind.word()).append("&who=").append(mine ? "me" : "everybody");
        prototype.ifPresent(name -> query.append("&prototype=").append(encoded(name)));
        state.ifPresent(wanted -> query.append("&state=").append(wanted.name()));
        return query.append("&cursor=").append(encoded(next)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
