package dev.vitrine.packaging.deploy;

import dev.vitrine.packaging.template.PrototypeParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The settings by which the load balancer serves https and signs people in: each is of use with the others alone, and would
 * be passed over without them.
 *
 * @param settings what a person has set now
 * @param deployed parameters of the shared stack, which stay as they are where nothing is set
 */
record SignInSettings(Settings settings, Map<String, String> deployed) {
    private static final String SECRET = FrontendSecret.OIDC_CLIENT_SECRET.name();
    private static final List<String> NEEDED =
            List.of("OidcClientId", "OidcAuthorizationEndpoint", "OidcTokenEndpoint", "OidcUserInfoEndpoint");
    private static final List<String> OF_THE_ISSUER = List.of(
            "OidcClientId",
            "OidcClientSecretArn",
            "OidcAuthorizationEndpoint",
            "OidcTokenEndpoint",
            "OidcUserInfoEndpoint",
            "OidcScope");
    private static final List<String> OF_THE_SIGNER = List.of("OidcKeysUrl", "OidcNameClaim", "OidcRole");

    SignInSettings {
        deployed = Map.copyOf(deployed);
    }

    /** What a setting lacks, and what to do about it. */
    record Lack(String what, String remedy) {}

    /** With the parameters of the shared stack, if there is one. */
    static SignInSettings of(Settings settings, Optional<Stack> shared) {
        Map<String, String> deployed = new HashMap<>();
        shared.ifPresent(stack -> stack.parameters()
                .forEach(parameter -> deployed.put(parameter.parameterKey(), parameter.parameterValue())));
        return new SignInSettings(settings, deployed);
    }

    /**
     * Refuses a part without the rest, before anything is changed.
     *
     * @throws DeployException that names what is missing
     */
    void require() {
        lack().ifPresent(lack -> {
            throw new DeployException(lack.what() + "; " + lack.remedy() + ".");
        });
    }

    Optional<Lack> lack() {
        if (!value("OidcIssuer").isEmpty()) {
            return ofIssuer();
        }
        Optional<String> alone = setNow(OF_THE_ISSUER).or(() -> settings.value(SECRET)
                .filter(value -> !value.equals(Settings.NONE))
                .map(_ -> SECRET));
        if (alone.isPresent()) {
            return Optional.of(new Lack(
                    alone.get() + " is set, but OIDC_ISSUER is not, so that nobody would be signed in by it",
                    "set OIDC_ISSUER and what goes with it (docs/people.md), or leave " + alone.get() + " out"));
        }
        Optional<String> unsigned = value("OidcSigner").isEmpty() ? setNow(OF_THE_SIGNER) : Optional.empty();
        if (unsigned.isPresent()) {
            return Optional.of(new Lack(
                    unsigned.get()
                            + " is set, but neither OIDC_ISSUER nor OIDC_SIGNER is, so that nobody comes signed in",
                    "set one of them (docs/people.md), or leave " + unsigned.get() + " out"));
        }
        return !value("CertificateArn").isEmpty() && isWithoutBalancer()
                ? Optional.of(new Lack(
                        "CERTIFICATE_ARN is set, but LOAD_BALANCER is false, and nothing else serves https",
                        "set LOAD_BALANCER=true, or CERTIFICATE_ARN=none"))
                : Optional.empty();
    }

    private Optional<Lack> ofIssuer() {
        List<String> missing = new ArrayList<>();
        NEEDED.stream()
                .filter(name -> value(name).isEmpty())
                .map(PrototypeParameters::variable)
                .forEach(missing::add);
        if (secret().isEmpty()) {
            missing.add(SECRET);
        }
        if (value("CertificateArn").isEmpty()) {
            missing.add("CERTIFICATE_ARN");
        }
        if (isWithoutBalancer()) {
            missing.add("LOAD_BALANCER=true");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lack(
                        "OIDC_ISSUER is set, but not " + String.join(", ", missing)
                                + ", so that the load balancer would sign nobody in",
                        "set what is missing (docs/people.md), or OIDC_ISSUER=none"));
    }

    private boolean isWithoutBalancer() {
        return value("LoadBalancer").equals("false");
    }

    /** The first of these that is set to something now. */
    private Optional<String> setNow(List<String> parameters) {
        return parameters.stream()
                .map(PrototypeParameters::variable)
                .filter(name -> settings.value(name)
                        .filter(value -> !value.equals(Settings.NONE))
                        .isPresent())
                .findFirst();
    }

    private String secret() {
        return settings.value(SECRET)
                .map(value -> value.equals(Settings.NONE) ? "" : value)
                .orElseGet(() -> value("OidcClientSecretArn"));
    }

    /** What a parameter would be; empty where it is not set, or taken out. */
    private String value(String parameter) {
        String value = settings.value(PrototypeParameters.variable(parameter))
                .orElseGet(() -> deployed.getOrDefault(parameter, ""));
        return value.equals(Settings.NONE) ? "" : value;
    }
}
