package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class LambdaAlias implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = input(resource);
        input.set("Name", resource.get("Name"));
        return Lambda.call(resource, "POST", Lambda.path(resource) + "/aliases", input)
                .path("AliasArn")
                .asText();
    }

    @Override
    public void complete(Provision resource) {
        Lambda.provision(resource, alias(resource), Json.object());
    }

    private static ObjectNode input(Provision resource) {
        ObjectNode input = Trees.only(resource.properties(), "Description", "FunctionVersion");
        ObjectNode weights = input.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        resource.get("RoutingConfig")
                .path("AdditionalVersionWeights")
                .forEach(weight -> weights.set(weight.path("FunctionVersion").asText(), weight.path("FunctionWeight")));
        return input;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.ofNullable(
                Lambda.get(resource, path(resource)).path("AliasArn").textValue());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        Lambda.call(resource, "PUT", path(resource), input(resource));
        Lambda.provision(resource, alias(resource), before);
    }

    @Override
    public boolean isStable(Provision resource) {
        return Lambda.isProvisioned(resource, alias(resource));
    }

    @Override
    public void delete(Provision resource) {
        Lambda.delete(resource, path(resource));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("AliasArn", resource.id());
    }

    private static String path(Provision resource) {
        return Lambda.path(resource) + "/aliases/" + Lambda.encoded(alias(resource));
    }

    private static String alias(Provision resource) {
        return resource.get("Name").asText();
    }
}
