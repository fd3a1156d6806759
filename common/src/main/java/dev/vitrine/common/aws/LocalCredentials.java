package dev.vitrine.common.aws;

import dev.vitrine.common.operation.CloudSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * Credentials for a cloud on this computer that a person named when nothing else gives any: the local cloud takes whatever
 * comes, but the SDK asks nobody without.
 */
public final class LocalCredentials {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final SystemSetting[] NAMED = {
        SdkSystemSetting.AWS_ACCESS_KEY_ID,
        SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE,
        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI
    };
    private static final String DEFAULT_PROFILE = "default";

    private LocalCredentials() {}

    /** Whether a session with these settings has to use them. Asks nobody. */
    public static boolean areNeeded(CloudSettings settings) {
        return settings.endpoint().map(URI::getHost).filter(HOSTS::contains).isPresent()
                && settings.profile().isEmpty()
                && Arrays.stream(NAMED)
                        .allMatch(setting -> setting.getStringValue().isEmpty())
                && !isProfileNamed()
                && !hasDefaultProfile();
    }

    /** The SDK's setting is never empty. */
    private static boolean isProfileNamed() {
        return ProfileFileSystemSetting.AWS_PROFILE
                .getStringValue()
                .filter(name -> !name.equals(DEFAULT_PROFILE))
                .isPresent();
    }

    /** Whether the AWS configuration gives credentials to who names no profile. */
    public static boolean hasDefaultProfile() {
        return ProfileFile.defaultProfileFile().profile(DEFAULT_PROFILE).stream()
                .anyMatch(profile -> Stream.of(
                                ProfileProperty.AWS_ACCESS_KEY_ID,
                                ProfileProperty.ROLE_ARN,
                                ProfileProperty.CREDENTIAL_PROCESS,
                                ProfileProperty.SSO_ACCOUNT_ID,
                                "sso_session",
                                "login_session")
                        .anyMatch(name -> profile.property(name).isPresent()));
    }

    static Optional<AwsCredentialsProvider> of(CloudSettings settings) {
        return areNeeded(settings)
                ? Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("vitrine", "vitrine")))
                : Optional.empty();
    }
}
