package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What in a template looks like a secret. */
final class Secrets {
    /** Whose password a role is for, or where a secret is or a token is had, is no secret. */
    private static final Pattern NAME = Pattern.compile("(?i)(?!.*(role|arn|endpoint)$)"
            + ".*(password|passwd|secret|token|api_?key|session_?key|credential|private_?key).*");

    private static final Pattern ACCESS_KEY = Pattern.compile(".*\\b(AKIA|ASIA)[A-Z0-9]{16}\\b.*", Pattern.DOTALL);
    private static final Pattern PRIVATE_KEY = Pattern.compile(".*-----BEGIN [A-Z ]*PRIVATE KEY.*", Pattern.DOTALL);
    private static final Pattern RANDOM =
            Pattern.compile(".*\\b(?=[A-Za-z]*\\d)[A-Za-z0-9+]{32,}\\b.*", Pattern.DOTALL);

    private Secrets() {}

    static List<String> problems(Template template) {
        List<String> problems = new ArrayList<>();
        template.parameters().forEach((name, declared) -> {
            if (NAME.matcher(name).matches()) {
                problems.add("parameter " + name + ": a secret is no parameter, it is made by Secrets Manager");
            }
        });
        literals("", template.root(), problems);
        return problems;
    }

    private static void literals(String at, JsonNode node, List<String> problems) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (ACCESS_KEY.matcher(text).matches()
                    || PRIVATE_KEY.matcher(text).matches()
                    || RANDOM.matcher(text).matches()) {
                problems.add(at + ": looks like a key");
            }
            return;
        }
        if (node.path("SecretString").isTextual()) {
            problems.add(at + ": a secret with its value");
        }
        if (NAME.matcher(node.path("Name").asText()).matches() && node.has("Value")) {
            problems.add(at + ": variable " + node.path("Name").asText() + " has a value, not a reference");
        }
        node.path("Variables").fieldNames().forEachRemaining(name -> {
            if (NAME.matcher(name).matches()) {
                problems.add(at + ": variable " + name + " has a value, not a reference");
            }
        });
        node.properties().forEach(member -> literals(at + "/" + member.getKey(), member.getValue(), problems));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            literals(at + "/" + i, node.get(i), problems);
        }
    }
}
