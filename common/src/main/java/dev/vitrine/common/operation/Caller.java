package dev.vitrine.common.operation;

/**
 * Who asks, as STS says.
 *
 * @param account twelve digits
 * @param arn of the user or of the session of a role
 */
public record Caller(String account, String arn) {
    public Caller {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account has twelve digits, unlike '" + account + "'");
        }
    }

    /** User or role in few words: the part of the address after the account. */
    public String name() {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? arn : parts[5];
    }
}
