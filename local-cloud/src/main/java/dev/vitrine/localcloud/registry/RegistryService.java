package dev.vitrine.localcloud.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.RestService;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OCI distribution API: what it answers to, path by path. Any user name and password are good. A client without them is
 * asked for them at its first request, {@code /v2/}, and at no other: some clients know theirs and yet never send them where
 * there is no TLS.
 */
public final class RegistryService implements RestService {
    private static final Pattern UPLOADS = Pattern.compile("/v2/(?<name>.+)/blobs/uploads(?:/(?<id>[^/]*))?");
    private static final Pattern BLOB = Pattern.compile("/v2/(?<name>.+)/blobs/(?<digest>[^/]+)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(?<name>.+)/manifests/(?<reference>[^/]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(?<name>.+)/tags/list");
    private static final Pattern REFERRERS = Pattern.compile("/v2/(?<name>.+)/referrers/(?<digest>[^/]+)");

    private final URI endpoint;
    private final UploadRequests uploads;
    private final BlobRequests blobs;
    private final ManifestRequests manifests;
    private final ListRequests lists;

    /**
     * @param endpoint where it answers, named in the challenge to clients without credentials
     * @param afterPush called after every push of an image
     */
    public RegistryService(Registry registry, URI endpoint, Runnable afterPush) {
        this.endpoint = endpoint;
        this.uploads = new UploadRequests(registry);
        this.blobs = new BlobRequests(registry);
        this.manifests = new ManifestRequests(registry, afterPush);
        this.lists = new ListRequests(registry);
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals("/v2") || request.path().startsWith("/v2/");
    }

    @Override
    public AwsResponse call(AwsRequest request) {
        try {
            return route(request).with("Docker-Distribution-API-Version", "registry/2.0");
        } catch (RegistryException e) {
            request.skipBody();
            return error(e);
        } catch (IOException e) {
            return error(new RegistryException(
                    Code.BLOB_UPLOAD_INVALID, "The request ended before its body did: " + e.getMessage()));
        }
    }

    @Override
    public void close() {}

    private AwsResponse route(AwsRequest request) throws IOException {
        String path = "/" + String.join("/", request.segments());
        if (path.equals("/v2")) {
            return request.header("Authorization").isPresent()
                    ? AwsResponse.json(200, Json.object())
                    : challenge(request);
        }
        if (path.equals("/v2/_catalog")) {
            return lists.catalog(request);
        }
        Matcher matcher = UPLOADS.matcher(path);
        if (matcher.matches()) {
            String id = matcher.group("id");
            return id == null || id.isEmpty()
                    ? uploads.start(matcher.group("name"), request)
                    : uploads.go(matcher.group("name"), id, request);
        }
        matcher = BLOB.matcher(path);
        if (matcher.matches()) {
            return blobs.call(matcher.group("name"), digest(matcher.group("digest")), request);
        }
        matcher = MANIFEST.matcher(path);
        if (matcher.matches()) {
            return manifests.call(matcher.group("name"), matcher.group("reference"), request);
        }
        matcher = TAGS.matcher(path);
        if (matcher.matches()) {
            return lists.tags(matcher.group("name"), request);
        }
        matcher = REFERRERS.matcher(path);
        if (matcher.matches()) {
            return lists.referrers(matcher.group("name"), digest(matcher.group("digest")), request);
        }
        throw new RegistryException(404, Code.UNSUPPORTED, "The registry knows no path " + path + ".");
    }

    private AwsResponse challenge(AwsRequest request) {
        request.skipBody();
        return error(new RegistryException(Code.UNAUTHORIZED, "Not Authorized"))
                .with("WWW-Authenticate", "Basic realm=\"" + endpoint + "/\",service=\"ecr.amazonaws.com\"");
    }

    static Digest digest(String text) {
        return Digest.parse(text)
                .orElseThrow(() -> new RegistryException(
                        Code.DIGEST_INVALID, "\"" + text + "\" is no digest of form sha256:0123…"));
    }

    static RegistryException unsupported(AwsRequest request) {
        return new RegistryException(
                Code.UNSUPPORTED, "The method " + request.method() + " is not supported for " + request.path() + ".");
    }

    private static AwsResponse error(RegistryException e) {
        ObjectNode body = Json.object();
        body.putArray("errors").addObject().put("code", e.code().name()).put("message", e.getMessage());
        return AwsResponse.json(e.status(), body);
    }
}
