package dev.vitrine.common.aws;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.common.log.LogPage;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.common.log.LogUnavailableException;
import dev.vitrine.common.log.LogUnavailableException.Kind;
import dev.vitrine.common.log.StreamPage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** {@link LogReader} on CloudWatch Logs. */
public final class CloudWatchLogReader implements LogReader {
    private static final int PAGE = 10_000;

    /** A page may be empty although older ones are not. */
    private static final int PAGES_BACK = 4;

    private final CloudWatchLogsClient logs;

    public CloudWatchLogReader(CloudWatchLogsClient logs) {
        this.logs = logs;
    }

    @Override
    public List<String> streams(String group, String prefix) {
        return call(group, () -> logs
                .describeLogStreamsPaginator(
                        request -> request.logGroupName(group).logStreamNamePrefix(prefix.isEmpty() ? null : prefix))
                .logStreams()
                .stream()
                .map(LogStream::logStreamName)
                .toList());
    }

    @Override
    public LogPage filter(String group, LogStreams streams, long from, long to, Optional<String> token) {
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
                .logGroupName(group)
                .startTime(from)
                .endTime(to == Long.MAX_VALUE ? null : to)
                .limit(PAGE)
                .nextToken(token.orElse(null));
        switch (streams) {
            case LogStreams.All() -> {}
            case LogStreams.Prefix(String prefix) -> request.logStreamNamePrefix(prefix);
            case LogStreams.Named(List<String> names) -> request.logStreamNames(names);
        }
        FilterLogEventsResponse answer = call(group, () -> logs.filterLogEvents(request.build()));
        List<LogEvent> events = answer.events().stream()
                .map(event -> new LogEvent(
                        event.logStreamName(),
                        event.timestamp(),
                        event.ingestionTime(),
                        event.eventId(),
                        event.message()))
                .toList();
        return new LogPage(events, Optional.ofNullable(answer.nextToken()));
    }

    @Override
    public StreamPage read(String group, String stream, long from, Optional<String> token) {
        GetLogEventsResponse answer = call(
                group,
                () -> logs.getLogEvents(request -> request.logGroupName(group)
                        .logStreamName(stream)
                        .startTime(from)
                        .startFromHead(true)
                        .limit(PAGE)
                        .nextToken(token.orElse(null))));
        List<LogEvent> events =
                answer.events().stream().map(event -> event(stream, event)).toList();
        boolean atEnd = token.isPresent() && token.get().equals(answer.nextForwardToken());
        return new StreamPage(events, answer.nextForwardToken(), atEnd);
    }

    @Override
    public Optional<LogEvent> last(String group, String stream) {
        Optional<String> back = Optional.empty();
        for (int page = 0; page < PAGES_BACK; page++) {
            Optional<String> token = back;
            GetLogEventsResponse answer = call(
                    group,
                    () -> logs.getLogEvents(request -> request.logGroupName(group)
                            .logStreamName(stream)
                            .startFromHead(false)
                            .limit(1)
                            .nextToken(token.orElse(null))));
            if (answer.hasEvents() && !answer.events().isEmpty()) {
                return Optional.of(event(stream, answer.events().getLast()));
            }
            back = Optional.ofNullable(answer.nextBackwardToken());
            if (back.isEmpty() || back.equals(token)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static LogEvent event(String stream, OutputLogEvent event) {
        return new LogEvent(stream, event.timestamp(), event.ingestionTime(), "", event.message());
    }

    private static <T> T call(String group, Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException e) {
            throw unavailable(Kind.NOT_FOUND, group, "nothing has been printed there yet, or it was deleted", e);
        } catch (AwsServiceException e) {
            Kind kind = e.isThrottlingException()
                    ? Kind.THROTTLED
                    : e.statusCode() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
            throw unavailable(kind, group, SdkErrors.inOneLine(e), e);
        } catch (SdkException e) {
            throw unavailable(Kind.UNREACHABLE, group, SdkErrors.inOneLine(e), e);
        }
    }

    private static LogUnavailableException unavailable(Kind kind, String group, String why, @Nullable Throwable cause) {
        return new LogUnavailableException(kind, "the log " + group + " cannot be read: " + why, cause);
    }
}
