package dev.vitrine.console.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks a person where to keep a file. */
@FunctionalInterface
public interface SaveDialog {
    /** The dialog of the desktop. */
    SaveDialog OF_THE_DESKTOP = (owner, suggestedName) -> {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(suggestedName);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    };

    /** The file that was chosen, which may be there already and is to be replaced then; empty when nothing is to be kept. */
    Optional<Path> ask(Window owner, String suggestedName);
}
