package dev.vitrine.web.job;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes CSV so that a spreadsheet takes no cell for a formula: a cell that begins with {@code =}, {@code @}, {@code +},
 * {@code -} or a control character, and is no plain number, gets an apostrophe in front.
 */
public final class FormulaGuard extends FilterOutputStream {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final String NUMERIC = "0123456789.eE+-";

    private final StringBuilder held = new StringBuilder();
    private boolean cellBegins = true;
    private boolean quoted;

    public FormulaGuard(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (!held.isEmpty()) {
            if (NUMERIC.indexOf(b) >= 0 && held.length() < 40) {
                held.append((char) b);
                return;
            }
            release(b);
        }
        if (cellBegins && b == '"' && !quoted) {
            quoted = true;
            out.write(b);
            return;
        }
        if (cellBegins) {
            cellBegins = false;
            if (b == '-' || b == '+') {
                held.append((char) b);
                return;
            }
            if (b == '=' || b == '@' || b == '\t' || (b == '\r' && quoted)) {
                out.write('\'');
            }
        }
        if (b == '"') {
            quoted = !quoted;
        } else if (!quoted && (b == ',' || b == '\n')) {
            cellBegins = true;
        }
        out.write(b);
    }

    private void release(int next) throws IOException {
        boolean ends = next == ',' || next == '\n' || next == '\r' || next == '"' || next < 0;
        if (!ends || !NUMBER.matcher(held).matches()) {
            out.write('\'');
        }
        out.write(held.toString().getBytes(StandardCharsets.US_ASCII));
        held.setLength(0);
    }

    @Override
    public void close() throws IOException {
        if (!held.isEmpty()) {
            release(-1);
        }
        super.close();
    }
}
