package dev.vitrine.common.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What AWS charges for, as far as Vitrine uses it. The price table names each in lower case with hyphens. */
public enum Item {
    FARGATE_VCPU,
    FARGATE_MEMORY,
    SPOT_VCPU,
    SPOT_MEMORY,
    PUBLIC_IPV4,
    LOAD_BALANCER,
    FUNCTION_MEMORY,
    FUNCTION_REQUESTS,
    PROVISIONED_MEMORY,
    TABLE_WRITES,
    TABLE_READS,
    TABLE_STORAGE,
    TABLE_RECOVERY,
    BUCKET_STORAGE,
    BUCKET_PUTS,
    BUCKET_GETS,
    IMAGE_STORAGE,
    LOG_INGESTION,
    ALARM,
    SECRET;

    static Optional<Item> named(String name) {
        return Arrays.stream(values())
                .filter(item ->
                        item.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }
}
