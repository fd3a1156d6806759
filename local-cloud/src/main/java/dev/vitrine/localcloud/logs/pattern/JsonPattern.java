package dev.vitrine.localcloud.logs.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A condition on messages that are JSON objects; no other message matches. */
record JsonPattern(Condition condition) implements FilterPattern {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean matches(String message) {
        if (!message.stripLeading().startsWith("{")) {
            return false;
        }
        try {
            JsonNode event = JSON.readTree(message);
            return event.isObject() && condition.holds(event);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
