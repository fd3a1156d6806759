package dev.vitrine.web.access;

import java.net.URI;

/**
 * How the load balancer's word on who comes is judged.
 *
 * @param signer ARN of the load balancer that must have signed
 * @param keys address under which its public keys lie, by their id
 * @param nameClaim claim that holds the person's name
 * @param role of those who are no named users
 */
public record OidcConfig(String signer, URI keys, String nameClaim, Role role) {
    public OidcConfig {
        if (!signer.startsWith("arn:")) {
            throw new IllegalArgumentException("the signer is no ARN");
        }
    }
}
