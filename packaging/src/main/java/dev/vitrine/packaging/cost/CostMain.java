package dev.vitrine.packaging.cost;

import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.packaging.template.TemplateException;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code make cost}. Arguments: the folder of templates and the folder of prototypes. Variables: REGION, PREDICTIONS and ROWS
 * of a month, and any parameter of a template as for {@code make deploy}. Exit code 2 when a setting is wrong.
 */
public final class CostMain {
    private CostMain() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: CostMain <folder of templates> <folder of prototypes>");
            System.exit(2);
        }
        try {
            report(Path.of(args[0]), Path.of(args[1]), System.getenv()).lines().forEach(System.out::println);
        } catch (IllegalArgumentException | TemplateException | ManifestException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static CostReport report(Path templates, Path prototypes, Map<String, String> environment) {
        return new CostReport(
                Declared.read(templates, prototypes, environment),
                PriceList.of(environment.getOrDefault("REGION", "us-east-1")),
                count(environment, "PREDICTIONS"),
                count(environment, "ROWS"));
    }

    private static long count(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").replaceAll("[,_ ]", "");
        if (value.isEmpty()) {
            return 0;
        }
        if (!value.matches("\\d{1,15}")) {
            throw new IllegalArgumentException(name + " must be a whole number such as 10000, not " + value);
        }
        return Long.parseLong(value);
    }
}
