package dev.vitrine.localcloud.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;

/** Budgets: what it answers to. The bill of this cloud is always nought. */
public final class BudgetsService implements JsonService {
    private final StateFile state;
    private final JsonTable<ObjectNode> budgets;

    /** @param folder for the state of budgets, this service's alone */
    public BudgetsService(Path folder) {
        state = StateFile.open(folder.resolve("budgets.mv"));
        budgets = state.table("budgets", ObjectNode.class);
    }

    @Override
    public String targetPrefix() {
        return "AWSBudgetServiceGateway";
    }

    @Override
    public synchronized JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateBudget" -> create(input);
            case "UpdateBudget" -> update(input);
            case "DeleteBudget" -> {
                String name = input.path("BudgetName").asText();
                find(name);
                budgets.remove(name);
                yield Json.object();
            }
            case "DescribeBudget" ->
                Json.object()
                        .set("Budget", find(input.path("BudgetName").asText()).get("Budget"));
            case "DescribeBudgets" -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                budgets.values().forEach(budget -> all.add(budget.get("Budget")));
                yield Json.object().set("Budgets", all);
            }
            case "DescribeNotificationsForBudget" -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                find(input.path("BudgetName").asText())
                        .path("NotificationsWithSubscribers")
                        .forEach(notification -> all.add(notification.path("Notification")));
                yield Json.object().set("Notifications", all);
            }
            default -> throw AwsException.unknownOperation("Budgets", operation);
        };
    }

    private ObjectNode create(ObjectNode input) {
        String name = input.path("Budget").path("BudgetName").asText();
        check(input.path("Budget"), name);
        if (budgets.get(name).isPresent()) {
            throw AwsException.badRequest(
                    "DuplicateRecordException", "Error creating budget: " + name + " - the budget already exists.");
        }
        budgets.put(name, spent(input));
        return Json.object();
    }

    private ObjectNode update(ObjectNode input) {
        String name = input.path("NewBudget").path("BudgetName").asText();
        check(input.path("NewBudget"), name);
        ObjectNode kept = find(name);
        kept.set("Budget", input.get("NewBudget"));
        budgets.put(name, spent(kept));
        return Json.object();
    }

    private static void check(JsonNode budget, String name) {
        if (name.isEmpty() || name.length() > 100 || name.matches(".*[:\\\\].*")) {
            throw AwsException.badRequest("InvalidParameterException", "The budget's name is not valid: " + name);
        }
        if (!budget.path("TimeUnit").asText().matches("DAILY|MONTHLY|QUARTERLY|ANNUALLY")
                || budget.path("BudgetType").asText().isEmpty()) {
            throw AwsException.badRequest("InvalidParameterException", "A budget needs a TimeUnit and a BudgetType.");
        }
    }

    private static ObjectNode spent(ObjectNode input) {
        ObjectNode budget = (ObjectNode) input.get("Budget");
        String unit = budget.path("BudgetLimit").path("Unit").asText("USD");
        budget.putObject("CalculatedSpend")
                .putObject("ActualSpend")
                .put("Amount", "0.0")
                .put("Unit", unit);
        return input;
    }

    private ObjectNode find(String name) {
        return budgets.get(name)
                .orElseThrow(() -> AwsException.badRequest(
                        "NotFoundException", "Unable to get budget: " + name + " - the budget doesn't exist."));
    }

    @Override
    public void close() {
        state.close();
    }
}
