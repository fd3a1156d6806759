package dev.vitrine.web.upload;

import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;

/**
 * How much one upload may hold.
 *
 * @param bytes of the file
 * @param rows below the header
 * @param columns of the header
 * @param cell characters of one cell
 */
public record UploadLimits(long bytes, long rows, int columns, int cell) {
    private static final int COLUMNS = 16_000;
    private static final int CELL = 100_000;

    /** The limits of a prototype's uploads; cells are larger where it takes pictures. */
    public static UploadLimits of(Prototype prototype, long bytes) {
        int cell = CELL;
        for (Field field : prototype.inputs().fields()) {
            if (field.type() instanceof FieldType.Image image) {
                cell = Math.max(cell, image.maxBytes() / 3 * 4 + 16);
            }
        }
        long rows = (long) JobSubmission.MAX_SHARDS * prototype.batch().rowsPerShard();
        return new UploadLimits(bytes, rows, COLUMNS, cell);
    }
}
