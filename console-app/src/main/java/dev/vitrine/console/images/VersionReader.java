package dev.vitrine.console.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.console.session.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads the versions of all prototypes. */
final class VersionReader {
    private static final int MOST = 50;
    private static final int MOST_BYTES = 100_000;

    private final Connection cloud;
    private final Map<String, String> metricsByDigest = new ConcurrentHashMap<>();

    VersionReader(Connection cloud) {
        this.cloud = cloud;
    }

    List<VersionRow> read() {
        List<VersionRow> rows = new ArrayList<>();
        for (PublishedPrototype prototype : cloud.prototypes().list()) {
            for (ModelVersion version : cloud.prototypes().versions(prototype.name(), MOST)) {
                rows.add(new VersionRow(version, alias(prototype, version.version()), metrics(version)));
            }
        }
        return List.copyOf(rows);
    }

    private static String alias(PublishedPrototype prototype, String version) {
        if (prototype.champion().equals(version)) {
            return "CHAMPION";
        }
        return prototype.challenger().filter(version::equals).isPresent() ? "CHALLENGER" : "";
    }

    private String metrics(ModelVersion version) {
        return version.files().entrySet().stream()
                .filter(file -> file.getKey().matches("(.*/)?metrics\\.json"))
                .findFirst()
                .map(file -> metricsByDigest.computeIfAbsent(file.getValue(), this::readMetrics))
                .orElse("");
    }

    private String readMetrics(String digest) {
        try {
            JsonNode json =
                    RealtimeJson.read(cloud.bucket().read(BucketKeys.blob(digest), 0, MOST_BYTES), JsonNode.class);
            return json.properties().stream()
                    .filter(entry -> entry.getValue().isValueNode())
                    .map(entry -> entry.getKey() + " " + entry.getValue().asText())
                    .collect(Collectors.joining(", "));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
