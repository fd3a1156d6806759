package dev.vitrine.packaging.cost;

import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.packaging.template.PrototypeParameters;
import dev.vitrine.packaging.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is deployed: templates, manifests, and the parameters that a person has set.
 *
 * @param settings variables named like parameters, such as {@code NIGHT_OFF} for {@code NightOff}
 */
record Declared(Template shared, Template one, List<Prototype> prototypes, Map<String, String> settings) {
    /** An account's network as this estimate supposes it: the two zones that a load balancer needs. */
    private static final Map<String, String> SUPPOSED = Map.of(
            "VpcId", "vpc-default",
            "SubnetIds", "subnet-1,subnet-2",
            "FrontendImage", "vitrine/frontend:latest");

    static Declared read(Path templates, Path prototypes, Map<String, String> settings) {
        return new Declared(
                Template.read(templates.resolve("vitrine.yaml")),
                Template.read(templates.resolve("prototype.yaml")),
                manifests(prototypes),
                settings);
    }

    private static List<Prototype> manifests(Path prototypes) {
        try (Stream<Path> folders = Files.list(prototypes)) {
            return folders.map(folder -> folder.resolve("prototype.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(ManifestReader::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + prototypes, e);
        }
    }

    /** The idle bill, with other parameters than those that are set. */
    Bill idle(PriceList prices, Map<String, String> others) {
        Bill bill =
                IdleBill.of(shared.resolve(parameters(shared, SUPPOSED, others), prices.region()), Kept.USUAL, prices);
        for (Prototype prototype : prototypes) {
            Map<String, String> parameters = parameters(one, PrototypeParameters.of(prototype), others);
            bill = bill.plus(IdleBill.of(one.resolve(parameters, prices.region()), Kept.USUAL, prices));
        }
        return bill;
    }

    private Map<String, String> parameters(Template template, Map<String, String> known, Map<String, String> others) {
        Map<String, String> values = new HashMap<>(known);
        template.parameters().keySet().forEach(name -> {
            String set = settings.getOrDefault(PrototypeParameters.variable(name), "");
            if (!set.isBlank()) {
                values.put(name, set);
            }
            if (others.containsKey(name)) {
                values.put(name, others.getOrDefault(name, ""));
            }
        });
        return values;
    }
}
