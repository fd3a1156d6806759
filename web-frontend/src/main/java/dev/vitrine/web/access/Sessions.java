package dev.vitrine.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;

/** Signed session cookies: all a session is stands in the cookie, so any frontend with the same key knows it. */
public final class Sessions {
    public static final Duration LIFETIME = Duration.ofDays(7);
    private static final String TOKEN = "token";

    private final Clock clock;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    /** @param key 32 bytes, the same in all frontends */
    public Sessions(byte[] key, Clock clock) {
        this.clock = clock;
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a session key has 32 bytes", e);
        }
    }

    /** The cookie's value for a new session. */
    public String sign(Viewer viewer) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(viewer.name())
                        .claim(TOKEN, viewer.token())
                        .expirationTime(Date.from(clock.instant().plus(LIFETIME)))
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a session", e);
        }
        return jwt.serialize();
    }

    /** Whose session it is; empty when the value is forged, damaged or too old. */
    public Optional<Viewer> verify(String value) {
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            String token = claims.getStringClaim(TOKEN);
            if (expires == null || token == null || !expires.toInstant().isAfter(clock.instant())) {
                return Optional.empty();
            }
            return Optional.of(new Viewer(claims.getSubject(), token));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
