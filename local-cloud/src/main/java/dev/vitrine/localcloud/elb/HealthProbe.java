package dev.vitrine.localcloud.elb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks a target once whether it is well. */
final class HealthProbe implements AutoCloseable {
    private final Duration second;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param second how long a second of a health check's settings lasts */
    HealthProbe(Duration second) {
        this.second = second;
    }

    Duration interval(HealthCheck check) {
        return second.multipliedBy(check.intervalSeconds());
    }

    /** @param counts whether a failure is to be counted */
    void ask(Target target, HealthCheck check, boolean counts) throws InterruptedException {
        URI uri = URI.create("http://" + target.host() + ":" + check.port(target.port()) + check.path());
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(second.multipliedBy(check.timeoutSeconds()))
                    .header("User-Agent", "ELB-HealthChecker/2.0")
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (check.matches(status)) {
                target.succeeded(check);
            } else {
                target.failed(
                        check,
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [" + status + "]",
                        counts);
            }
        } catch (HttpTimeoutException e) {
            target.failed(check, "Target.Timeout", "Request timed out", counts);
        } catch (IOException | IllegalArgumentException e) {
            target.failed(check, "Target.FailedHealthChecks", "Health checks failed", counts);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
