package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.Served;
import java.util.List;
import java.util.Optional;

/**
 * The page on which answers are judged.
 *
 * @param jobs that can be reviewed, newest first
 * @param job whose rows are shown; the latest realtime answers when empty
 * @param show which of its rows: {@code sample}, {@code all} or {@code disagreements}
 */
public record ReviewPage(Frame frame, Served served, List<Job> jobs, Optional<Job> job, String show) {
    /** Where the answers to review come from. */
    public String items() {
        return "/prototypes/" + served.name() + "/review/items?"
                + job.map(one -> "job=" + one.id() + "&show=" + show).orElse("");
    }

    /** Parameters of an export that name the job, if there is one. */
    public String ofJob() {
        return job.map(one -> "&job=" + one.id()).orElse("");
    }

    /** The outputs as the script needs them to let a person correct one: JSON. */
    public String outputs() {
        var list = Json.MAPPER.createArrayNode();
        for (Field field : served.prototype().outputs().fields()) {
            var one = list.addObject()
                    .put("name", field.name())
                    .put("label", field.label())
                    .put("type", field.type().word());
            field.unit().ifPresent(unit -> one.put("unit", unit));
            if (field.type() instanceof FieldType.Category category) {
                category.values().forEach(one.putArray("values")::add);
            }
        }
        return list.toString();
    }
}
