package dev.vitrine.web;

import java.util.HexFormat;
import java.util.Map;

/**
 * What a frontend is told by its environment.
 *
 * @param host address to listen at: {@code HOST}, else all
 * @param port {@code PORT}, else 8080; 0 for any free one
 * @param password {@code PASSWORD}, at least 6 characters
 * @param sessionKey {@code SESSION_KEY}: 32 bytes, the same in all frontends behind one address
 * @param maxUploadBytes {@code MAX_UPLOAD_MB}, else 250 MB
 */
@SuppressWarnings("ArrayRecordComponent") // a key is compared by nobody
public record WebConfig(String host, int port, String password, byte[] sessionKey, long maxUploadBytes) {
    private static final int KEY_BYTES = 32;

    /**
     * Reads the environment.
     *
     * @throws ConfigException that names the variable at fault
     */
    public static WebConfig of(Map<String, String> env) {
        String password = env.getOrDefault("PASSWORD", "");
        if (password.length() < 6) {
            throw new ConfigException("PASSWORD is not set or has less than 6 characters; set the password that"
                    + " stakeholders sign in with.");
        }
        return new WebConfig(
                env.getOrDefault("HOST", "0.0.0.0"),
                number(env, "PORT", 8080, 0, 65_535),
                password,
                key(env.getOrDefault("SESSION_KEY", "")),
                (long) number(env, "MAX_UPLOAD_MB", 250, 1, 10_000) << 20);
    }

    private static byte[] key(String hex) {
        try {
            byte[] key = HexFormat.of().parseHex(hex.strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ConfigException("SESSION_KEY is not set to 64 hexadecimal digits; make one with"
                + " 'openssl rand -hex 32' and give the same to all frontends.");
    }

    private static int number(Map<String, String> env, String name, int otherwise, int min, int max) {
        String text = env.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new ConfigException(
                name + " is '" + text + "', but must be a whole number from " + min + " to " + max + ".");
    }

    @Override
    public String toString() {
        return "WebConfig[" + host + ":" + port + "]";
    }
}
