package dev.vitrine.packaging.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The indexes that a template declares, by its text. CloudFormation adds no two of them to a table in one update, so those
 * that a stack lacks come by an update each, before all else: an index that is taken back with a frontend that does not start
 * would be left behind.
 */
final class TemplateIndexes {
    private static final Pattern INDEX =
            Pattern.compile("(?m)^( *)- IndexName: (?<name>\\S+)\\n(?:\\1 +.*\\n)+", Pattern.UNIX_LINES);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?m)^ *- \\{AttributeName: (?<name>\\S+), AttributeType: \\w+}\\n", Pattern.UNIX_LINES);

    private static final Pattern TABLE = Pattern.compile("(?m)^  Table:\\n(?:(?:    .*)?\\n)+", Pattern.UNIX_LINES);

    private TemplateIndexes() {}

    /** What brings a stack from one template to another: first the templates that add an index to its table each. */
    static List<String> steps(String before, String after) {
        List<String> added = names(after).stream()
                .filter(name -> !names(before).contains(name))
                .toList();
        List<String> steps = new ArrayList<>();
        for (int next = 1; next <= added.size(); next++) {
            Matcher table = TABLE.matcher(without(added.subList(next, added.size()), after));
            if (table.find()) {
                steps.add(TABLE.matcher(before).replaceFirst(Matcher.quoteReplacement(table.group())));
            }
        }
        return steps;
    }

    /** In order of declaration. */
    static List<String> names(String template) {
        return INDEX.matcher(template)
                .results()
                .map(found -> found.group("name"))
                .toList();
    }

    /** The template without some indexes, and without the attributes that these alone are about. */
    static String without(Collection<String> indexes, String template) {
        String fewer = INDEX.matcher(template).replaceAll(found -> kept(found, !indexes.contains(found.group("name"))));
        return ATTRIBUTE
                .matcher(fewer)
                .replaceAll(
                        found -> kept(found, fewer.contains("{AttributeName: " + found.group("name") + ", KeyType: ")));
    }

    private static String kept(MatchResult found, boolean kept) {
        return kept ? Matcher.quoteReplacement(found.group()) : "";
    }
}
