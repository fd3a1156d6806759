package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.OperationException;
import dev.vitrine.common.operation.Receipt;
import dev.vitrine.common.operation.ServiceOperations;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.common.operation.TaskOperations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** {@link ServiceOperations} on ECS. */
public final class EcsServices implements ServiceOperations {
    private static final int MOST_DESCRIBED = 10;
    /** Definitions that one listing looks up; each is looked up once. */
    private static final int MOST_LOOKED_UP = 40;

    private static final int MOST_KEPT = 5_000;

    private final EcsClient ecs;
    private final String cluster;
    private final TaskOperations tasks;
    private final Map<String, String> images = new ConcurrentHashMap<>();

    /** @param tasks knows what the definitions say */
    public EcsServices(EcsClient ecs, String cluster, TaskOperations tasks) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.tasks = tasks;
    }

    @Override
    public List<ServiceState> services(Consumer<List<ServiceState>> soFar) {
        return CloudProblems.call(
                "list the services", () -> {
                    List<String> arns = ecs
                            .listServicesPaginator(
                                    request -> request.cluster(cluster).maxResults(100))
                            .serviceArns()
                            .stream()
                            .toList();
                    List<ServiceState> services = new ArrayList<>(arns.size());
                    AtomicInteger lookUps = new AtomicInteger(MOST_LOOKED_UP);
                    for (int from = 0; from < arns.size(); from += MOST_DESCRIBED) {
                        List<String> some = arns.subList(from, Math.min(from + MOST_DESCRIBED, arns.size()));
                        for (Service service : ecs.describeServices(
                                        request -> request.cluster(cluster).services(some))
                                .services()) {
                            services.add(state(service, lookUps));
                        }
                        soFar.accept(List.copyOf(services));
                    }
                    services.sort(Comparator.comparing(ServiceState::name));
                    return List.copyOf(services);
                });
    }

    /** Blank while it is not known: also of a definition that may not be seen, or of a service that has none of its own. */
    private String image(@Nullable String definition, AtomicInteger lookUps) {
        if (definition == null) {
            return "";
        }
        String known = images.get(definition);
        if (known != null) {
            return known;
        }
        if (lookUps.getAndDecrement() <= 0) {
            return "";
        }
        if (images.size() >= MOST_KEPT) {
            images.clear();
        }
        String image = "";
        try {
            image = tasks.definition(definition).image();
        } catch (OperationException e) {
            if (e.kind() != CloudProblem.Kind.REFUSED) {
                throw e;
            }
        }
        images.put(definition, image);
        return image;
    }

    private ServiceState state(Service service, AtomicInteger lookUps) {
        return new ServiceState(
                service.serviceArn(),
                service.serviceName(),
                service.status(),
                service.desiredCount(),
                service.runningCount(),
                service.pendingCount(),
                orBlank(service.taskDefinition()),
                image(service.taskDefinition(), lookUps),
                List.of(),
                service.deployments().stream()
                        .map(deployment -> new ServiceState.Deployment(
                                deployment.id(),
                                orBlank(deployment.status()),
                                orBlank(deployment.rolloutStateAsString()),
                                orBlank(deployment.rolloutStateReason()),
                                orBlank(deployment.taskDefinition()),
                                deployment.desiredCount(),
                                deployment.runningCount(),
                                deployment.failedTasks() == null ? 0 : deployment.failedTasks(),
                                deployment.createdAt()))
                        .toList(),
                service.events().stream()
                        .map(event -> new ServiceState.Event(event.createdAt(), event.message()))
                        .toList(),
                service.loadBalancers().stream()
                        .map(LoadBalancer::targetGroupArn)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static String orBlank(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Receipt scale(String service, int desired) {
        return update("scale " + service, service, request -> request.desiredCount(desired));
    }

    @Override
    public Receipt deploy(String service, String definition) {
        return update("deploy " + service, service, request -> request.taskDefinition(definition)
                .forceNewDeployment(true));
    }

    private Receipt update(
            String doing, String service, java.util.function.Consumer<UpdateServiceRequest.Builder> change) {
        return CloudProblems.call(doing, () -> {
            UpdateServiceResponse response = ecs.updateService(request -> {
                request.cluster(cluster).service(service);
                change.accept(request);
            });
            return new Receipt(response.responseMetadata().requestId(), "");
        });
    }
}
