package dev.vitrine.web.access;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Prints the hash of a password that it asks for, for the setting {@code USERS}. */
public final class PasswordHashMain {
    private static final int SHORTEST = 8;

    private PasswordHashMain() {}

    @SuppressWarnings("SystemOut") // the hash is for the person at the terminal
    public static void main(String[] args) throws IOException {
        String password = password();
        if (password.length() < SHORTEST) {
            System.err.println("The password has less than " + SHORTEST + " characters; choose a longer one.");
            System.exit(1);
        }
        System.out.println(PasswordHash.of(password));
    }

    private static String password() throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            char[] typed = terminal.get().readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
