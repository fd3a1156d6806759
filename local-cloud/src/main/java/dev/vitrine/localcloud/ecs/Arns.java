package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.process.ChildEnvironment;

/** The names of ECS's resources. */
final class Arns {
    private static final String PREFIX =
            "arn:aws:ecs:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":";

    private Arns() {}

    static String cluster(String name) {
        return PREFIX + "cluster/" + name;
    }

    static String taskDefinition(String family, int revision) {
        return PREFIX + "task-definition/" + family + ":" + revision;
    }

    static String task(String cluster, String id) {
        return PREFIX + "task/" + cluster + "/" + id;
    }

    static String service(String cluster, String name) {
        return PREFIX + "service/" + cluster + "/" + name;
    }

    static String container(String cluster, String task, String name) {
        return PREFIX + "container/" + cluster + "/" + task + "/" + name;
    }

    /** What stands after the last slash of an ARN; other text is a name already. */
    static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
