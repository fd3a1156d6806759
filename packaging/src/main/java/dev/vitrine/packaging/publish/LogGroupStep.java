package dev.vitrine.packaging.publish;

import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Sees to a log group whose lines are kept for a while and not for ever. */
record LogGroupStep(CloudWatchLogsClient logs, String group) implements Step {
    private static final int DAYS = 30;

    @Override
    public Done run() {
        Optional<LogGroup> found =
                logs.describeLogGroups(request -> request.logGroupNamePrefix(group)).logGroups().stream()
                        .filter(candidate -> candidate.logGroupName().equals(group))
                        .findFirst();
        if (found.isEmpty()) {
            logs.createLogGroup(request -> request.logGroupName(group));
        }
        // Whoever chose another retention keeps it.
        boolean chosen = found.map(LogGroup::retentionInDays).isPresent();
        if (!chosen) {
            logs.putRetentionPolicy(request -> request.logGroupName(group).retentionInDays(DAYS));
        }
        Change change = found.isEmpty() ? Change.NEW : chosen ? Change.UNCHANGED : Change.CHANGED;
        return new Done("log group " + group, change);
    }
}
