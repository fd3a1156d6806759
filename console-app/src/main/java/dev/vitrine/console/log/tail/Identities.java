package dev.vitrine.console.log.tail;

/** Numbers of 64 bits that tell apart the lines of one millisecond. */
final class Identities {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Identities() {}

    static long of(String text) {
        return mixed(text, OFFSET);
    }

    static long of(long ingestionTime, String text) {
        return mixed(text, (OFFSET ^ ingestionTime) * PRIME);
    }

    /** Of the n-th line that is the same as others. */
    static long nth(long identity, int n) {
        return spread(identity + n * 0x9e3779b97f4a7c15L);
    }

    private static long mixed(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return spread(hash);
    }

    private static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
