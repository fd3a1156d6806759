package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Calls;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.QueryForm;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** CloudFormation: what it answers to, operation by operation. */
public final class CloudFormationService implements QueryService {
    private final StateFile state;
    private final Deployments deployments;
    private final StackOperations stacks;
    private final ChangeSetOperations changeSets;
    private final Reads reads;

    /**
     * Opens the state and goes on with the operations that were under way.
     *
     * @param folder for the state of CloudFormation, this service's alone
     * @param calls the services that resources are made with; they must answer soon
     */
    public CloudFormationService(Path folder, Calls calls, Clock clock) {
        state = StateFile.open(folder.resolve("cloudformation.mv"));
        StackStore store = new StackStore(state, clock);
        Exports exports = new Exports(store);
        StackInput inputs = new StackInput(calls);
        deployments = new Deployments(store, exports, calls, Pace.defaults());
        stacks = new StackOperations(store, inputs, exports, deployments);
        changeSets = new ChangeSetOperations(store, inputs, exports, stacks);
        reads = new Reads(store, inputs, exports);
        deployments.resume();
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public String version() {
        return "2010-05-15";
    }

    @Override
    public String xmlNamespace() {
        return "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    }

    @Override
    public ObjectNode call(String action, Map<String, String> parameters) {
        ObjectNode input = QueryForm.tree(parameters);
        return switch (action) {
            case "CreateStack" -> stacks.create(input);
            case "UpdateStack" -> stacks.update(input);
            case "DeleteStack" -> stacks.delete(input);
            case "ContinueUpdateRollback" -> stacks.continueRollback(input);
            case "UpdateTerminationProtection" -> stacks.protect(input);
            case "CreateChangeSet" -> changeSets.create(input);
            case "DescribeChangeSet" -> changeSets.describe(input);
            case "ExecuteChangeSet" -> executed(changeSets.execute(input));
            case "DeleteChangeSet" -> changeSets.delete(input);
            case "ListChangeSets" -> changeSets.list(input);
            case "DescribeStacks" -> reads.describeStacks(input);
            case "ListStacks" -> reads.listStacks(input);
            case "DescribeStackEvents" -> reads.events(input);
            case "DescribeStackResource" -> reads.resource(input);
            case "DescribeStackResources" -> reads.resources(input);
            case "ListStackResources" -> reads.listResources(input);
            case "GetTemplate" -> reads.template(input);
            case "GetTemplateSummary" -> reads.templateSummary(input);
            case "ValidateTemplate" -> reads.validate(input);
            case "ListExports" -> reads.exports(input);
            case "ListImports" -> reads.imports(input);
            default ->
                throw AwsException.badRequest(
                        "InvalidAction", "Could not find operation " + action + " for version " + version());
        };
    }

    /**
     * Answers when the stack is ready, if that is soon: the command line looks at once, and the next time after half a
     * minute.
     */
    private ObjectNode executed(String stackId) {
        try {
            deployments.awaitBriefly(stackId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Json.object();
    }

    @Override
    public void close() {
        deployments.close();
        state.close();
    }
}
