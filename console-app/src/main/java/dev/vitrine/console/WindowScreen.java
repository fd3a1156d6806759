package dev.vitrine.console;

import dev.vitrine.console.action.PlanOutcome;
import dev.vitrine.console.control.SheetPane;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.kit.Secrets;
import dev.vitrine.console.kit.Sheet;
import dev.vitrine.console.log.LogTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What only a screen can do, on this desktop. */
final class WindowScreen implements Desk.Screen {
    private final Stage stage;
    private final SaveDialog dialog;
    private @Nullable Shell shell;

    WindowScreen(Stage stage, SaveDialog dialog) {
        this.stage = stage;
        this.dialog = dialog;
    }

    void attach(Shell now) {
        shell = now;
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(Secrets.redact(text));
        Clipboard.getSystemClipboard().setContent(content);
        if (shell != null) {
            shell.toasts().add("Copied");
        }
    }

    @Override
    public void chooseFile(String suggestedName, Consumer<Path> chosen) {
        dialog.ask(stage, suggestedName).ifPresent(chosen);
    }

    @Override
    public void announce(String title, String text) {
        if (shell != null) {
            shell.toasts().announce(title, Secrets.redact(text));
        }
        if (!stage.isFocused()) {
            notifyDesktop(title, Secrets.redact(text));
        }
    }

    /**
     * Tells of a plan that ended after its session.
     *
     * @param known is run when the person has seen it
     */
    void tell(PlanOutcome outcome, Runnable known) {
        if (shell != null) {
            shell.tell(outcome, known);
        }
        if (!stage.isFocused()) {
            notifyDesktop("Vitrine", outcome.text());
        }
    }

    /** By the desktop's own program; without it the window alone tells. */
    private static void notifyDesktop(String title, String text) {
        Thread _ = Thread.ofVirtual().start(() -> {
            try {
                Process _ = new ProcessBuilder("notify-send", "--app-name=Vitrine", title, text)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                // There is no such program here.
            }
        });
    }

    @Override
    public void openLog(LogTarget target) {
        if (shell != null) {
            shell.bench().logs().open(target);
            shell.showLog(true);
        }
    }

    @Override
    public void openSheet(Sheet sheet) {
        Shell now = shell;
        if (now != null) {
            now.show(new SheetPane(sheet, now.bench().workspace(), this::chooseFile, now::hide), 1_100);
        }
    }
}
