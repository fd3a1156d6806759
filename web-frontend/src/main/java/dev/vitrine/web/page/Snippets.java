package dev.vitrine.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A question as a program asks it. The password is read from {@code VITRINE_PASSWORD}; a long body from
 * {@code inputs.json}, which the page offers to download.
 */
public record Snippets(boolean file, String curl, String python, String java) {
    private static final int LONGEST_BODY = 3_000;
    private static final String FILE = "inputs.json";

    /**
     * Writes the programs.
     *
     * @param site such as {@code https://demo.example.org}
     * @param owner name to sign in with
     */
    static Snippets of(String site, String prototype, String owner, ObjectNode body) {
        String address = site + "/api/v1/prototypes/" + prototype + "/predictions";
        boolean file = body.toString().length() > LONGEST_BODY;
        return new Snippets(
                file,
                curl(address, owner, body, file),
                python(address, owner, body, file),
                java(address, owner, body, file));
    }

    private static String curl(String address, String owner, ObjectNode body, boolean file) {
        return """
                curl -u %s:"$VITRINE_PASSWORD" %s \\
                  -H 'Content-Type: application/json' \\
                  -d %s
                """.formatted(shell(owner), shell(address), file ? "@" + FILE : shell(body.toString()));
    }

    private static String python(String address, String owner, ObjectNode body, boolean file) {
        return """
                import json, os, requests

                inputs = %s
                answer = requests.post(
                    %s,
                    auth=(%s.encode(), os.environ["VITRINE_PASSWORD"].encode()),
                    json=inputs,
                    timeout=60,
                )
                answer.raise_for_status()
                print(answer.json()["predictions"])
                """.formatted(
                        file ? "json.load(open(\"" + FILE + "\"))" : literal(body), quoted(address), quoted(owner));
    }

    private static String java(String address, String owner, ObjectNode body, boolean file) {
        return """
                import java.net.URI;
                import java.net.http.*;
                import java.nio.charset.StandardCharsets;
                import java.nio.file.*;
                import java.util.Base64;

                public class Ask {
                    public static void main(String[] args) throws Exception {
                        String inputs = %s;
                        String login = %s + ":" + System.getenv("VITRINE_PASSWORD");
                        HttpRequest request = HttpRequest.newBuilder(URI.create(%s))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Basic " + Base64.getEncoder()
                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                                .POST(HttpRequest.BodyPublishers.ofString(inputs))
                                .build();
                        HttpResponse<String> answer = HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString());
                        System.out.println(answer.body());
                    }
                }
                """.formatted(
                        file ? "Files.readString(Path.of(\"" + FILE + "\"))" : quoted(body.toString()),
                        quoted(owner),
                        quoted(address));
    }

    /** One word to a shell, whatever is in it. */
    private static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** A string literal of JSON, Python and Java alike. */
    private static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        literal.append(String.format("\\u%04x", c));
                    } else {
                        literal.append((char) c);
                    }
                }
            }
        });
        return literal.append('"').toString();
    }

    /** JSON as Python writes it. */
    private static String literal(JsonNode json) {
        if (json.isObject()) {
            List<String> members = new ArrayList<>();
            json.properties().forEach(entry -> members.add(quoted(entry.getKey()) + ": " + literal(entry.getValue())));
            return "{" + String.join(", ", members) + "}";
        }
        if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.forEach(element -> elements.add(literal(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        if (json.isBoolean()) {
            return json.asBoolean() ? "True" : "False";
        }
        return json.isTextual() ? quoted(json.asText()) : json.toString();
    }
}
