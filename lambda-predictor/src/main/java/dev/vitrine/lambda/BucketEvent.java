package dev.vitrine.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.RealtimeJson;
import java.util.Map;
import java.util.Optional;

/** What S3 tells a function of its bucket: there is something new, so have it ready. */
final class BucketEvent {
    private BucketEvent() {}

    /** True for an event of S3. */
    static boolean isThis(byte[] event) {
        JsonNode records = RealtimeJson.read(event, JsonNode.class).path("Records");
        return records.path(0).path("eventSource").asText().equals("aws:s3");
    }

    /** The answer, which nobody waits for but a log may show. */
    static byte[] answer(Optional<String> loaded) {
        return RealtimeJson.write(Map.of("loaded", loaded.orElse("")));
    }
}
