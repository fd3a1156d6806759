package dev.vitrine.packaging.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.packaging.template.Resource;
import dev.vitrine.packaging.template.TemplateException;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a service runs a day, by the scheduled actions that stop and start it. */
final class Awake {
    private static final Pattern DAILY = Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}) \\* \\* \\? \\*\\)");
    private static final double HOURS_PER_DAY = 24;
    private static final double MINUTES_PER_HOUR = 60;

    private Awake() {}

    /** Hours, 0 to 24. */
    static double hoursADay(String service, Collection<Resource> resources) {
        double asleep = 0;
        for (Resource resource : resources) {
            JsonNode properties = resource.properties();
            if (resource.type().equals("AWS::ApplicationAutoScaling::ScalableTarget")
                    && properties.path("ResourceId").asText().endsWith("/" + service)) {
                asleep += asleep(properties.path("ScheduledActions"));
            }
        }
        return HOURS_PER_DAY - asleep;
    }

    private static double asleep(JsonNode actions) {
        if (actions.isEmpty()) {
            return 0;
        }
        double sleep = -1;
        double wake = -1;
        for (JsonNode action : actions) {
            if (action.at("/ScalableTargetAction/MaxCapacity").asInt(-1) == 0) {
                sleep = hour(action);
            } else {
                wake = hour(action);
            }
        }
        if (actions.size() != 2 || sleep < 0 || wake < 0) {
            throw new TemplateException("scheduled actions are one that stops the service and one that starts it");
        }
        return (wake - sleep + HOURS_PER_DAY) % HOURS_PER_DAY;
    }

    private static double hour(JsonNode action) {
        Matcher daily = DAILY.matcher(action.path("Schedule").asText());
        if (!daily.matches()) {
            throw new TemplateException("cannot tell how often " + action.path("Schedule") + " is; make it daily");
        }
        return Integer.parseInt(daily.group(2)) + Integer.parseInt(daily.group(1)) / MINUTES_PER_HOUR;
    }
}
