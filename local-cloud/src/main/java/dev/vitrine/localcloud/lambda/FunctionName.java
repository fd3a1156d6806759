package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.process.ChildEnvironment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to name a function in a request: its name, {@code account:function:name} or its ARN, with a qualifier or not. */
record FunctionName(String name, Optional<String> qualifier) {
    static final String LATEST = "$LATEST";

    private static final Pattern FORM = Pattern.compile("(?:arn:aws:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?(?:function:)?"
            + "(?<name>[A-Za-z0-9_-]{1,64})(?::(?<qualifier>\\$LATEST|[A-Za-z0-9_-]{1,128}))?");

    static FunctionName parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw LambdaErrors.constraint(
                    text,
                    "functionName",
                    "satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?"
                            + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }
        return new FunctionName(matcher.group("name"), Optional.ofNullable(matcher.group("qualifier")));
    }

    /** This name with the qualifier of a query parameter, unless it has its own. */
    FunctionName or(Optional<String> other) {
        return new FunctionName(name, qualifier.or(() -> other));
    }

    /** True if it means the function itself and not a version of it. */
    boolean isLatest() {
        return qualifier.isEmpty() || qualifier.get().equals(LATEST);
    }

    /** Name and qualifier, as {@link #parse} reads them. */
    String text() {
        return name + qualifier.map(value -> ":" + value).orElse("");
    }

    String arn() {
        return arn(name) + qualifier.map(value -> ":" + value).orElse("");
    }

    static String arn(String name) {
        return "arn:aws:lambda:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":function:" + name;
    }
}
