package dev.vitrine.console;

import dev.vitrine.common.aws.LocalCredentials;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.session.Session;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Which cloud is meant by what a person said, the environment and the AWS configuration. */
final class CloudConfig {
    /** What this computer says. Unlike the SDK's own chain it asks no machine of AWS, which takes seconds elsewhere. */
    private static final AwsRegionProviderChain REGIONS =
            new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());

    private static final String DEFAULT = "default";
    private static final String PRODUCTION = "(.*[^a-z])?(prod|production|live)([^a-z].*)?";

    private CloudConfig() {}

    /** @throws IllegalArgumentException when an address is none */
    static Session session(CloudSettings said, Map<String, String> environment) {
        ProfileFile file = ProfileFile.defaultProfileFile();
        boolean keysAreSet = said.profile().isEmpty()
                && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
        Optional<String> named = said.profile().or(() -> Optional.ofNullable(environment.get("AWS_PROFILE")));
        Optional<String> profile = keysAreSet
                ? Optional.empty()
                : named.or(() -> Optional.of(DEFAULT).filter(name -> LocalCredentials.hasDefaultProfile()));
        Optional<Profile> found = named.or(() -> profile).flatMap(file::profile);
        Optional<URI> endpoint = said.endpoint()
                .or(() -> namedEndpoint(environment))
                .or(() -> file.profile(named.orElse(DEFAULT))
                        .flatMap(known -> known.property("endpoint_url"))
                        .map(URI::create));
        String region = said.region()
                .or(() -> said.profile().flatMap(chosen -> found).flatMap(known -> known.property("region")))
                .or(CloudConfig::defaultRegion)
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .orElse("us-east-1");
        CloudSettings resolved = new CloudSettings(endpoint, said.profile(), Optional.of(region));
        boolean local = LocalCredentials.areNeeded(resolved);
        return new Session(
                resolved,
                endpoint.map(URI::toString).orElse("AWS"),
                local && named.isEmpty() ? Optional.empty() : profile,
                named.isEmpty() && local,
                region,
                environment.getOrDefault("VITRINE_CLUSTER", "vitrine"),
                Boolean.parseBoolean(environment.get("VITRINE_PRODUCTION"))
                        || isProduction(named.or(() -> profile), found));
    }

    /** As the configuration says; where it says nothing, by the name. */
    private static boolean isProduction(Optional<String> profile, Optional<Profile> found) {
        return found.flatMap(known -> known.property("vitrine_production"))
                .map(Boolean::parseBoolean)
                .orElseGet(() -> profile.filter(
                                name -> name.toLowerCase(Locale.ROOT).matches(PRODUCTION))
                        .isPresent());
    }

    /** The endpoint that is meant when nobody says one and no profile does. */
    static Optional<URI> namedEndpoint(Map<String, String> environment) {
        return Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }

    private static Optional<String> defaultRegion() {
        try {
            return Optional.ofNullable(REGIONS.getRegion()).map(Region::id);
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }

    /** Names of the profiles of the AWS configuration. */
    static List<String> profiles() {
        return ProfileFile.defaultProfileFile().profiles().keySet().stream()
                .sorted()
                .toList();
    }
}
