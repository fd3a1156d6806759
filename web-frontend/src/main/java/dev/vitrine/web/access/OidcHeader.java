package dev.vitrine.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity that an Application Load Balancer adds after a sign-in by OIDC: the header {@code x-amzn-oidc-data}, signed
 * with ES256. Believed only when the signature holds, the signer is the load balancer that was set, and it has not
 * expired.
 */
public final class OidcHeader {
    public static final String NAME = "x-amzn-oidc-data";
    private static final Logger LOG = LoggerFactory.getLogger(OidcHeader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_KEYS = 20;
    private static final int LONGEST_KEY = 2_000;
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final OidcConfig config;
    private final People people;
    private final Sessions sessions;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, ECPublicKey> keys = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ECPublicKey> eldest) {
            return size() > MOST_KEYS;
        }
    };

    public OidcHeader(OidcConfig config, People people, Sessions sessions, Clock clock) {
        this.config = config;
        this.people = people;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Who comes, by the header's value; empty when it is not to be believed. */
    public Optional<Viewer> viewer(String value) {
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            JWSHeader header = jwt.getHeader();
            String kid = header.getKeyID();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !config.signer().equals(header.getCustomParam("signer"))
                    || kid == null
                    || !kid.matches("[A-Za-z0-9-]{1,64}")
                    || !jwt.verify(new ECDSAVerifier(key(kid)))) {
                return refused("it is not signed by " + config.signer());
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<Instant> expires = expiry(header, claims);
            if (expires.isEmpty() || expires.get().plus(LEEWAY).isBefore(clock.instant())) {
                return refused("it has expired");
            }
            String name = claims.getStringClaim(config.nameClaim());
            if (name == null || !Viewer.isName(name) || people.isOfShared(name)) {
                return refused("it has no claim " + config.nameClaim() + " that is a name");
            }
            Role role = people.roleOf(name).orElse(config.role());
            return Optional.of(new Viewer(name, role, sessions.derivedToken(name)));
        } catch (ParseException | JOSEException | GeneralSecurityException | IOException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The load balancer writes the expiry into the header of the token; the claims may have one too. */
    private static Optional<Instant> expiry(JWSHeader header, JWTClaimsSet claims) {
        if (claims.getExpirationTime() != null) {
            return Optional.of(claims.getExpirationTime().toInstant());
        }
        return header.getCustomParam("exp") instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private static Optional<Viewer> refused(String why) {
        LOG.warn("the load balancer's identity was refused: {}", why);
        return Optional.empty();
    }

    private ECPublicKey key(String kid) throws IOException, InterruptedException, GeneralSecurityException {
        synchronized (keys) {
            ECPublicKey known = keys.get(kid);
            if (known != null) {
                return known;
            }
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(config.keys() + "/" + kid))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().length() > LONGEST_KEY) {
            throw new IOException("there is no key " + kid + " at " + config.keys());
        }
        byte[] der = Base64.getMimeDecoder().decode(answer.body().replaceAll("-----[A-Z ]+-----", ""));
        ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
            throw new GeneralSecurityException("key " + kid + " is not on the curve P-256");
        }
        synchronized (keys) {
            keys.put(kid, key);
        }
        return key;
    }
}
