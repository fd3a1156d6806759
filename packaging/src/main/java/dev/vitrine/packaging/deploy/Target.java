package dev.vitrine.packaging.deploy;

/**
 * Where is deployed to.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
record Target(String account, String region) {
    static final String TABLE = "vitrine";
    static final String CLUSTER = "vitrine";

    /** The stack of what all prototypes share. */
    static final String SHARED_STACK = "vitrine";

    String bucket() {
        return "vitrine-" + account + "-" + region;
    }

    /** Stack, function and task family of a prototype. */
    static String nameOf(String prototype) {
        return "vitrine-" + prototype;
    }
}
