package dev.vitrine.localcloud.sso;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.RestService;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Gives the role credentials that an SSO session is exchanged for. As with all credentials here any token is good; what
 * it gives ends after an hour, so that programs have to ask again.
 */
public final class PortalService implements RestService {
    private static final String TOKEN = "x-amz-sso_bearer_token";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Clock clock;

    public PortalService(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.path().equals("/federation/credentials")
                && request.header(TOKEN).isPresent();
    }

    @Override
    public AwsResponse call(AwsRequest request) {
        if (!request.method().equals("GET")) {
            throw AwsException.badRequest(
                    "UnknownOperationException", "The access portal of the local cloud gives role credentials alone.");
        }
        if (request.header(TOKEN).orElse("").isBlank()) {
            throw new AwsException(401, "UnauthorizedException", "Session token not found or invalid");
        }
        required(request, "account_id");
        required(request, "role_name");
        ObjectNode answer = Json.object();
        answer.putObject("roleCredentials")
                .put("accessKeyId", "ASIAVITRINE000000000")
                .put("secretAccessKey", UUID.randomUUID().toString())
                .put("sessionToken", UUID.randomUUID().toString())
                .put("expiration", clock.instant().plus(LIFETIME).toEpochMilli());
        return AwsResponse.json(200, answer);
    }

    private static void required(AwsRequest request, String parameter) {
        if (request.query(parameter).orElse("").isBlank()) {
            throw AwsException.badRequest("InvalidRequestException", parameter + " is required");
        }
    }

    @Override
    public void close() {}
}
