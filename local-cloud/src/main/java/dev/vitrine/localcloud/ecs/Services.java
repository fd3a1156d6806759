package dev.vitrine.localcloud.ecs;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Optional;

/** The services. Whoever changes one holds this object's monitor from reading it to storing it. */
final class Services {
    private final JsonTable<Service> table;
    private final Tasks tasks;

    Services(StateFile state, Tasks tasks) {
        this.table = state.table("services", Service.class);
        this.tasks = tasks;
    }

    /** By name or ARN. */
    Optional<Service> find(String cluster, String nameOrArn) {
        return table.get(Service.key(cluster, Arns.lastPart(nameOrArn)));
    }

    List<Service> all() {
        return table.values();
    }

    List<Service> of(String cluster) {
        return all().stream().filter(it -> it.cluster().equals(cluster)).toList();
    }

    void put(Service service) {
        table.put(service.key(), service);
    }

    void remove(Service service) {
        table.remove(service.key());
    }

    /** The tasks of a service, running and stopped, the oldest first. */
    List<Task> tasks(Service service) {
        Optional<String> name = Optional.of(service.name());
        return tasks.list(service.cluster()).stream()
                .filter(it -> it.service().equals(name))
                .filter(it -> it.times().created() >= service.createdAt())
                .toList();
    }
}
