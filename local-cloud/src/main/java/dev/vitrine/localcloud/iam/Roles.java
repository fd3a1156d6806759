package dev.vitrine.localcloud.iam;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Optional;

/** The roles that there are. */
final class Roles {
    private final JsonTable<Role> table;

    Roles(StateFile state) {
        table = state.table("roles", Role.class);
    }

    Optional<Role> find(String name) {
        return table.get(name);
    }

    Role get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new AwsException(404, "NoSuchEntity", "The role with name " + name + " cannot be found."));
    }

    List<Role> all() {
        return table.values();
    }

    void put(Role role) {
        table.put(role.name(), role);
    }

    void remove(Role role) {
        table.remove(role.name());
    }
}
