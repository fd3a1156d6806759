package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

/** A statement in a function's resource policy. All its properties replace it. */
final class LambdaPermission implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::Permission";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.only(resource.properties(), "Action", "Principal", "SourceAccount", "SourceArn");
        Lambda.call(
                resource,
                "POST",
                Lambda.path(resource) + "/policy",
                input.put("StatementId", resource.generatedName()));
        return resource.generatedName();
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.generatedName());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {}

    @Override
    public void delete(Provision resource) {
        Lambda.delete(resource, Lambda.path(resource) + "/policy/" + Lambda.encoded(resource.id()));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Id", resource.id());
    }
}
