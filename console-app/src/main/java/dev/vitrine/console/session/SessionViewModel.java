package dev.vitrine.console.session;

import dev.vitrine.common.operation.Caller;
import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.console.kit.Poller;
import dev.vitrine.console.kit.Reading;
import dev.vitrine.console.kit.SignedKeys;
import dev.vitrine.console.kit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Who asks, verified with STS again and again, and what is wrong if something is. While nobody is signed in every poller
 * rests; after that all go on where they were.
 */
public final class SessionViewModel implements AutoCloseable {
    private static final Poller.Pace PACE = new Poller.Pace(Duration.ofSeconds(3), Duration.ofSeconds(60));

    private static final String NO_PROFILE = "Without a profile there is nothing to sign in to: set AWS_PROFILE, or"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and start the console again; or choose a profile with"
            + " Ctrl+O. For the local cloud name its endpoint there, http://localhost:4566.";

    private final Workspace workspace;
    private final Poller<Told> identity;
    private final List<Poller<?>> pollers = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(new Standing.Asking());
    private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");
    private final BooleanProperty readOnly = new SimpleBooleanProperty();
    private final SsoLogin login;
    private String signInNote = "";
    private boolean signingIn;
    private boolean worried;

    /**
     * What STS said.
     *
     * @param asked by which key; empty for what was known before
     */
    private record Told(Caller caller, Optional<SignedKeys.Asked> asked) {}

    /** @param login signs in */
    public SessionViewModel(Workspace workspace, SsoLogin login) {
        this.workspace = workspace;
        this.login = login;
        readOnly.set(workspace.session().production());
        Reading<Told> before = workspace
                .state()
                .value("caller", Caller.class)
                .map(caller -> new Reading<>(
                        Optional.of(new Told(caller, Optional.empty())), Optional.<Instant>empty(), Optional.empty()))
                .orElse(Reading.none());
        identity = new Poller<>(
                "who asks", PACE, before, this::ask, workspace.cloud()::problem, workspace.ui(), workspace.clock());
        identity.reading().addListener((property, old, now) -> learn(now));
        workspace.budget().keys().onStranger(identity::refresh);
    }

    private Told ask() {
        SignedKeys keys = workspace.budget().keys();
        long before = keys.requests();
        Caller caller = workspace.cloud().identity().caller();
        return new Told(caller, Optional.of(keys.asked(before)));
    }

    public Session session() {
        return workspace.session();
    }

    /** Lets a poller rest while nobody is signed in, and learns from what it meets. */
    public void govern(Poller<?> poller) {
        pollers.add(poller);
        poller.reading().addListener((property, old, now) -> now.problem()
                .filter(problem -> problem.kind() == CloudProblem.Kind.CREDENTIALS
                        || problem.kind() == CloudProblem.Kind.UNREACHABLE)
                .ifPresentOrElse(problem -> worry(), this::relax));
    }

    public void start() {
        identity.start();
    }

    public ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** A sentence while something is wrong; else empty. */
    public ReadOnlyStringProperty bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    /** While true no feature offers to change anything. */
    public BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    /** Who asks, for the journal: the name that STS told last. */
    public String who() {
        return identity.reading()
                .get()
                .value()
                .map(told -> told.caller().name())
                .orElse("unknown");
    }

    /** The account that STS told last; blank until then. */
    public String account() {
        return identity.reading()
                .get()
                .value()
                .map(told -> told.caller().account())
                .orElse("");
    }

    /** Asks again at once. */
    public void retry() {
        identity.refresh();
        pollers.forEach(Poller::refresh);
    }

    /**
     * Opens the sign-in of the profile in the browser, where AWS's program is there to do it, and then asks again; asks at
     * once while somebody is signed in. Nothing happens while a sign-in is waited for.
     */
    public void signIn() {
        if (signingIn) {
            return;
        }
        if (!(standing.get() instanceof Standing.SignedOut out)) {
            retry();
            return;
        }
        Optional<String> profile = workspace.session().profile();
        if (profile.isEmpty()) {
            signInNote = NO_PROFILE;
            signedOut(out.message());
            retry();
            return;
        }
        signingIn = true;
        signInNote = "Waiting for the sign-in in your browser ...";
        signedOut(out.message());
        Thread _ = Thread.ofVirtual().name("sign in").start(() -> {
            Optional<String> wrong = login.run(profile.get());
            workspace.ui().execute(() -> signedIn(wrong));
        });
    }

    private void signedIn(Optional<String> wrong) {
        signingIn = false;
        signInNote = wrong.orElse("");
        if (standing.get() instanceof Standing.SignedOut out) {
            signedOut(out.message());
        }
        retry();
    }

    /**
     * Asks STS at once whether it is still the account that this session shows, since credentials may become another's
     * without any error. Not on the screen's thread.
     *
     * @param shown account that the person saw
     * @return why nothing may be done; empty when it is so
     */
    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong, nothing is known
    public Optional<String> strangeness(String shown) {
        try {
            String now = workspace.cloud().identity().caller().account();
            if (now.equals(shown)) {
                return Optional.empty();
            }
            identity.refresh();
            return Optional.of(
                    "Nothing was done: the credentials are those of account " + now + " now, and what was shown is of "
                            + (shown.isBlank() ? "an account that was not known yet" : shown) + ".");
        } catch (RuntimeException e) {
            identity.refresh();
            return Optional.of("Nothing was done, since nobody says whose credentials these are: "
                    + workspace.cloud().problem(e).message());
        }
    }

    private void learn(Reading<Told> reading) {
        if (reading.problem().isPresent()) {
            CloudProblem problem = reading.problem().get();
            if (problem.kind() == CloudProblem.Kind.CREDENTIALS) {
                signedOut(problem.message());
            } else {
                unreachable(problem);
            }
            worry();
            return;
        }
        reading.value().ifPresent(told -> {
            Caller caller = told.caller();
            boolean back = !(standing.get() instanceof Standing.Verified);
            standing.set(new Standing.Verified(caller));
            told.asked().ifPresent(workspace.budget().keys()::belongs);
            workspace.state().put("caller", caller);
            banner.set("");
            signInNote = "";
            if (back) {
                pollers.forEach(Poller::resume);
                pollers.forEach(Poller::refresh);
            }
        });
    }

    private void signedOut(String message) {
        standing.set(new Standing.SignedOut(message));
        banner.set("Nobody is signed in, or no longer: " + message + ". Nothing is asked until you sign in."
                + (signInNote.isEmpty() ? "" : "\n" + signInNote));
        pollers.forEach(Poller::pause);
    }

    private void unreachable(CloudProblem problem) {
        Instant since = standing.get() instanceof Standing.Unreachable before
                ? before.since()
                : workspace.clock().instant();
        standing.set(new Standing.Unreachable(problem.message(), since));
        String what =
                switch (problem.kind()) {
                    case UNREACHABLE, CREDENTIALS -> "The cloud does not answer";
                    case THROTTLED -> "The cloud has asked for patience";
                    case REFUSED -> "The cloud does not say who asks";
                };
        banner.set(what + " since " + Texts.clock(since) + " (" + problem.message()
                + "). You see what was last known; it goes on by itself.");
    }

    /** Something went wrong: look at it often until it is well again. */
    private void worry() {
        if (!worried) {
            worried = true;
            identity.watch(true);
        }
    }

    private void relax() {
        if (worried && standing.get() instanceof Standing.Verified) {
            worried = false;
            identity.watch(false);
        }
    }

    @Override
    public void close() {
        identity.close();
        login.close();
    }
}
