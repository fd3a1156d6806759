package dev.vitrine.web.tensor;

import dev.vitrine.common.prototype.FieldType;
import java.util.EnumSet;
import java.util.Set;

/** Datatypes of tensors, by the names of the protocol. */
enum Datatype {
    BOOL,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    INT8,
    INT16,
    INT32,
    INT64,
    FP16,
    FP32,
    FP64,
    BYTES;

    private static final Set<Datatype> WHOLE = EnumSet.range(UINT8, INT64);
    private static final Set<Datatype> NUMBERS = EnumSet.range(UINT8, FP64);

    /** The datatype that values of this type are given in. */
    static Datatype of(FieldType type) {
        return switch (type) {
            case FieldType.Real ignored -> FP64;
            case FieldType.Vector ignored -> FP64;
            case FieldType.Whole ignored -> INT64;
            case FieldType.Bool ignored -> BOOL;
            case FieldType.Category ignored -> BYTES;
            case FieldType.Text ignored -> BYTES;
            case FieldType.Date ignored -> BYTES;
            case FieldType.Image ignored -> BYTES;
        };
    }

    /** Whether a tensor of this datatype may hold values that are declared as {@code wanted}. */
    boolean serves(Datatype wanted) {
        return this == wanted
                || (wanted == FP64 && NUMBERS.contains(this))
                || (wanted == INT64 && WHOLE.contains(this));
    }
}
