package dev.vitrine.web.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.web.Json;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.upload.CheckReport;
import dev.vitrine.web.upload.ColumnMatching.Match;
import dev.vitrine.web.upload.MappedTable;
import dev.vitrine.web.upload.RowsTable;
import dev.vitrine.web.upload.ShardUploader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a submitted table is to be read.
 *
 * @param headless whether its first line is a row already
 * @param mapping needed column to the table's own; others go by their names
 */
record TableOptions(boolean headless, Map<String, String> mapping) {
    static final TableOptions NONE = new TableOptions(false, Map.of());

    TableOptions {
        mapping = Map.copyOf(mapping);
    }

    TableOptions withHeadless(String value) {
        return new TableOptions(value.equals("1") || value.equalsIgnoreCase("true"), mapping);
    }

    /** @param json an object of needed column to the table's own */
    TableOptions withMapping(String json) {
        try {
            return new TableOptions(headless, mapping(Json.MAPPER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("mapping", "mapping.no-json", e.getOriginalMessage());
        }
    }

    static Map<String, String> mapping(JsonNode json) {
        Map<String, String> mapping = new LinkedHashMap<>();
        if (!json.isMissingNode() && !json.isNull() && !json.isObject()) {
            throw Problem.badRequest("mapping", "mapping.no-object");
        }
        json.properties().forEach(member -> {
            if (!member.getValue().isTextual()) {
                throw Problem.badRequest("mapping", "mapping.no-texts");
            }
            mapping.put(member.getKey(), member.getValue().asText());
        });
        return mapping;
    }

    /** Tells these options from others. */
    String digestible() {
        return this.equals(NONE) ? "" : "\n" + headless + new TreeMap<>(mapping);
    }

    /** What the check of some rows finds under the matches. */
    static CheckReport check(Prototype prototype, List<String> columns, List<List<String>> rows, List<Match> matches) {
        Map<String, String> mapping = new LinkedHashMap<>();
        matches.forEach(match -> match.column().ifPresent(column -> mapping.put(match.needed(), column)));
        try (MappedTable table = new MappedTable(new RowsTable(columns, rows), mapping)) {
            return ShardUploader.check(prototype, table);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
