package dev.vitrine.localcloud.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lists of repositories and tags, in pages, and of what is said about an image. */
final class ListRequests {
    private static final int MAX_PAGE = 1000;

    private final Registry registry;

    ListRequests(Registry registry) {
        this.registry = registry;
    }

    AwsResponse catalog(AwsRequest request) {
        return page(
                request,
                Json.object(),
                "repositories",
                registry.repositories().stream().map(Repository::name).toList());
    }

    AwsResponse tags(String repository, AwsRequest request) {
        registry.require(repository);
        return page(
                request,
                Json.object().put("name", repository),
                "tags",
                registry.tags(repository).stream().map(Registry.Tag::name).toList());
    }

    /** An index of the manifests whose subject is the one of that digest. */
    AwsResponse referrers(String repository, Digest digest, AwsRequest request) {
        registry.require(repository);
        requireGet(request);
        ObjectNode body = Json.object().put("schemaVersion", 2);
        body.put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode found = body.putArray("manifests");
        for (StoredManifest manifest : registry.manifests(repository)) {
            if (digest.toString().equals(manifest.subject())) {
                found.addObject()
                        .put("mediaType", manifest.mediaType())
                        .put("digest", manifest.digest())
                        .put("size", registry.content(manifest).length)
                        .put("artifactType", manifest.artifactMediaType());
            }
        }
        return AwsResponse.bytes(
                200, body.path("mediaType").asText(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static AwsResponse page(AwsRequest request, ObjectNode body, String member, List<String> names) {
        requireGet(request);
        int limit = request.query("n").map(ListRequests::limit).orElse(MAX_PAGE);
        String last = request.query("last").orElse("");
        List<String> left =
                names.stream().filter(name -> name.compareTo(last) > 0).toList();
        List<String> page = left.stream().limit(limit).toList();
        page.forEach(body.putArray(member)::add);
        AwsResponse answer = AwsResponse.json(200, body);
        return page.size() == left.size() || page.isEmpty()
                ? answer
                : answer.with(
                        "Link",
                        "<" + request.path() + "?n=" + limit + "&last="
                                + URLEncoder.encode(page.getLast(), StandardCharsets.UTF_8) + ">; rel=\"next\"");
    }

    private static int limit(String text) {
        return Optional.of(text)
                .filter(it -> it.matches("\\d{1,9}"))
                .map(it -> Math.min(Integer.parseInt(it), MAX_PAGE))
                .orElseThrow(() -> new RegistryException(
                        400, Code.UNSUPPORTED, "The page size n must be a number from 0, not \"" + text + "\"."));
    }

    private static void requireGet(AwsRequest request) {
        if (!request.method().equals("GET")) {
            throw RegistryService.unsupported(request);
        }
    }
}
