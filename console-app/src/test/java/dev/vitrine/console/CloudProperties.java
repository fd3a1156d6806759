package dev.vitrine.console;

import java.net.URI;

/** Which cloud this process asks when nobody names another. */
public final class CloudProperties {
    private CloudProperties() {}

    /** A local one, with credentials that it takes. */
    public static void local(URI endpoint) {
        System.setProperty("aws.endpointUrl", endpoint.toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
    }
}
