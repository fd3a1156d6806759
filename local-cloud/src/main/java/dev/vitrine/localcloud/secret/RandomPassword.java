package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Passwords by the rules of {@code GetRandomPassword}. */
final class RandomPassword {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final int USUAL_LENGTH = 32;
    private static final int LONGEST = 4096;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    /** @param rules members as {@code PasswordLength} and {@code ExcludePunctuation} */
    static String of(JsonNode rules) {
        int length = rules.path("PasswordLength").asInt(USUAL_LENGTH);
        String excluded = rules.path("ExcludeCharacters").asText();
        List<String> kinds = new ArrayList<>();
        add(kinds, LOWER, rules.path("ExcludeLowercase").asBoolean(), excluded);
        add(kinds, UPPER, rules.path("ExcludeUppercase").asBoolean(), excluded);
        add(kinds, DIGITS, rules.path("ExcludeNumbers").asBoolean(), excluded);
        add(kinds, SIGNS, rules.path("ExcludePunctuation").asBoolean(), excluded);
        add(kinds, " ", !rules.path("IncludeSpace").asBoolean(), excluded);
        boolean each = rules.path("RequireEachIncludedType").asBoolean(true);
        if (length < 1 || length > LONGEST || (each && length < kinds.size())) {
            throw SecretErrors.parameter("The password length " + length + " is not valid for the other parameters.");
        }
        if (kinds.isEmpty()) {
            throw SecretErrors.parameter("The parameters leave no character for the password.");
        }
        return generate(kinds, length, each, RANDOM);
    }

    private static void add(List<String> kinds, String characters, boolean without, String excluded) {
        if (without) {
            return;
        }
        StringBuilder left = new StringBuilder();
        characters.chars().filter(c -> excluded.indexOf(c) < 0).forEach(c -> left.append((char) c));
        if (!left.isEmpty()) {
            kinds.add(left.toString());
        }
    }

    private static String generate(List<String> kinds, int length, boolean each, RandomGenerator random) {
        String all = String.join("", kinds);
        List<Character> characters = new ArrayList<>();
        if (each) {
            kinds.forEach(kind -> characters.add(kind.charAt(random.nextInt(kind.length()))));
        }
        Supplier<Character> any = () -> all.charAt(random.nextInt(all.length()));
        while (characters.size() < length) {
            characters.add(any.get());
        }
        Collections.shuffle(characters, RANDOM);
        StringBuilder password = new StringBuilder();
        characters.forEach(password::append);
        return password.toString();
    }
}
