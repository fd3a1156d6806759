package dev.vitrine.console.kit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions to a person.
 *
 * @param submit is given the answers by name; a sentence that comes back says what is wrong with them
 */
public record Form(
        String title,
        String help,
        List<Question> questions,
        String button,
        Function<Map<String, String>, Optional<String>> submit) {
    public Form {
        questions = List.copyOf(questions);
    }

    /** One question. */
    public sealed interface Question {
        String name();

        String label();

        /** The answer that is there at first. */
        String initial();

        String help();
    }

    /** A line of text, or several. */
    public record Text(String name, String label, String initial, String help, int lines) implements Question {}

    /** One of several. */
    public record Choice(String name, String label, String initial, String help, List<Option> options)
            implements Question {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** What is answered, and how it reads. */
    public record Option(String value, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Yes or no: {@code true} or {@code false}. */
    public record Check(String name, String label, String initial, String help) implements Question {}
}
