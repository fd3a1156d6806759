package dev.vitrine.console.kit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * By which access keys the requests of a session are signed, and of which of them the account is known. What a key brings
 * before that may belong to another account: it is not to be kept. Safe for many threads.
 */
public final class SignedKeys {
    /** Keys of a role live for an hour; so many are remembered. */
    private static final int MOST = 100;

    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Long> strangers = new HashMap<>();
    private final ThreadLocal<String> mine = ThreadLocal.withInitial(() -> "");
    private Runnable onStranger = () -> {};
    private long requests;

    /** What STS was asked for: the key of this thread's request, and how many requests there were before. */
    public record Asked(String key, long before) {}

    /**
     * Tells of keys whose account is not known.
     *
     * @param told is run, on any thread, when one is used for the first time
     */
    public synchronized void onStranger(Runnable told) {
        onStranger = told;
    }

    /** A request of this thread is signed. STS itself is asked whose a key is. */
    void signed(String service, String key) {
        mine.set(key);
        Runnable tell = () -> {};
        synchronized (this) {
            requests++;
            if (!service.equals("sts") && !known.contains(key) && strangers.put(key, requests) == null) {
                tell = onStranger;
            }
        }
        tell.run();
    }

    /** How many requests there were. */
    public synchronized long requests() {
        return requests;
    }

    /** What STS was just asked for by this thread. */
    public Asked asked(long before) {
        return new Asked(mine.get(), before);
    }

    /** STS told that the key is one of this session's account; whatever was asked before that was so, too. */
    public synchronized void belongs(Asked asked) {
        known.add(asked.key());
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        strangers.remove(asked.key());
        strangers.values().removeIf(at -> at <= asked.before());
    }

    /** Whether all that was ever asked was asked by keys of this session's account. */
    public synchronized boolean areKnown() {
        return strangers.isEmpty();
    }
}
