package dev.vitrine.common.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table answers, but not by an index that it lacks or is still filling; all else can be read and written. */
public final class IndexUnavailableException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    private final String index;
    private final boolean building;
    private final Instant since;

    /**
     * @param building whether it comes by itself
     * @param since when this was seen first; it may have begun earlier
     */
    public IndexUnavailableException(
            String message, String index, boolean building, Instant since, @Nullable Throwable cause) {
        super(message, cause);
        this.index = index;
        this.building = building;
        this.since = since;
    }

    public String index() {
        return index;
    }

    /** Whether it is being filled and so comes by itself; else somebody has to add it. */
    public boolean isBuilding() {
        return building;
    }

    /** When this was seen first; it may have begun earlier. */
    public Instant since() {
        return since;
    }
}
