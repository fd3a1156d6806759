package dev.vitrine.web.upload;

import dev.vitrine.web.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: drops a byte order mark and refuses what is no text with a sentence that names line and byte. */
final class Utf8Reader extends Reader {
    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private long before;
    private long line = 1;
    private char kept;
    private boolean started;
    private boolean ended;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] chars, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (kept != 0) {
            chars[from] = kept;
            kept = 0;
            return 1;
        }
        if (!started) {
            start();
        }
        CharBuffer out = CharBuffer.wrap(chars, from, length).slice();
        while (true) {
            CoderResult result = decoder.decode(bytes, out, ended);
            int read = out.position();
            check(chars, from, read);
            if (result.isError()) {
                throw notUtf8();
            }
            if (read > 0) {
                return read;
            }
            if (ended) {
                return -1;
            }
            if (result.isOverflow()) {
                return readPair(chars, from);
            }
            fill();
        }
    }

    /** A character outside the basic plane is two chars: hands out the first and keeps the second for the next call. */
    private int readPair(char[] chars, int from) {
        CharBuffer pair = CharBuffer.allocate(2);
        decoder.decode(bytes, pair, ended);
        chars[from] = pair.get(0);
        kept = pair.get(1);
        return 1;
    }

    private void start() throws IOException {
        started = true;
        while (bytes.remaining() < 4 && !ended) {
            fill();
        }
        refuseOtherFormats();
        if (starts(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
        }
    }

    private void refuseOtherFormats() {
        if (starts('P', 'K', 3, 4)) {
            throw TableException.unsupported("text.excel");
        }
        if (starts(0xD0, 0xCF, 0x11, 0xE0)) {
            throw TableException.unsupported("text.old-excel");
        }
        if (starts(0x1F, 0x8B)) {
            throw TableException.unsupported("text.gzip");
        }
        if (starts('P', 'A', 'R', '1')) {
            throw TableException.unsupported("text.parquet");
        }
        if (starts(0xFF, 0xFE) || starts(0xFE, 0xFF) || isWide(0) || isWide(1)) {
            throw TableException.unsupported("text.utf-16");
        }
    }

    /** Whether the text begins with Latin letters of two bytes each, the zeros at even or at odd places. */
    private boolean isWide(int zero) {
        for (int i = 0; i < 4; i++) {
            if (bytes.remaining() < 4 || (bytes.get(bytes.position() + i) == 0) != (i % 2 == zero)) {
                return false;
            }
        }
        return true;
    }

    private boolean starts(int... signature) {
        if (bytes.remaining() < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((bytes.get(bytes.position() + i) & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        before += bytes.position();
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private void check(char[] chars, int from, int count) {
        for (int i = from; i < from + count; i++) {
            char c = chars[i];
            if (c == '\n') {
                line++;
            } else if (c == 0) {
                throw TableException.unsupported("text.nul", Texts.number(line));
            }
        }
    }

    private TableException notUtf8() {
        return TableException.unsupported("text.byte", Texts.number(line), Texts.number(before + bytes.position() + 1));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
