package dev.vitrine.packaging.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@code make destroy}: deletes all stacks, after a person has typed the account; the table and the bucket are kept, for a
 * later deploy to take over, unless their deletion is asked for too.
 */
record Destruction(Settings settings, Target target, Stacks stacks, Clients clients, Narrator narrator) {
    /** Returns whether it was done; false when the person thought better of it. */
    boolean run(BufferedReader answers) throws IOException {
        boolean data = settings.value("DATA").isPresent();
        List<Stack> all = stacks.all();
        if (all.isEmpty() && !data) {
            narrator.say("There is nothing of Vitrine in account " + target.account() + ", " + target.region() + ".");
            return true;
        }
        narrator.say("This deletes from account " + target.account() + ", " + target.region() + ":");
        all.forEach(stack -> narrator.say("  stack " + stack.stackName()));
        String kept = "the table " + Target.TABLE + " and the bucket " + target.bucket();
        narrator.say(
                data
                        ? "  and with them " + kept + ": every job, result and correction"
                        : "It keeps " + kept + ", which a later deploy takes over; DATA=1 deletes them too.");
        if (!confirmed(answers)) {
            narrator.say("Nothing was deleted.");
            return false;
        }
        stopWorkers();
        List<String> names = new ArrayList<>(all.stream().map(Stack::stackName).toList());
        // The shared stack last: the others stand on its exports.
        names.sort((a, b) -> Boolean.compare(a.equals(Target.SHARED_STACK), b.equals(Target.SHARED_STACK)));
        names.forEach(stacks::delete);
        new FrontendSecrets(clients.secrets(), settings).delete(true);
        if (data) {
            deleteTable();
            deleteBucket();
        }
        return true;
    }

    private boolean confirmed(BufferedReader answers) throws IOException {
        if (settings.value("YES").isPresent()) {
            return true;
        }
        narrator.say("Type the account's number to go on, anything else to stop:");
        String answer = answers.readLine();
        return answer != null && answer.strip().equals(target.account());
    }

    /** A cluster is not deleted while tasks run in it. */
    private void stopWorkers() {
        try {
            for (String task : clients.ecs()
                    .listTasks(request -> request.cluster(Target.CLUSTER))
                    .taskArns()) {
                clients.ecs()
                        .stopTask(request ->
                                request.cluster(Target.CLUSTER).task(task).reason("make destroy"));
            }
        } catch (ClusterNotFoundException e) {
            // Then none runs in it.
        }
    }

    private void deleteTable() {
        try {
            clients.dynamoDb().deleteTable(request -> request.tableName(Target.TABLE));
            narrator.outcome(Narrator.Change.DELETED, "table " + Target.TABLE, "");
        } catch (ResourceNotFoundException e) {
            // As it should be.
        }
    }

    private void deleteBucket() {
        try {
            clients.s3().listObjectsV2Paginator(request -> request.bucket(target.bucket())).stream()
                    .filter(page -> !page.contents().isEmpty())
                    .forEach(page -> clients.s3().deleteObjects(request -> request.bucket(target.bucket())
                            .delete(delete -> delete.quiet(true)
                                    .objects(page.contents().stream()
                                            .map(S3Object::key)
                                            .map(key -> ObjectIdentifier.builder()
                                                    .key(key)
                                                    .build())
                                            .toList()))));
            clients.s3().deleteBucket(request -> request.bucket(target.bucket()));
            narrator.outcome(Narrator.Change.DELETED, "bucket " + target.bucket(), "");
        } catch (NoSuchBucketException e) {
            // As it should be.
        }
    }
}
