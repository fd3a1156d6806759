package dev.vitrine.web.page;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Viewer;
import dev.vitrine.web.catalog.Served;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The page on which answers are judged.
 *
 * @param jobs that can be reviewed, newest first
 * @param job whose rows are shown
 * @param call the realtime call whose rows are shown; the latest of all calls when there is no job either
 * @param show which of the job's rows: {@code sample}, {@code all} or {@code disagreements}
 * @param at the place of the answer to begin with, from 0; the first that this person has not judged when empty
 */
public record ReviewPage(
        Frame frame,
        Served served,
        List<Job> jobs,
        Optional<Job> job,
        Optional<String> call,
        String show,
        OptionalLong at) {
    /** The page at one answer. */
    public static String address(String prototype, String predictionId) {
        return "/prototypes/" + prototype + "/review?at=" + predictionId;
    }

    /** Whether this person judges, rather than only looks. */
    public boolean mayJudge() {
        return frame.viewer().filter(Viewer::mayReview).isPresent();
    }

    /** Where the answers to review come from. */
    public String items() {
        return "/prototypes/" + served.name() + "/review/items?"
                + job.map(one -> "job=" + one.id() + "&show=" + show)
                        .or(() -> call.map(id -> "call=" + id))
                        .orElse("");
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
