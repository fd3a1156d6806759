package dev.vitrine.localcloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluationTest {
    private static final PolicyEvaluation POLICIES = new PolicyEvaluation(Map.of(
            "tables", """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["dynamodb:Get*", "dynamodb:PutItem"], "Resource": "arn:table/vitrine"},
              {"Effect": "Deny", "Action": "dynamodb:*", "Resource": "arn:table/secret"},
              {"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:any/?"}]}
            """,
            "roles", """
            {"Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
              "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}}
            """));

    @ParameterizedTest
    @CsvSource({
        "dynamodb:GetItem, arn:table/vitrine, allowed",
        "DynamoDB:getitem, arn:table/vitrine, allowed",
        "dynamodb:PutItem, arn:table/vitrine, allowed",
        "dynamodb:PutItem, arn:table/other, implicitDeny",
        "dynamodb:DeleteItem, arn:table/vitrine, implicitDeny",
        "dynamodb:GetItem, arn:table/secret, explicitDeny",
        "s3:GetObject, arn:any/1, allowed",
        "s3:GetObject, arn:any/12, implicitDeny",
        "iam:GetRole, arn:any/1, implicitDeny",
    })
    void actions_are_decided_by_statements(String action, String resource, String outcome) {
        assertThat(POLICIES.decide(action, resource, Map.of()).outcome()).isEqualTo(outcome);
    }

    @Test
    void a_condition_holds_for_the_values_that_it_names() {
        String key = "iam:passedtoservice";
        assertThat(POLICIES.decide("iam:PassRole", "arn:role", Map.of(key, "ecs-tasks.amazonaws.com")))
                .isEqualTo(new PolicyEvaluation.Decision("allowed", List.of("roles")));
        assertThat(POLICIES.decide("iam:PassRole", "arn:role", Map.of(key, "lambda.amazonaws.com"))
                        .outcome())
                .isEqualTo("implicitDeny");
        assertThat(POLICIES.decide("iam:PassRole", "arn:role", Map.of()).outcome())
                .isEqualTo("implicitDeny");
    }

    @Test
    void what_is_no_policy_is_refused() {
        assertThatThrownBy(() -> PolicyEvaluation.parse("{}")).hasMessage("Syntax errors in policy.");
        assertThatThrownBy(() -> PolicyEvaluation.parse("{")).hasMessage("Syntax errors in policy.");
    }
}
