package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and deletions of blobs. */
final class BlobRequests {
    private static final String BYTES = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final Registry registry;

    BlobRequests(Registry registry) {
        this.registry = registry;
    }

    AwsResponse call(String repository, Digest digest, AwsRequest request) {
        registry.require(repository);
        return switch (request.method()) {
            case "GET", "HEAD" -> read(repository, digest, request);
            case "DELETE" -> {
                if (!registry.unlink(repository, digest)) {
                    throw unknown(digest);
                }
                yield AwsResponse.empty(202);
            }
            default -> throw RegistryService.unsupported(request);
        };
    }

    private AwsResponse read(String repository, Digest digest, AwsRequest request) {
        long size = registry.blobSize(repository, digest).orElseThrow(() -> unknown(digest));
        AwsResponse answer = request.header("Range")
                .flatMap(range -> part(digest, range, size))
                .orElseGet(() -> AwsResponse.file(200, BYTES, registry.blob(digest), 0, size));
        return answer.with("Docker-Content-Digest", digest.toString())
                .with("Accept-Ranges", "bytes")
                .with("ETag", '"' + digest.toString() + '"');
    }

    /** The part that a Range header asks for, or a 416; empty for a header of another form, which is ignored. */
    private Optional<AwsResponse> part(Digest digest, String range, long size) {
        Matcher matcher = RANGE.matcher(range.strip());
        if (!matcher.matches() || range.strip().equals("bytes=-")) {
            return Optional.empty();
        }
        boolean suffix = matcher.group(1).isEmpty();
        long from = suffix ? Math.max(0, size - Long.parseLong(matcher.group(2))) : Long.parseLong(matcher.group(1));
        long to = suffix || matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (from >= size || to < from) {
            return Optional.of(AwsResponse.empty(416).with("Content-Range", "bytes */" + size));
        }
        long last = Math.min(to, size - 1);
        return Optional.of(AwsResponse.file(206, BYTES, registry.blob(digest), from, last - from + 1)
                .with("Content-Range", "bytes " + from + "-" + last + "/" + size));
    }

    private static RegistryException unknown(Digest digest) {
        return new RegistryException(Code.BLOB_UNKNOWN, "The blob " + digest + " is not in the repository.");
    }
}
