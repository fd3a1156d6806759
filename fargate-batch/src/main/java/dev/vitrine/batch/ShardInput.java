package dev.vitrine.batch;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.vitrine.common.job.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The rows of a shard, read from its file block by block. A file that is not what was submitted is refused. */
final class ShardInput implements AutoCloseable {
    private static final int LONGEST_RECORD = 64 * 1024 * 1024;

    private final Claim claim;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private int read;

    ShardInput(Claim claim, Path file) {
        this.claim = claim;
        try {
            csv = CsvReader.builder()
                    .skipEmptyLines(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .maxBufferSize(LONGEST_RECORD)
                    .ofCsvRecord(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        records = csv.iterator();
        if (!hasNext() || !records.next().getFields().equals(claim.job().columns())) {
            throw damaged("its header is not the job's");
        }
    }

    /** At most so many of the next rows; none at the end. */
    List<List<String>> next(int most) {
        List<List<String>> rows = new ArrayList<>(most);
        while (rows.size() < most && hasNext()) {
            rows.add(records.next().getFields());
        }
        read += rows.size();
        int expected = claim.shard().rows();
        if (read > expected || (rows.isEmpty() && read < expected)) {
            throw damaged(
                    read > expected
                            ? "it holds more than its " + expected + " rows"
                            : "it holds only " + read + " of " + expected + " rows");
        }
        return rows;
    }

    private boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private AttemptFailedException damaged(String how) {
        return new AttemptFailedException("the stored input is damaged (" + how + "); upload the table again", null);
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
