package dev.vitrine.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.vitrine.common.artifact.Digests;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signed session cookies: all a session is stands in the cookie, so any frontend with the same keys knows it. The first
 * key signs, all verify: a new key is put first, and the old one taken out when its sessions have been signed anew.
 */
public final class Sessions {
    public static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);
    private static final String TOKEN = "token";
    private static final String PROOF = "proof";

    private final People people;
    private final Clock clock;
    private final List<byte[]> keys;
    private final byte[] signingKey;
    private final String signingId;
    private final Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();

    /** @param keys of 32 bytes, the same in all frontends; at least one */
    public Sessions(List<byte[]> keys, People people, Clock clock) {
        this.people = people;
        this.clock = clock;
        this.keys = keys.stream().map(byte[]::clone).toList();
        this.signingKey = this.keys.getFirst();
        this.signingId = id(signingKey);
        try {
            for (byte[] key : keys) {
                verifiers.put(id(key), new MACVerifier(key));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a session key has 32 bytes", e);
        }
    }

    /**
     * A session that was found good.
     *
     * @param stale it should be signed anew: its key is not the first any more, or it is older than a day
     */
    public record Session(Viewer viewer, String proof, boolean stale) {}

    /** The cookie's value for a session. */
    public String sign(String name, String proof, String token) {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(signingId).build(),
                new JWTClaimsSet.Builder()
                        .subject(name)
                        .claim(TOKEN, token)
                        .claim(PROOF, proof)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        try {
            jwt.sign(new MACSigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a session", e);
        }
        return jwt.serialize();
    }

    /** Whose session it is; empty when the value is forged, damaged or too old, or its person may come in no longer. */
    public Optional<Session> verify(String value) {
        try {
            SignedJWT jwt = SignedJWT.parse(value);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !isSigned(jwt)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            Date issued = claims.getIssueTime();
            String token = claims.getStringClaim(TOKEN);
            String proof = claims.getStringClaim(PROOF);
            Instant now = clock.instant();
            if (expires == null
                    || token == null
                    || proof == null
                    || !expires.toInstant().isAfter(now)) {
                return Optional.empty();
            }
            boolean stale = !signingId.equals(jwt.getHeader().getKeyID())
                    || issued == null
                    || issued.toInstant().plus(RENEWED_AFTER).isBefore(now);
            return people.bySession(claims.getSubject(), proof)
                    .map(known -> new Session(new Viewer(known.name(), known.role(), token), proof, stale));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        for (JWSVerifier verifier : verifiers.values()) {
            if (jwt.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    /** A word that belongs to this person and the first key: what pages of somebody without a cookie send along. */
    String derivedToken(String name) {
        return derivedToken(name, signingKey);
    }

    /** Whether it is such a word by any of the keys: while they are changed, not all frontends have the same first. */
    boolean isDerivedToken(String token, String name) {
        return keys.stream().anyMatch(key -> Gate.same(token, derivedToken(name, key)));
    }

    private static String derivedToken(String name, byte[] key) {
        byte[] text = ("csrf\n" + name).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(text)).substring(0, 26);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a token", e);
        }
    }

    private static String id(byte[] key) {
        return Digests.sha256(key).substring(0, 8);
    }
}
