package dev.vitrine.console.cost;

import dev.vitrine.common.cost.Item;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.RegistryImage;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Costs of what is no task, as far as they are known: calls of functions, images that are kept, the load balancer. */
final class OtherCosts {
    private static final double HOURS_PER_MONTH = 730;
    private static final double CALLS = 1_000_000;
    private static final double SECONDS_A_CALL = 0.1;
    private static final double MB_PER_GB = 1024;
    private static final double BYTES_PER_GB = 1_000_000_000;

    private OtherCosts() {}

    static Inspection.Grid of(List<FunctionState> functions, List<RegistryImage> images, PriceList prices) {
        List<List<String>> rows = new ArrayList<>();
        for (FunctionState function : functions) {
            rows.add(List.of(
                    "1M calls of " + function.name() + ", 0.1 s each",
                    Texts.dollars(calls(function.memoryMb(), prices))));
        }
        long bytes = images.stream()
                .collect(Collectors.toMap(RegistryImage::digest, RegistryImage::bytes, Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        if (bytes > 0) {
            rows.add(List.of(
                    Texts.bytes(bytes) + " of images, a month",
                    Texts.dollars(
                            bytes / BYTES_PER_GB * prices.of(Item.IMAGE_STORAGE).usd())));
        }
        rows.add(List.of(
                "a load balancer, if any, a month",
                Texts.dollars(HOURS_PER_MONTH * prices.of(Item.LOAD_BALANCER).usd())));
        return new Inspection.Grid("Beyond tasks", List.of("What", "Costs"), rows);
    }

    /** Dollars for a million short calls; while nobody asks a function costs nothing. */
    static double calls(int memoryMb, PriceList prices) {
        return prices.of(Item.FUNCTION_REQUESTS).usd()
                + CALLS
                        * SECONDS_A_CALL
                        * memoryMb
                        / MB_PER_GB
                        * prices.of(Item.FUNCTION_MEMORY).usd();
    }
}
