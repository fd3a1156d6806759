package dev.vitrine.packaging.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about a reason that AWS gives.
 *
 * @param cause the usual one
 * @param remedy what a person does next
 */
record Remedy(String cause, String remedy) {
    private record Known(Pattern reason, Remedy remedy) {
        static Known of(String reason, String cause, String remedy) {
            return new Known(Pattern.compile(reason, Pattern.CASE_INSENSITIVE), new Remedy(cause, remedy));
        }
    }

    /** From the particular to the general: the first that fits counts. */
    private static final List<Known> KNOWN = List.of(
            Known.of(
                    "exec format error|platform .*not supported|image manifest.*not supported|architecture",
                    "The image is built for another processor architecture.",
                    "Build on a base for linux/amd64 (BASE_IMAGE), then make deploy."),
            Known.of(
                    "CannotPullContainer|manifest unknown|Source image .* does not exist|image .*not found"
                            + "|no such image|failed to resolve ref",
                    "The image is not in its repository, or was expired from it.",
                    "Push it (make upload), then make deploy."),
            Known.of(
                    "marked for deletion|can't find the specified secret",
                    "A secret of the stack was deleted by hand.",
                    "aws secretsmanager restore-secret --secret-id ..., then make deploy."),
            Known.of(
                    "ResourceInitializationError|unable to pull secrets|i/o timeout|context deadline exceeded",
                    "The task has no way to AWS's addresses: its subnets have no route to the internet.",
                    "Give public subnets: SUBNET_IDS=subnet-...,subnet-... make deploy."),
            Known.of(
                    "cannot be assumed|unable to assume|not authorized to assume|AssumeRole",
                    "The service may not take the role on, or the role is only seconds old.",
                    "make deploy again; if it stays, look whether somebody changed the role's trust policy."),
            Known.of(
                    "not authorized to perform|AccessDenied|UnauthorizedOperation|is not authorized",
                    "The profile with which you deploy lacks the permission that is named.",
                    "Let the account's owner grant it (docs/deploy.md lists what is needed), then make deploy."),
            Known.of(
                    "ExpiredToken|token.*expired|credentials.*expired|SSO session",
                    "You are not signed in any more.",
                    "aws sso login --profile $AWS_PROFILE, then make deploy."),
            Known.of(
                    "MemorySize.*less than or equal",
                    "New accounts have less memory for functions than others.",
                    "Lower realtime.memory in prototype.yaml, or ask for more at AWS's Service Quotas."),
            Known.of(
                    "ReservedConcurrent|ConcurrentExecutions|UnreservedConcurrentExecution",
                    "The account has too few functions that may run at once.",
                    "Leave provisioned concurrency out, or ask for more at AWS's Service Quotas (Lambda)."),
            Known.of(
                    "LimitExceeded|quota|TooMany|maximum number",
                    "The account has as many of these as it may have.",
                    "Delete what is not needed, or ask for more at AWS's Service Quotas, then make deploy."),
            Known.of(
                    "No export named",
                    "What all prototypes share is not deployed here.",
                    "make deploy, which does that first; look at AWS_REGION too."),
            Known.of(
                    "Export .* in use",
                    "Stacks of prototypes stand on it.",
                    "Delete those first; make destroy does it in order."),
            Known.of(
                    "AlreadyExists|already exists|AlreadyOwnedByYou",
                    "Something of that name was made outside of this stack.",
                    "Delete it, or deploy to another account or region; table and bucket are taken over by themselves."),
            Known.of(
                    "CIDR",
                    "The addresses that may open the page are not given as a range.",
                    "ALLOWED_CIDR=203.0.113.0/24 make deploy, with your range."),
            Known.of(
                    "at least two subnets|InvalidSubnet|subnet",
                    "A load balancer needs public subnets in two zones of one network.",
                    "VPC_ID=vpc-... SUBNET_IDS=subnet-...,subnet-... make deploy."),
            Known.of(
                    "security group|InvalidGroup|DependencyViolation",
                    "A security group is used by something outside of this stack.",
                    "Detach it there, then make deploy again."),
            Known.of(
                    "health check|unhealthy|Target\\.(FailedHealthChecks|Timeout|ResponseCodeMismatch)",
                    "The frontend does not answer /health with 200 on the port that it is asked on.",
                    "Read why in its log (aws logs tail /vitrine/frontend), then make deploy."),
            Known.of(
                    "Circuit Breaker|did not stabilize|NotStabilized|Exceeded attempts to wait",
                    "Its tasks start and end again, or do not become healthy in time.",
                    "Read why below, or in the log (aws logs tail /vitrine/frontend), then make deploy."));

    static Optional<Remedy> of(String reason) {
        return KNOWN.stream()
                .filter(known -> known.reason().matcher(reason).find())
                .map(Known::remedy)
                .findFirst();
    }

    @Override
    public String toString() {
        return "    usual cause: " + cause + "\n    what to do:  " + remedy;
    }
}
