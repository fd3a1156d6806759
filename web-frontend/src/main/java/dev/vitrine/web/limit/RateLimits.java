package dev.vitrine.web.limit;

import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.Viewer;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * Limits requests per minute: of a person at an address, and of all that come from one address, which may be an office. Told
 * by the headers RateLimit and RateLimit-Policy of the IETF's draft. Each replica counts for itself.
 */
public final class RateLimits {
    private static final int WINDOW_SECONDS = 60;
    private static final int PERSONS_PER_ADDRESS = 4;

    private final int quota;
    private final Runnable refused;
    private final RateLimiter persons;
    private final RateLimiter addresses;

    /**
     * @param quota requests per minute and person; 0 for no limit
     * @param refused is run for each request that is refused
     */
    public RateLimits(int quota, Runnable refused) {
        this.quota = quota;
        this.refused = refused;
        this.persons = new RateLimiter(quota, WINDOW_SECONDS, System::nanoTime);
        this.addresses = new RateLimiter((long) quota * PERSONS_PER_ADDRESS, WINDOW_SECONDS, System::nanoTime);
    }

    /** Before it is known who asks. */
    public void checkAddress(Context ctx) {
        if (quota > 0 && !ctx.path().equals("/health")) {
            RateLimiter.Decision decision = addresses.take(Gate.address(ctx));
            if (!decision.allowed()) {
                throw refuse(ctx, "address", (long) quota * PERSONS_PER_ADDRESS, decision);
            }
        }
    }

    /** When it is known who asks. */
    public void checkPerson(Context ctx) {
        Optional<Viewer> viewer = Gate.knownViewer(ctx);
        if (quota > 0 && viewer.isPresent()) {
            RateLimiter.Decision decision = persons.take(viewer.get().name() + " " + Gate.address(ctx));
            if (!decision.allowed()) {
                throw refuse(ctx, "person", quota, decision);
            }
            tell(ctx, "person", quota, decision);
        }
    }

    private RuntimeException refuse(Context ctx, String policy, long quota, RateLimiter.Decision decision) {
        boolean isPerson = policy.equals("person");
        refused.run();
        tell(ctx, policy, quota, decision);
        ctx.header("Retry-After", Long.toString(decision.seconds()));
        return Problem.told(
                        HttpStatus.TOO_MANY_REQUESTS,
                        isPerson ? "rate.person" : "rate.address",
                        quota,
                        decision.seconds())
                .exception();
    }

    private static void tell(Context ctx, String policy, long quota, RateLimiter.Decision decision) {
        ctx.header("RateLimit-Policy", "\"" + policy + "\";q=" + quota + ";w=" + WINDOW_SECONDS)
                .header("RateLimit", "\"" + policy + "\";r=" + decision.left() + ";t=" + decision.seconds());
    }
}
