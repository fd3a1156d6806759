package dev.vitrine.web.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.text.Texts;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What went wrong, for people and programs: the content of an RFC 9457 problem document.
 *
 * @param title the kind of problem, the same each time
 * @param detail what happened this time
 * @param remedy what to do about it
 * @param field input, column or parameter at fault
 * @param row row at fault, from 1
 */
public record Problem(
        HttpStatus status,
        String title,
        String detail,
        Optional<String> remedy,
        Optional<String> field,
        OptionalLong row) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that is of no field or row. */
    public static Problem of(HttpStatus status, String title, String detail, String remedy) {
        return new Problem(
                status,
                title,
                detail,
                remedy.isEmpty() ? Optional.empty() : Optional.of(remedy),
                Optional.empty(),
                OptionalLong.empty());
    }

    /**
     * A problem in the words of the texts: {@code problem.<key>} is its title, {@code .why} what happened and
     * {@code .remedy} what to do, each with the values in their places.
     */
    public static Problem told(HttpStatus status, String key, Object... values) {
        String text = "problem." + key;
        return of(status, Texts.text(text), Texts.text(text + ".why", values), Texts.text(text + ".remedy", values));
    }

    public Problem withField(String name) {
        return new Problem(status, title, detail, remedy, name.isEmpty() ? Optional.empty() : Optional.of(name), row);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** Nothing of that kind and name; {@code key} is one of the texts, the first value the name. */
    public static ProblemException missing(String key, Object... values) {
        return told(HttpStatus.NOT_FOUND, key, values).exception();
    }

    /** A parameter or member that cannot be used: the texts {@code request.<key>} and {@code request.<key>.remedy}. */
    public static ProblemException badRequest(String field, String key, Object... values) {
        String text = "request." + key;
        return of(
                        HttpStatus.BAD_REQUEST,
                        Texts.text("problem.bad-request"),
                        Texts.text(text, values),
                        Texts.text(text + ".remedy", values))
                .withField(field)
                .exception();
    }

    /** The error as the Open Inference Protocol tells it. */
    public ObjectNode inferenceJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", detail + remedy.map(text -> " " + text).orElse(""));
    }

    /** The problem document. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status.getCode())
                .put("detail", detail);
        field.ifPresent(name -> json.put("field", name));
        row.ifPresent(number -> json.put("row", number));
        remedy.ifPresent(text -> json.put("remedy", text));
        return json;
    }
}
