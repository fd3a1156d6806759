package dev.vitrine.localcloud.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.w3c.dom.Element;

/** S3's operations on the settings of buckets. */
final class SettingsFront {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DOCUMENT = 256 * 1024;
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final BlobStore store;
    private final BucketSettings settings;
    private final FunctionCaller functions;

    SettingsFront(BlobStore store, BucketSettings settings, FunctionCaller functions) {
        this.store = store;
        this.settings = settings;
        this.functions = functions;
    }

    /** Answers when the request is for a bucket's setting; else returns false and leaves the request as it is. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> bucket = bucket(request);
        Optional<BucketSetting> setting =
                Optional.ofNullable(request.getQueryString()).flatMap(BucketSetting::in);
        if (bucket.isEmpty() || setting.isEmpty()) {
            return false;
        }
        try {
            if (!store.containerExists(bucket.get())) {
                throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
            }
            serve(bucket.get(), setting.get(), request, response);
        } catch (S3Error e) {
            response.setStatus(e.status());
            write(
                    response,
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + e.code() + "</Code><Message>"
                            + Xml.escaped(String.valueOf(e.getMessage())) + "</Message><BucketName>"
                            + Xml.escaped(bucket.get()) + "</BucketName></Error>");
        }
        return true;
    }

    /** The bucket of a request that names no object. */
    private static Optional<String> bucket(HttpServletRequest request) {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        String path = URLDecoder.decode(request.getRequestURI().replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/+", "");
        Optional<String> suffix = VirtualHost.suffix(host);
        if (suffix.isPresent()) {
            String name = host.replaceFirst(":\\d*$", "");
            return path.isEmpty()
                    ? Optional.of(name.substring(0, name.length() - suffix.get().length() - 1))
                    : Optional.empty();
        }
        String name = path.replaceFirst("/$", "");
        return name.isEmpty() || name.contains("/") ? Optional.empty() : Optional.of(name);
    }

    private void serve(String bucket, BucketSetting setting, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> get(bucket, setting, response);
            case "PUT" -> {
                put(bucket, setting, document(request));
                response.setStatus(setting == BucketSetting.POLICY ? 204 : 200);
            }
            case "DELETE" -> {
                if (setting.isEmptyByDefault()) {
                    throw notAllowed();
                }
                settings.remove(bucket, setting);
                response.setStatus(204);
            }
            default -> throw notAllowed();
        }
    }

    private static S3Error notAllowed() {
        return new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    private void get(String bucket, BucketSetting setting, HttpServletResponse response) throws IOException {
        Optional<String> document = settings.get(bucket, setting);
        if (document.isEmpty() && !setting.isEmptyByDefault()) {
            throw setting.missing();
        }
        String empty = "<" + setting.root() + " xmlns=\"" + NAMESPACE + "\"/>";
        write(
                response,
                setting == BucketSetting.POLICY ? "application/json" : "application/xml",
                document.orElse(empty));
    }

    private void put(String bucket, BucketSetting setting, String document) {
        switch (setting) {
            case POLICY -> requireJson(document);
            case NOTIFICATION -> requireCallable(bucket, document);
            case VERSIONING -> requireNoVersions(Xml.root(document, setting.root()));
            case LIFECYCLE -> LifecycleRule.read(document);
            case ENCRYPTION, OWNERSHIP, PUBLIC_ACCESS_BLOCK, TAGGING -> Xml.root(document, setting.root());
        }
        settings.put(bucket, setting, document);
    }

    private void requireCallable(String bucket, String document) {
        for (NotificationRule rule : NotificationRule.read(document)) {
            if (!functions.mayInvoke(rule.functionArn(), "arn:aws:s3:::" + bucket)) {
                throw S3Error.invalidArgument("Unable to validate the following destination configurations");
            }
        }
    }

    private static void requireNoVersions(Element root) {
        if (Xml.text(root, "Status").filter("Enabled"::equals).isPresent()) {
            throw new S3Error(501, "NotImplemented", "The local cloud keeps no versions of objects.");
        }
    }

    private static void requireJson(String document) {
        try {
            if (JSON.readTree(document).path("Statement").isMissingNode()) {
                throw new S3Error(400, "MalformedPolicy", "Missing required field Statement");
            }
        } catch (JsonProcessingException e) {
            throw new S3Error(400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
        }
    }

    private static String document(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_DOCUMENT + 1);
        if (bytes.length > MAX_DOCUMENT) {
            throw new S3Error(400, "MaxMessageLengthExceeded", "Your request was too big.");
        }
        return AwsChunks.joined(bytes, request.getHeader("x-amz-content-sha256"));
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
