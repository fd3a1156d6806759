package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class Budget implements ResourceType {
    @Override
    public String name() {
        return "AWS::Budgets::Budget";
    }

    @Override
    public String create(Provision resource) {
        String name = existing(resource).orElseThrow();
        ObjectNode input = account();
        input.set("Budget", budget(resource, name));
        if (resource.has("NotificationsWithSubscribers")) {
            input.set("NotificationsWithSubscribers", resource.get("NotificationsWithSubscribers"));
        }
        call(resource, "CreateBudget", input);
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.get("Budget").path("BudgetName").asText(resource.generatedName()));
    }

    private static ObjectNode budget(Provision resource, String name) {
        ObjectNode budget = resource.get("Budget").deepCopy();
        if (budget.path("BudgetLimit") instanceof ObjectNode limit) {
            limit.put("Amount", limit.path("Amount").asText());
        }
        return budget.put("BudgetName", name);
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        call(resource, "UpdateBudget", account().set("NewBudget", budget(resource, resource.id())));
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(resource, "DeleteBudget", account().put("BudgetName", resource.id())));
    }

    private static ObjectNode account() {
        return Json.object().put("AccountId", Provision.ACCOUNT);
    }

    private static void call(Provision resource, String operation, JsonNode input) {
        resource.calls().json("AWSBudgetServiceGateway", operation, (ObjectNode) input);
    }
}
