package dev.vitrine.localcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what a file says. */
public final class TestProgram {
    private TestProgram() {}

    public static void main(String[] args) throws IOException {
        System.out.println(Files.readString(Path.of(args[0])));
    }
}
