package dev.vitrine.common.operation;

import java.net.URI;
import java.util.Optional;

/**
 * Which cloud, said by a person. What is not said comes from the environment, as every AWS program reads it.
 *
 * @param profile of the AWS configuration
 */
public record CloudSettings(Optional<URI> endpoint, Optional<String> profile, Optional<String> region) {
    /** All as the environment says. */
    public static final CloudSettings OF_ENVIRONMENT =
            new CloudSettings(Optional.empty(), Optional.empty(), Optional.empty());

    public CloudSettings {
        endpoint.ifPresent(address -> {
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                throw new IllegalArgumentException(
                        "'" + address + "' is no address of a cloud; write it like http://localhost:4566");
            }
        });
    }
}
