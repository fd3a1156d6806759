package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.OidcHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The word of a load balancer that signs people in. */
class OidcTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();
    private static final String SIGNER =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/vitrine/1";

    private static final String NEW_KEY = "ff".repeat(32);

    private static ECKey key;
    private static HttpServer keys;
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("a-key").generate();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/a-key", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(pem.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        keys.start();
        server = FRONTEND.another(Map.of(
                "USERS",
                "Edith:reviewer:oidc",
                "JOBS_VISIBLE",
                "own",
                "SESSION_KEY",
                NEW_KEY + "," + RunningFrontend.SESSION_KEY,
                "OIDC_SIGNER",
                SIGNER,
                "OIDC_KEYS_URL",
                "http://127.0.0.1:" + keys.getAddress().getPort()));
    }

    @AfterAll
    static void end() {
        server.close();
        keys.stop(0);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder byPassword(String path) {
        return request(path)
                .header("Authorization", RunningFrontend.basic("eve@example.com", RunningFrontend.PASSWORD));
    }

    private static int status(HttpRequest.Builder request) {
        return FRONTEND.send(request).statusCode();
    }

    @Test
    void theLoadBalancersWordIsBelievedWhenItIsSignedByIt() throws Exception {
        String word = word(key, SIGNER, "edith@example.com", 120);
        assertThat(status(request("/api/v1/prototypes").header(OidcHeader.NAME, word)))
                .isEqualTo(200);
        String page = FRONTEND.send(request("/").header(OidcHeader.NAME, word).header("Accept", "text/html"))
                .body();
        assertThat(page).contains("edith@example.com");
        assertThat(status(request("/api/v1/prototypes/coins/jobs")
                        .header(OidcHeader.NAME, word)
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("weight,year,metal\n7.5,1950,silver\n"))))
                .as("a foreign page has no token")
                .isEqualTo(403);
    }

    @Test
    void theLoadBalancersWordMayBePaddedAsItWritesIt() throws Exception {
        String[] parts = word(key, SIGNER, "edith@example.com", 120).split("\\.", -1);
        Base64.Encoder padding = Base64.getUrlEncoder();
        String signed = padding.encodeToString(Base64.getUrlDecoder().decode(parts[0])) + "."
                + padding.encodeToString(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(signed).contains("=");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.toECPrivateKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        assertThat(status(request("/api/v1/prototypes")
                        .header(OidcHeader.NAME, signed + "." + padding.encodeToString(signature.sign()))))
                .isEqualTo(200);
    }

    @Test
    void aSettingThatWouldBePassedOverWithoutASignerIsRefused() {
        for (String name : List.of("OIDC_KEYS_URL", "OIDC_NAME_CLAIM", "OIDC_ROLE")) {
            assertThatThrownBy(() -> FRONTEND.another(Map.of(name, "viewer")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(name + " is set, but OIDC_SIGNER is not");
        }
    }

    @Test
    void anyOtherWordIsNot() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("a-key").generate();
        for (String word : new String[] {
            word(other, SIGNER, "eve@example.com", 120),
            word(key, SIGNER + "2", "eve@example.com", 120),
            word(key, SIGNER, "eve@example.com", -120),
            word(key, SIGNER, "eve@example.com", 120)
                    .replaceFirst(
                            "\\.[^.]*\\.",
                            "."
                                    + Base64.getUrlEncoder()
                                            .encodeToString("{\"email\":\"ada\"}".getBytes(StandardCharsets.UTF_8))
                                    + "."),
            "nonsense"
        }) {
            assertThat(status(request("/api/v1/prototypes").header(OidcHeader.NAME, word)))
                    .isEqualTo(401);
        }
    }

    @Test
    void whoComesByTheSharedPasswordIsNeverTakenForWhomTheLoadBalancerVouchesFor() throws Exception {
        HttpRequest.Builder submit = byPassword("/api/v1/prototypes/coins/jobs");
        JsonNode job = UploadTest.json(FRONTEND.send(submit.header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("weight,year,metal\n7.5,1950,silver\n"))));
        assertThat(FRONTEND.jobs().find(job.path("id").asText()).orElseThrow().owner())
                .isEqualTo("eve@example.com (guest)");
        String own = "/api/v1/jobs/" + job.path("id").asText();
        assertThat(status(byPassword(own))).isEqualTo(200);
        assertThat(status(request(own).header(OidcHeader.NAME, word(key, SIGNER, "eve@example.com", 120))))
                .isEqualTo(404);
        assertThat(status(request("/api/v1/prototypes")
                        .header(OidcHeader.NAME, word(key, SIGNER, "eve@example.com (guest)", 120))))
                .isEqualTo(401);
    }

    @Test
    void aPageOfAFrontendThatHasTheOldKeyFirstIsGoodForTheNewOne() throws Exception {
        String word = word(key, SIGNER, "edith@example.com", 120);
        try (WebServer older = FRONTEND.another(Map.of(
                "OIDC_SIGNER",
                SIGNER,
                "OIDC_KEYS_URL",
                "http://127.0.0.1:" + keys.getAddress().getPort(),
                "SESSION_KEY",
                RunningFrontend.SESSION_KEY + "," + NEW_KEY))) {
            String page = FRONTEND.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + older.port() + "/"))
                            .header(OidcHeader.NAME, word)
                            .header("Accept", "text/html"))
                    .body();
            String token = page.replaceFirst("(?s).*name=\"csrf\"[^>]*(?:value|content)=\"([^\"]+)\".*", "$1");
            assertThat(token).hasSize(26);
            HttpRequest.Builder check = request("/prototypes/coins/check")
                    .header(OidcHeader.NAME, word)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("weight=1"));
            assertThat(status(check.copy().header(Gate.TOKEN_HEADER, "x".repeat(26))))
                    .isEqualTo(403);
            assertThat(status(check.copy().header(Gate.TOKEN_HEADER, token))).isEqualTo(200);
        }
    }

    private static String word(ECKey signedBy, String signer, String email, int secondsLeft) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("a-key")
                        .customParam("signer", signer)
                        .customParam("exp", System.currentTimeMillis() / 1000 + secondsLeft)
                        .build(),
                new JWTClaimsSet.Builder().subject("1").claim("email", email).build());
        jwt.sign(new ECDSASigner(signedBy));
        return jwt.serialize();
    }
}
