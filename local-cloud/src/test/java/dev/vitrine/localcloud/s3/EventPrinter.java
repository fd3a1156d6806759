package dev.vitrine.localcloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** A function that prints what a bucket tells it. */
public final class EventPrinter {
    public String handle(Map<String, Object> event) {
        JsonNode records = new ObjectMapper().valueToTree(event);
        for (JsonNode record : records.path("Records")) {
            JsonNode object = record.path("s3").path("object");
            System.out.println(record.path("eventName").asText() + " "
                    + record.path("s3").path("bucket").path("name").asText() + " "
                    + object.path("key").asText() + " " + object.path("size").asText("-"));
        }
        return "";
    }
}
