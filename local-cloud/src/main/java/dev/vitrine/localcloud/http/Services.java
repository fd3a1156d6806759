package dev.vitrine.localcloud.http;

import java.util.List;
import java.util.Optional;

/**
 * Everything that answers on the port, but for S3, which answers whatever is left.
 *
 * @param json told apart by {@code X-Amz-Target}
 * @param rest told apart by method and path; the first that accepts answers
 * @param query told apart by {@code Action} and the signature's scope
 */
public record Services(List<JsonService> json, List<RestService> rest, List<QueryService> query) {
    public Services {
        json = List.copyOf(json);
        rest = List.copyOf(rest);
        query = List.copyOf(query);
    }

    Optional<JsonService> jsonService(String targetPrefix) {
        return json.stream().filter(s -> s.targetPrefix().equals(targetPrefix)).findFirst();
    }

    Optional<RestService> restService(AwsRequest request) {
        return rest.stream().filter(s -> s.accepts(request)).findFirst();
    }

    /** By the name in the scope; an unsigned request is told by its version. */
    Optional<QueryService> queryService(Optional<Scope> scope, String version) {
        return query.stream()
                .filter(s -> scope.map(it -> it.service().equals(s.name()))
                        .orElse(s.version().equals(version)))
                .findFirst();
    }
}
