package dev.vitrine.console;

import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;

/** Another program of the same display, which says what is on the clipboard. */
final class ClipboardMain {
    private ClipboardMain() {}

    public static void main(String[] args) throws Exception {
        System.out.print(Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor));
        System.out.flush();
        System.exit(0);
    }
}
