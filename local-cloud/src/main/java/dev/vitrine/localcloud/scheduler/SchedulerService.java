package dev.vitrine.localcloud.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.RestService;
import dev.vitrine.localcloud.http.Scope;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** EventBridge Scheduler's REST API. */
public final class SchedulerService implements RestService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY = 1024 * 1024;
    private static final int PAGE = 100;

    private final StateFile state;
    private final Schedules schedules;
    private final Runs runs;

    /**
     * Opens the state and begins to start what is due.
     *
     * @param folder for the schedules, this service's alone
     */
    public SchedulerService(Path folder, Starter starter, Clock clock) {
        state = StateFile.open(folder.resolve("scheduler.mv"));
        schedules = new Schedules(state, clock);
        runs = new Runs(state, schedules, starter, clock);
        runs.begin();
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.scope().map(Scope::service).filter("scheduler"::equals).isPresent();
    }

    @Override
    public AwsResponse call(AwsRequest request) {
        List<String> segments = request.segments();
        String resource = request.method() + " " + (segments.isEmpty() ? "" : segments.getFirst());
        if (segments.size() == 1) {
            return switch (resource) {
                case "GET schedules" -> AwsResponse.json(200, list(request));
                case "GET schedule-groups" -> AwsResponse.json(200, groups(request));
                default -> throw unknown(request);
            };
        }
        if (segments.size() != 2) {
            throw unknown(request);
        }
        String name = segments.get(1);
        return switch (resource) {
            case "POST schedules" -> AwsResponse.json(200, changed(schedules.create(name, input(request))));
            case "PUT schedules" -> AwsResponse.json(200, changed(schedules.update(name, input(request))));
            case "GET schedules" ->
                AwsResponse.json(200, schedules.require(group(request), name).json());
            case "DELETE schedules" -> {
                schedules.delete(group(request), name);
                yield AwsResponse.json(200, Json.object());
            }
            case "POST schedule-groups" ->
                AwsResponse.json(
                        200,
                        Json.object()
                                .put(
                                        "ScheduleGroupArn",
                                        arn(schedules.createGroup(
                                                name, Json.tags(input(request).path("Tags"))))));
            case "GET schedule-groups" -> AwsResponse.json(200, json(schedules.group(name)));
            case "DELETE schedule-groups" -> {
                schedules.deleteGroup(name);
                yield AwsResponse.json(200, Json.object());
            }
            case "GET tags" -> AwsResponse.json(200, tagsOf(name));
            default -> throw unknown(request);
        };
    }

    private ObjectNode changed(Schedule schedule) {
        runs.changed();
        return Json.object().put("ScheduleArn", schedule.arn());
    }

    private ObjectNode list(AwsRequest request) {
        Optional<String> group = request.query("ScheduleGroup");
        String prefix = request.query("NamePrefix").orElse("");
        Optional<String> wanted = request.query("State");
        List<ObjectNode> found = schedules.all().stream()
                .filter(schedule -> group.isEmpty() || schedule.group().equals(group.get()))
                .filter(schedule -> schedule.name().startsWith(prefix))
                .filter(schedule ->
                        wanted.isEmpty() || wanted.get().equals(schedule.isEnabled() ? "ENABLED" : "DISABLED"))
                .filter(schedule ->
                        schedule.key().compareTo(request.query("NextToken").orElse("")) > 0)
                .map(Schedule::summary)
                .toList();
        return page(request, "Schedules", found, "GroupName");
    }

    private ObjectNode groups(AwsRequest request) {
        String prefix = request.query("NamePrefix").orElse("");
        List<ObjectNode> found = schedules.groups().stream()
                .filter(group -> group.name().startsWith(prefix))
                .filter(group ->
                        group.name().compareTo(request.query("NextToken").orElse("")) > 0)
                .map(SchedulerService::json)
                .toList();
        return page(request, "ScheduleGroups", found, "");
    }

    /** @param parent the member that goes before the name in the token of the next page; empty for none */
    private static ObjectNode page(AwsRequest request, String member, List<ObjectNode> found, String parent) {
        int limit = Math.clamp(
                request.query("MaxResults")
                        .filter(text -> text.matches("\\d{1,5}"))
                        .map(Integer::parseInt)
                        .orElse(PAGE),
                1,
                PAGE);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(member);
        found.stream().limit(limit).forEach(page::add);
        if (found.size() > limit) {
            ObjectNode last = found.get(limit - 1);
            String name = last.path("Name").asText();
            answer.put(
                    "NextToken",
                    parent.isEmpty() ? name : Schedule.key(last.path(parent).asText(), name));
        }
        return answer;
    }

    private ObjectNode tagsOf(String arn) {
        ObjectNode answer = Json.object();
        answer.set(
                "Tags",
                Json.tags(
                        schedules.group(arn.substring(arn.lastIndexOf('/') + 1)).tags()));
        return answer;
    }

    private static ObjectNode json(Schedules.Group group) {
        return Json.object()
                .put("Arn", arn(group))
                .put("Name", group.name())
                .put("State", "ACTIVE")
                .put("CreationDate", group.createdAt() / 1000.0)
                .put("LastModificationDate", group.createdAt() / 1000.0);
    }

    private static String arn(Schedules.Group group) {
        return "arn:aws:scheduler:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":schedule-group/"
                + group.name();
    }

    private static String group(AwsRequest request) {
        return request.query("groupName").orElse(Schedule.DEFAULT_GROUP);
    }

    private static ObjectNode input(AwsRequest request) {
        try {
            byte[] body = request.body(MAX_BODY, () -> SchedulerErrors.invalid("The request is larger than 1 MB."));
            JsonNode node = body.length == 0 ? Json.object() : JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw SchedulerErrors.invalid("The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw SchedulerErrors.invalid("The body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsException unknown(AwsRequest request) {
        return new AwsException(
                404,
                "UnknownOperationException",
                "The Scheduler of the local cloud has no operation " + request.method() + " " + request.path() + ".");
    }

    @Override
    public void close() {
        runs.close();
        state.close();
    }
}
