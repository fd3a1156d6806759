package dev.vitrine.packaging.cost;

import java.util.List;
import java.util.Map;

/**
 * Another way to deploy, told beside the one that is declared.
 *
 * @param setting as a person sets it for make deploy
 */
record Variant(String name, String setting, Map<String, String> parameters) {
    static final List<Variant> ALL = List.of(
            new Variant("frontend off at night", "NIGHT_OFF=true", Map.of("NightOff", "true")),
            new Variant("no load balancer", "LOAD_BALANCER=false", Map.of("LoadBalancer", "false")),
            new Variant(
                    "no load balancer, frontend off at night",
                    "both of these",
                    Map.of("LoadBalancer", "false", "NightOff", "true")),
            new Variant("no frontend (batches and functions stay)", "DESIRED_COUNT=0", Map.of("DesiredCount", "0")),
            new Variant(
                    "one function of each prototype kept started",
                    "PROVISIONED_CONCURRENCY=1",
                    Map.of("ProvisionedConcurrency", "1")));
}
