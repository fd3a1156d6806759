package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** A published version: each change but that of provisioned concurrency publishes another. */
final class LambdaVersion implements ResourceType {
    @Override
    public String name() {
        return "AWS::Lambda::Version";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.only(resource.properties(), "CodeSha256", "Description");
        return Lambda.call(resource, "POST", Lambda.path(resource) + "/versions", input)
                .path("FunctionArn")
                .asText();
    }

    @Override
    public void complete(Provision resource) {
        update(resource, Json.object());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        Lambda.provision(resource, version(resource.id()), before);
    }

    @Override
    public boolean isStable(Provision resource) {
        return Lambda.isProvisioned(resource, version(resource.id()));
    }

    @Override
    public void delete(Provision resource) {
        Lambda.delete(resource, Lambda.path(resource) + "?Qualifier=" + version(resource.id()));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Version", version(resource.id())).put("FunctionArn", resource.id());
    }

    private static String version(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
