package dev.vitrine.console;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.control.KeysPane;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.log.LogDock;
import dev.vitrine.console.log.LogKeys;
import dev.vitrine.console.session.Session;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What may be done everywhere in the window, and by which keys. */
final class ShellCommands {
    private final Shell shell;
    private final Window window;

    /** What the window itself can do. */
    interface Window {
        void toggleTheme();

        void open(CloudSettings settings);

        /** Names of the profiles that can be chosen. */
        List<String> profiles();

        /** Where the environment of this program leads whatever is chosen, if it names no other endpoint. */
        Optional<URI> namedEndpoint();
    }

    ShellCommands(Shell shell, Window window) {
        this.shell = shell;
        this.window = window;
    }

    /** Everything for the palette: first what the view offers for what is chosen. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(shell.pageCommands());
        all.addAll(everywhere());
        return all;
    }

    /** What does not depend on the view. */
    private List<Command> everywhere() {
        List<Command> all = new ArrayList<>();
        for (ViewKind kind : ViewKind.values()) {
            all.add(Command.of("Go to " + kind.title(), kind.key(), () -> shell.open(kind)));
        }
        all.addAll(always());
        return all;
    }

    private List<Command> always() {
        List<Command> commands = new ArrayList<>(List.of(
                Command.of(
                        "Filter the rows", "/", () -> shell.page().focusFilter().run()),
                Command.of("Refresh now", "F5", this::refresh),
                Command.of("Show or hide the inspector", "Ctrl+I", shell::toggleInspector),
                Command.of("Show or hide the log", "Ctrl+L", shell::toggleLog),
                Command.of("Light or dark", "Ctrl+T", window::toggleTheme),
                Command.of("Switch to another cloud", "Ctrl+O", this::switchCloud),
                Command.of("Show the keys", "?", this::showKeys)));
        var readOnly = shell.bench().session().readOnlyProperty();
        if (shell.bench().session().session().production()) {
            commands.add(
                    readOnly.get()
                            ? Command.danger("Unlock changes in production", "", () -> readOnly.set(false))
                            : Command.of("Lock changes", "", () -> readOnly.set(true)));
        }
        return commands;
    }

    private void refresh() {
        shell.bench().session().retry();
        shell.bench().resources().refresh();
        shell.page().feature().refresh();
    }

    void showKeys() {
        List<Command> keys = new ArrayList<>(List.of(Command.of("Everything that can be done", "Ctrl+K", () -> {})));
        keys.addAll(all().stream().filter(command -> !command.key().isBlank()).toList());
        if (shell.hasLog()) {
            keys.addAll(LogKeys.shown());
        }
        shell.show(new KeysPane(keys, shell::hide), 560);
    }

    void switchCloud() {
        Session now = shell.bench().workspace().session();
        List<Form.Option> profiles = new ArrayList<>(List.of(new Form.Option("", "none: as the environment says")));
        window.profiles().forEach(name -> profiles.add(new Form.Option(name, name)));
        shell.bench()
                .desk()
                .ask(new Form(
                        "Switch to another cloud",
                        "Everything that is under way here is cancelled. Actions that have begun go on.",
                        List.of(
                                new Form.Text(
                                        "endpoint",
                                        "Endpoint",
                                        now.settings()
                                                .endpoint()
                                                .map(URI::toString)
                                                .orElse(""),
                                        "Such as http://localhost:4566. Empty for AWS.",
                                        1),
                                new Form.Choice(
                                        "profile",
                                        "Profile",
                                        now.settings().profile().orElse(""),
                                        "",
                                        profiles),
                                new Form.Text("region", "Region", now.region(), "", 1)),
                        "Switch",
                        this::switchTo));
    }

    private Optional<String> switchTo(Map<String, String> answers) {
        try {
            String endpoint = answers.getOrDefault("endpoint", "").strip();
            if (endpoint.isEmpty() && window.namedEndpoint().isPresent()) {
                return Optional.of("The environment of this console names "
                        + window.namedEndpoint().get()
                        + " (AWS_ENDPOINT_URL): start the console without it to look at AWS.");
            }
            CloudSettings settings = new CloudSettings(
                    endpoint.isEmpty() ? Optional.empty() : Optional.of(new URI(endpoint)),
                    Optional.of(answers.getOrDefault("profile", "")).filter(text -> !text.isBlank()),
                    Optional.of(answers.getOrDefault("region", "").strip()).filter(text -> !text.isBlank()));
            javafx.application.Platform.runLater(() -> window.open(settings));
            return Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.of("The endpoint is no address; write it like http://localhost:4566.");
        }
    }

    void signIn() {
        shell.bench().session().signIn();
    }

    /**
     * Does what a key asks for; true when it was one of ours.
     *
     * @param held whether it only repeats since it is held down: what was done once is not done again
     */
    boolean press(KeyEvent event, boolean held) {
        if (event.isShortcutDown()) {
            return !shell.isAsking() && run(all(), event, held);
        }
        boolean typing = event.getTarget() instanceof TextInputControl input && input.isEditable();
        if (typing || shell.hasModal() || event.isAltDown()) {
            return false;
        }
        boolean inLog = LogDock.holds(event.getTarget());
        if (event.getCode() == KeyCode.SLASH && !event.isShiftDown() && !inLog) {
            shell.page().focusFilter().run();
            return true;
        }
        if (event.getText().equals("?") || (event.getCode() == KeyCode.SLASH && event.isShiftDown())) {
            showKeys();
            return true;
        }
        // A letter in a log is for its lines, not for the rows of the page.
        return run(inLog ? everywhere() : all(), event, held);
    }

    private boolean run(List<Command> commands, KeyEvent event, boolean held) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.K) {
            shell.openPalette();
            return true;
        }
        for (Command command : commands) {
            if (!command.key().isBlank()
                    && command.key().matches("(Ctrl\\+)?[A-Z0-9]|F5")
                    && KeyCombination.valueOf(command.key().replace("Ctrl+", "Shortcut+"))
                            .match(event)) {
                if (!held) {
                    command.run().run();
                }
                return true;
            }
        }
        return false;
    }
}
