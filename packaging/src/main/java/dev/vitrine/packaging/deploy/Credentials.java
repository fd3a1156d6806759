package dev.vitrine.packaging.deploy;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/** Says why the SDK found no credentials, and how to come by some. */
final class Credentials {
    private Credentials() {}

    static String missing() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        Optional<Profile> found = ProfileFile.defaultProfileFile().profile(name);
        if (found.isEmpty()) {
            return "There are no credentials: no AWS_ACCESS_KEY_ID is set, and there is no profile '" + name + "'."
                    + "\nMake one (aws configure sso --profile " + name + "), then AWS_PROFILE=" + name
                    + " make deploy.";
        }
        String remedy = isSso(found.get())
                ? "Sign in: aws sso login --profile " + name + ", then the same again."
                : "Mend it: aws configure --profile " + name + ", then the same again.";
        return "There are no credentials: profile '" + name + "' gives none (" + reason(name) + ").\n" + remedy;
    }

    private static boolean isSso(Profile profile) {
        return profile.property("sso_session")
                .or(() -> profile.property(ProfileProperty.SSO_START_URL))
                .isPresent();
    }

    /** Asks the profile alone: the message of the whole chain tells of every place that was looked at. */
    private static String reason(String profile) {
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile)) {
            provider.resolveCredentials();
            return "others were asked before it";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
        }
    }
}
