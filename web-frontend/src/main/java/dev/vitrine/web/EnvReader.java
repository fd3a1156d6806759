package dev.vitrine.web;

import java.util.Map;

/** Reads settings from the environment; a bad one is named with what it must be. */
record EnvReader(Map<String, String> env) {
    /** Empty when it is not set. */
    String value(String name) {
        return env.getOrDefault(name, "").strip();
    }

    String value(String name, String otherwise) {
        String text = value(name);
        return text.isEmpty() ? otherwise : text;
    }

    int number(String name, int otherwise, int min, int max) {
        String text = value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new ConfigException(
                name + " is '" + text + "', but must be a whole number from " + min + " to " + max + ".");
    }

    /** One of the constants of an enum, in lower case. */
    <E extends Enum<E>> E choice(String name, E otherwise) {
        String text = value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        StringBuilder words = new StringBuilder();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
            words.append(words.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(java.util.Locale.ROOT));
        }
        throw new ConfigException(name + " is '" + text + "', but must be one of: " + words + ".");
    }
}
