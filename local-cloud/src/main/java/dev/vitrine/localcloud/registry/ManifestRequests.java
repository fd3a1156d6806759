package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pushes, pulls and deletions of manifests, by tag or digest. */
final class ManifestRequests {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private final Registry registry;
    private final Runnable afterPush;

    ManifestRequests(Registry registry, Runnable afterPush) {
        this.registry = registry;
        this.afterPush = afterPush;
    }

    AwsResponse call(String repository, String reference, AwsRequest request) {
        registry.require(repository);
        return switch (request.method()) {
            case "GET", "HEAD" -> read(repository, reference, request);
            case "PUT" -> put(repository, reference, request);
            case "DELETE" -> delete(repository, reference);
            default -> throw RegistryService.unsupported(request);
        };
    }

    private AwsResponse read(String repository, String reference, AwsRequest request) {
        StoredManifest found = require(repository, reference);
        if (request.method().equals("GET")) {
            registry.pulled(found);
        }
        return AwsResponse.bytes(200, found.mediaType(), registry.content(found))
                .with("Docker-Content-Digest", found.digest())
                .with("ETag", '"' + found.digest() + '"');
    }

    private AwsResponse put(String repository, String reference, AwsRequest request) {
        byte[] bytes;
        try {
            bytes = request.body(
                    RegistryConfig.MAX_MANIFEST,
                    () -> AwsException.badRequest("SIZE_INVALID", "A manifest may have at most 4 MB."));
        } catch (AwsException e) {
            throw new RegistryException(413, Code.SIZE_INVALID, String.valueOf(e.getMessage()));
        }
        Optional<String> tag = Optional.empty();
        if (reference.contains(":")) {
            Digest given = RegistryService.digest(reference);
            Digest actual = Digest.of(bytes);
            if (!given.equals(actual)) {
                throw new RegistryException(
                        Code.DIGEST_INVALID,
                        "The digest " + given + " was given, and the manifest that came has " + actual + ".");
            }
        } else if (TAG.matcher(reference).matches()) {
            tag = Optional.of(reference);
        } else {
            throw new RegistryException(Code.TAG_INVALID, "\"" + reference + "\" is no tag.");
        }
        Optional<String> type = request.header("Content-Type")
                .map(it -> it.replaceFirst(";.*", "").strip());
        StoredManifest stored = registry.put(repository, tag, bytes, type);
        afterPush.run();
        AwsResponse created = AwsResponse.empty(201)
                .with("Location", "/v2/" + repository + "/manifests/" + stored.digest())
                .with("Docker-Content-Digest", stored.digest());
        return stored.subject() == null ? created : created.with("OCI-Subject", stored.subject());
    }

    private AwsResponse delete(String repository, String reference) {
        StoredManifest found = require(repository, reference);
        if (Digest.parse(reference).isPresent()) {
            registry.removeManifest(found);
        } else {
            registry.untag(repository, reference);
        }
        return AwsResponse.empty(202);
    }

    private StoredManifest require(String repository, String reference) {
        return registry.manifest(repository, reference)
                .orElseThrow(() -> new RegistryException(Code.MANIFEST_UNKNOWN, "Requested image not found"));
    }
}
