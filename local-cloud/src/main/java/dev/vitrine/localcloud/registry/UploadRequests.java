package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import dev.vitrine.localcloud.registry.Uploads.Exclusive;
import dev.vitrine.localcloud.registry.Uploads.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pushes of blobs: whole, in pieces, or mounted from another repository. */
final class UploadRequests {
    private static final Pattern RANGE = Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    private final Registry registry;

    UploadRequests(Registry registry) {
        this.registry = registry;
    }

    /** POST: begins an upload, or does it whole where the digest is given, or mounts. */
    AwsResponse start(String repository, AwsRequest request) throws IOException {
        if (!request.method().equals("POST")) {
            throw RegistryService.unsupported(request);
        }
        registry.require(repository);
        Optional<String> mount = request.query("mount");
        Optional<String> from = request.query("from");
        if (mount.isPresent() && from.isPresent()) {
            Digest digest = RegistryService.digest(mount.get());
            if (registry.mount(from.get(), repository, digest)) {
                return created(repository, digest);
            }
        }
        Optional<Digest> digest = request.query("digest").map(RegistryService::digest);
        Upload upload = registry.uploads().start(repository);
        if (digest.isEmpty()) {
            return accepted(202, upload);
        }
        try (Exclusive _ = registry.uploads().exclusively(upload)) {
            append(upload, request);
            registry.finish(upload, digest.get());
            return created(repository, digest.get());
        } catch (IOException e) {
            registry.uploads().cancel(upload);
            throw e;
        }
    }

    /** GET, PATCH, PUT and DELETE of an upload. */
    AwsResponse go(String repository, String id, AwsRequest request) throws IOException {
        Upload upload = registry.uploads().require(repository, id);
        return switch (request.method()) {
            case "GET" -> accepted(204, upload);
            case "PATCH" -> {
                try (Exclusive _ = registry.uploads().exclusively(upload)) {
                    Optional<AwsResponse> refusal = misplaced(upload, request);
                    if (refusal.isEmpty()) {
                        append(upload, request);
                    }
                    yield refusal.isPresent() ? refusal.get() : accepted(202, upload);
                }
            }
            case "PUT" -> {
                Digest digest = RegistryService.digest(request.query("digest").orElse(""));
                try (Exclusive _ = registry.uploads().exclusively(upload)) {
                    Optional<AwsResponse> refusal = misplaced(upload, request);
                    if (refusal.isEmpty()) {
                        append(upload, request);
                        registry.finish(upload, digest);
                    }
                    yield refusal.isPresent() ? refusal.get() : created(repository, digest);
                }
            }
            case "DELETE" -> {
                registry.uploads().cancel(upload);
                yield AwsResponse.empty(204);
            }
            default -> throw RegistryService.unsupported(request);
        };
    }

    private void append(Upload upload, AwsRequest request) throws IOException {
        try (InputStream body = request.stream()) {
            long before = registry.uploads().size(upload);
            long now = registry.uploads().append(upload, body);
            long came = now - before;
            if (request.length().isPresent() && request.length().getAsLong() != came) {
                throw new RegistryException(
                        Code.SIZE_INVALID,
                        came + " bytes came of the " + request.length().getAsLong() + " that were announced.");
            }
        }
    }

    /** A 416 when the client wants to write elsewhere than at the end; empty when the place is right or not named. */
    private Optional<AwsResponse> misplaced(Upload upload, AwsRequest request) throws IOException {
        Optional<String> range = request.header("Content-Range");
        if (range.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = RANGE.matcher(range.get());
        if (!matcher.matches()) {
            throw new RegistryException(
                    Code.BLOB_UPLOAD_INVALID, "The Content-Range \"" + range.get() + "\" is not of form first-last.");
        }
        long first = Long.parseLong(matcher.group(1));
        long length = Long.parseLong(matcher.group(2)) - first + 1;
        if (request.length().isPresent() && request.length().getAsLong() != length) {
            throw new RegistryException(
                    Code.SIZE_INVALID,
                    "The Content-Range names " + length + " bytes and the Content-Length "
                            + request.length().getAsLong() + ".");
        }
        if (first == registry.uploads().size(upload)) {
            return Optional.empty();
        }
        request.skipBody();
        return Optional.of(accepted(416, upload));
    }

    private AwsResponse accepted(int status, Upload upload) throws IOException {
        long size = registry.uploads().size(upload);
        return AwsResponse.empty(status)
                .with("Location", "/v2/" + upload.repository() + "/blobs/uploads/" + upload.id())
                .with("Range", "0-" + Math.max(0, size - 1))
                .with("OCI-Chunk-Min-Length", "1")
                .with("Docker-Upload-UUID", upload.id());
    }

    private static AwsResponse created(String repository, Digest digest) {
        return AwsResponse.empty(201)
                .with("Location", "/v2/" + repository + "/blobs/" + digest)
                .with("Docker-Content-Digest", digest.toString());
    }
}
