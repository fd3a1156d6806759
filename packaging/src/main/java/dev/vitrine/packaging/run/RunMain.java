package dev.vitrine.packaging.run;

import dev.vitrine.packaging.run.Programs.Folders;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * {@code make run}: brings up everything on loopback, says when it is ready and where, and ends all of it on Ctrl-C.
 * Arguments: the folders of the templates, of the image folders, for the work on images, and of the prototypes. Settings:
 * see {@link RunSettings}.
 */
public final class RunMain {
    private RunMain() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        try {
            Folders folders = new Folders(folder(args[0]), folder(args[1]), folder(args[2]), folder(args[3]));
            RunSettings settings = RunSettings.from(System.getenv());
            Programs programs = new Programs(settings, folders, Path.of(System.getProperty("java.home")));
            Manifests.require(folders.prototypes());
            StateFolder state = StateFolder.open(settings.stateDir());
            run(new LocalRun(settings, state, programs, out), settings, out);
        } catch (CannotRunException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Path folder(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    private static void run(LocalRun run, RunSettings settings, PrintStream out) throws InterruptedException {
        Signals.handle(
                () -> {
                    out.println("Ending ... (Ctrl-C again to end at once)");
                    run.end();
                    Runtime.getRuntime().halt(0);
                },
                () -> {
                    run.kill();
                    Runtime.getRuntime().halt(1);
                });
        try {
            run.endLeftovers();
            run.start();
        } catch (RuntimeException e) {
            if (run.isEnding()) {
                Thread.currentThread().join(); // until the signal's handler ends the program
            }
            run.end();
            throw e;
        }
        out.println("Vitrine is ready");
        out.println("  web          http://localhost:" + settings.port() + "   sign in with any name and the password "
                + settings.password());
        out.println("  local cloud  http://localhost:" + settings.cloudPort()
                + "   any credentials, us-east-1, account 000000000000");
        out.println("  state        " + settings.stateDir() + "   logs in its folder logs");
        out.println("  Ctrl-C ends everything");
        out.flush();
        Thread.currentThread().join();
    }
}
