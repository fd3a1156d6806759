package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.QueryForm;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.metrics.MetricSink;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Elastic Load Balancing: what it answers to, action by action. */
public final class LoadBalancingService implements QueryService {
    private final StateFile state;
    private final TargetPools pools;
    private final ListenerServers servers;
    private final LoadBalancerOperations loadBalancers;
    private final TargetGroupOperations targetGroups;
    private final TargetOperations targets;
    private final ListenerOperations listeners;
    private final TagOperations tags;

    /**
     * Opens the state, the listeners' ports and the health checks.
     *
     * @param folder this service's alone
     * @param second how long a second of a health check's settings lasts; tests make it short
     * @param metrics where it is told how requests go
     */
    public LoadBalancingService(Path folder, Duration second, MetricSink metrics, Clock clock) {
        state = StateFile.open(folder.resolve("elb.mv"));
        Inventory inventory = new Inventory(state);
        pools = new TargetPools(inventory, second);
        servers = new ListenerServers(inventory, pools, metrics);
        loadBalancers = new LoadBalancerOperations(inventory, servers, clock);
        targetGroups = new TargetGroupOperations(inventory, pools);
        targets = new TargetOperations(inventory, pools);
        listeners = new ListenerOperations(inventory, servers);
        tags = new TagOperations(inventory);
        pools.resume();
        servers.resume();
    }

    /** The targets, for what registers them. */
    public Targets targets() {
        return pools;
    }

    @Override
    public String name() {
        return "elasticloadbalancing";
    }

    @Override
    public String version() {
        return "2015-12-01";
    }

    @Override
    public String xmlNamespace() {
        return "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
    }

    @Override
    public synchronized ObjectNode call(String action, Map<String, String> parameters) {
        ObjectNode input = QueryForm.tree(parameters);
        return switch (action) {
            case "CreateLoadBalancer" -> loadBalancers.create(input);
            case "DescribeLoadBalancers" -> loadBalancers.describe(input);
            case "DeleteLoadBalancer" -> loadBalancers.delete(input);
            case "DescribeLoadBalancerAttributes" -> loadBalancers.attributes(input);
            case "ModifyLoadBalancerAttributes" -> loadBalancers.modifyAttributes(input);
            case "SetSubnets" -> loadBalancers.setSubnets(input);
            case "SetSecurityGroups" -> loadBalancers.setSecurityGroups(input);
            case "CreateTargetGroup" -> targetGroups.create(input);
            case "DescribeTargetGroups" -> targetGroups.describe(input);
            case "ModifyTargetGroup" -> targetGroups.modify(input);
            case "DeleteTargetGroup" -> targetGroups.delete(input);
            case "DescribeTargetGroupAttributes" -> targetGroups.attributes(input);
            case "ModifyTargetGroupAttributes" -> targetGroups.modifyAttributes(input);
            case "RegisterTargets" -> targets.register(input);
            case "DeregisterTargets" -> targets.deregister(input);
            case "DescribeTargetHealth" -> targets.health(input);
            case "CreateListener" -> listeners.create(input);
            case "DescribeListeners" -> listeners.describe(input);
            case "ModifyListener" -> listeners.modify(input);
            case "DeleteListener" -> listeners.delete(input);
            case "AddTags" -> tags.add(input);
            case "RemoveTags" -> tags.remove(input);
            case "DescribeTags" -> tags.describe(input);
            default ->
                throw AwsException.badRequest(
                        "InvalidAction", "Could not find operation " + action + " for version " + version());
        };
    }

    @Override
    public void close() {
        try {
            servers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pools.close();
            state.close();
        }
    }
}
