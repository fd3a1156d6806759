package dev.vitrine.web.upload;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import java.util.ArrayList;
import java.util.List;

/** Counts the rows of an upload that will be rejected, and keeps the first of them. */
final class RowCheck {
    private final RowReader reader;
    private final List<CheckReport.Problem> first = new ArrayList<>();
    private long rows;
    private long rejected;

    RowCheck(Schema schema, List<String> columns) {
        this.reader = RowReader.of(schema, columns);
    }

    void row(List<String> cells) {
        rows++;
        if (reader.read(rows, cells) instanceof RowReader.Result.Unread(Outcome.Rejected reject)) {
            rejected++;
            if (first.size() < CheckReport.MAX_PROBLEMS) {
                first.add(new CheckReport.Problem(rows, reject.column(), reject.value(), reject.reason()));
            }
        }
    }

    CheckReport report() {
        return new CheckReport(rows, rejected, first);
    }
}
