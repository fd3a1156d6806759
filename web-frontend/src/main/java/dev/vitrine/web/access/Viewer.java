package dev.vitrine.web.access;

/**
 * Who asks.
 *
 * @param name of a named user, or as given at sign-in with the shared password; 1 to 60 characters
 * @param token what a page must send along to change something; empty for programs, which need none
 */
public record Viewer(String name, Role role, String token) {
    public static final int MAX_NAME = 60;

    public Viewer {
        if (!isName(name)) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_NAME + " visible characters");
        }
    }

    /** Whether this person may say what is right. */
    public boolean mayReview() {
        return role.covers(Role.REVIEWER);
    }

    /** Whether this person may cancel the job of an owner. */
    public boolean mayCancel(String owner) {
        return role.covers(Role.OWNER) || name.equals(owner);
    }

    /** Whether somebody may be called so. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.equals(name.strip())
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
