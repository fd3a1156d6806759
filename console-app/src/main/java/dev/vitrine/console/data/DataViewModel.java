package dev.vitrine.console.data;

import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;

/** Bucket and table; what is chosen in the one that was used last is what the inspector tells. */
public final class DataViewModel extends Feature {
    private final BucketViewModel bucket;
    private final TableViewModel table;
    private boolean showsTable;

    public DataViewModel(Desk desk) {
        bucket = new BucketViewModel(desk);
        table = new TableViewModel(desk);
        bucket.inspectionProperty().addListener((property, before, now) -> follow(bucket, !showsTable));
        bucket.commandsProperty().addListener((property, before, now) -> follow(bucket, !showsTable));
        table.inspectionProperty().addListener((property, before, now) -> follow(table, showsTable));
        bucket.asOfProperty().addListener((property, before, now) -> follow(bucket, !showsTable));
        table.asOfProperty().addListener((property, before, now) -> follow(table, showsTable));
        table.commandsProperty().addListener((property, before, now) -> follow(table, showsTable));
    }

    private void follow(Feature part, boolean seen) {
        if (seen) {
            inspect(part.inspectionProperty().get(), part.commandsProperty().get());
            part.asOfProperty().get().ifPresent(this::madeAt);
        }
    }

    public BucketViewModel bucket() {
        return bucket;
    }

    public TableViewModel table() {
        return table;
    }

    /** The person turned to the table ({@code true}) or to the bucket. */
    public void turn(boolean toTable) {
        showsTable = toTable;
        Feature seen = toTable ? table : bucket;
        seen.shown(true);
        follow(seen, true);
    }

    @Override
    public void refresh() {
        (showsTable ? table : bucket).refresh();
    }

    @Override
    public void shown(boolean visible) {
        (showsTable ? table : bucket).shown(visible);
    }
}
