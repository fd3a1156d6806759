package dev.vitrine.packaging.deploy;

import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@code make doctor}: looks at everything that a deployment stands on, each in one line, with the remedy where it fails. */
final class Doctor {
    private static final int ANSWER_LIMIT_MILLIS = 5_000;
    private static final int FUNCTIONS_AT_ONCE = 10;

    /** What deploying asks of an account, one action of each kind. */
    private static final List<String> ACTIONS = List.of(
            "cloudformation:CreateChangeSet",
            "dynamodb:CreateTable",
            "ecr:PutImage",
            "ecs:CreateService",
            "elasticloadbalancing:CreateLoadBalancer",
            "iam:CreateRole",
            "iam:PassRole",
            "lambda:CreateFunction",
            "logs:CreateLogGroup",
            "s3:CreateBucket",
            "secretsmanager:CreateSecret");

    private final Settings settings;
    private final Target target;
    private final Stacks stacks;
    private final Images images;
    private final Clients clients;
    private final TableIndexes indexes;
    private final Narrator narrator;
    private boolean healthy = true;

    Doctor(Settings settings, Target target, Stacks stacks, Images images, Clients clients, TableIndexes indexes) {
        this.settings = settings;
        this.target = target;
        this.stacks = stacks;
        this.images = images;
        this.clients = clients;
        this.indexes = indexes;
        this.narrator = indexes.narrator();
    }

    /**
     * What a check found.
     *
     * @param remedy empty where nothing is wrong
     */
    private record Finding(String what, Optional<String> remedy) {
        static Finding good(String what) {
            return new Finding(what, Optional.empty());
        }

        static Finding bad(String what, String remedy) {
            return new Finding(what, Optional.of(remedy));
        }
    }

    /** Returns whether all is well. */
    boolean examine() {
        check("credentials", this::credentials);
        check("permissions", this::permissions);
        check("quota", this::quota);
        check("network", this::network);
        Optional<Stack> shared = stacks.find(Target.SHARED_STACK);
        if (shared.isEmpty()) {
            tell("stack " + Target.SHARED_STACK, Finding.bad("is not there", "make deploy"));
            return healthy;
        }
        check("stack " + Target.SHARED_STACK, () -> stack(shared.get()));
        for (String image : Images.ALL) {
            check("image " + image, () -> image(image));
        }
        check("table " + Target.TABLE, this::table);
        check("frontend", this::frontend);
        check("sign-in", () -> signIn(SignInSettings.of(settings, shared)));
        Deployment.output(shared.get(), "Url").ifPresent(url -> {
            check("load balancer", this::loadBalancer);
            check("page", () -> page(url));
        });
        for (Path folder : PrototypeFolders.in(settings.prototypes())) {
            Path manifest = folder.resolve("prototype.yaml");
            check("prototype " + folder.getFileName(), () -> prototype(ManifestReader.read(manifest)));
            for (String image : ownImages(manifest)) {
                check("image " + image, () -> image(image));
            }
        }
        return healthy;
    }

    private void check(String subject, Callable<Finding> check) {
        Finding finding;
        try {
            finding = check.call();
        } catch (SdkException e) {
            finding = Finding.bad("cannot be asked: " + CloudErrors.sentence(e), "see docs/deploy.md, Permissions");
        } catch (Exception e) {
            finding = Finding.bad(String.valueOf(e.getMessage()), "mend that, then make doctor again");
        }
        tell(subject, finding);
    }

    private void tell(String subject, Finding finding) {
        healthy &= finding.remedy().isEmpty();
        narrator.say(String.format("%-6s%-26s%s", finding.remedy().isEmpty() ? "ok" : "FAIL", subject, finding.what()));
        finding.remedy().ifPresent(remedy -> narrator.say("      what to do: " + remedy));
    }

    private Finding table() {
        return indexes.unready()
                .map(lack -> Finding.bad(lack, "make deploy: it adds what is missing and waits until it can be read"))
                .orElseGet(() -> Finding.good("all its indexes can be read"));
    }

    private Finding credentials() {
        GetCallerIdentityResponse caller = clients.sts().getCallerIdentity();
        return Finding.good(caller.arn() + ", region " + target.region());
    }

    private Finding permissions() {
        String caller = clients.sts().getCallerIdentity().arn();
        if (caller.endsWith(":root")) {
            return Finding.good("all, as the account's root user; a role or user of its own is safer");
        }
        List<String> denied = clients
                .iam()
                .simulatePrincipalPolicy(
                        request -> request.policySourceArn(principal(caller)).actionNames(ACTIONS))
                .evaluationResults()
                .stream()
                .filter(result -> result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
                .map(EvaluationResult::evalActionName)
                .toList();
        return denied.isEmpty()
                ? Finding.good("all that deploying needs")
                : Finding.bad(
                        "lacking: " + String.join(", ", denied),
                        "let the account's owner grant them; docs/deploy.md lists what is needed");
    }

    /** A role that somebody has taken on is judged by the role. */
    private static String principal(String caller) {
        return caller.replaceFirst(":sts::(\\d+):assumed-role/([^/]+)/.*", ":iam::$1:role/$2");
    }

    private Finding quota() {
        AccountLimit limit = clients.lambda().getAccountSettings().accountLimit();
        int atOnce = limit.concurrentExecutions();
        return atOnce >= FUNCTIONS_AT_ONCE
                ? Finding.good(atOnce + " functions may run at once")
                : Finding.bad(
                        "only " + atOnce + " functions may run at once",
                        "ask for more at AWS's Service Quotas (Lambda, concurrent executions)");
    }

    private Finding network() {
        if (settings.value("SUBNET_IDS").isPresent()) {
            return Finding.good("as given by SUBNET_IDS");
        }
        Network network = Network.find(clients.ec2(), settings.value("VPC_ID"));
        return Finding.good(network.vpc() + " with " + network.subnets().size() + " public subnets");
    }

    private static Finding stack(Stack stack) {
        String status = stack.stackStatusAsString();
        return status.endsWith("_FAILED") || status.equals("ROLLBACK_COMPLETE")
                ? Finding.bad(status, "make deploy, which brings it to rest and tries again")
                : Finding.good(status);
    }

    private Finding image(String name) {
        return images.isPushed(name)
                ? Finding.good(images.reference(name))
                : Finding.bad("the registry has not what this build has", "make deploy");
    }

    /** None for a manifest that cannot be read, which its prototype's line says. */
    private List<String> ownImages(Path manifest) {
        try {
            return images.own(ManifestReader.read(manifest));
        } catch (ManifestException e) {
            return List.of();
        }
    }

    private Finding frontend() {
        List<Service> services = clients.ecs()
                .describeServices(request -> request.cluster(Target.CLUSTER).services(Frontend.SERVICE))
                .services();
        if (services.isEmpty()) {
            return Finding.bad("there is no service " + Frontend.SERVICE, "make deploy");
        }
        Service service = services.getFirst();
        String counts = service.runningCount() + " of " + service.desiredCount() + " tasks run";
        if (service.runningCount() >= service.desiredCount()
                && service.deployments().size() == 1) {
            return Finding.good(counts);
        }
        String last = service.events().isEmpty()
                ? ""
                : "; ECS: " + service.events().getFirst().message();
        return Finding.bad(
                counts + last, "wait a minute if a deploy is under way; else aws logs tail " + Frontend.LOG_GROUP);
    }

    private static Finding signIn(SignInSettings given) {
        return given.lack()
                .map(lack -> Finding.bad(lack.what(), lack.remedy() + ", then make deploy"))
                .orElseGet(() -> Finding.good("its settings are whole"));
    }

    private Finding loadBalancer() {
        List<String> groups = new ArrayList<>();
        clients.loadBalancing()
                .describeTargetGroups(request -> request.names(Frontend.SERVICE))
                .targetGroups()
                .forEach(group -> groups.add(group.targetGroupArn()));
        List<TargetHealthDescription> targets = groups.stream()
                .flatMap(group -> clients
                        .loadBalancing()
                        .describeTargetHealth(request -> request.targetGroupArn(group))
                        .targetHealthDescriptions()
                        .stream())
                .toList();
        long well = targets.stream()
                .filter(each -> each.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .count();
        if (well > 0) {
            return Finding.good(well + " of " + targets.size() + " targets healthy by /health");
        }
        String reason = targets.isEmpty()
                ? "no target is registered"
                : targets.getFirst().targetHealth().stateAsString() + ": "
                        + targets.getFirst().targetHealth().description();
        return Finding.bad(
                reason,
                "the frontend must answer /health with 200 on its port; aws logs tail " + Frontend.LOG_GROUP
                        + ", and look at the security groups");
    }

    private static Finding page(String url) {
        URI health = URI.create(url + "/health");
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_LIMIT_MILLIS);
            connection.setReadTimeout(ANSWER_LIMIT_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK
                    ? Finding.good(url)
                    : Finding.bad(health + " answers " + status, "aws logs tail " + Frontend.LOG_GROUP);
        } catch (IOException e) {
            return Finding.bad(
                    health + " cannot be reached from here (" + e.getMessage() + ")",
                    "your address must be within ALLOWED_CIDR, and the listener's port open");
        }
    }

    private Finding prototype(Prototype prototype) {
        String name = Target.nameOf(prototype.name());
        Optional<Stack> stack = stacks.find(name);
        if (stack.isEmpty()) {
            return Finding.bad("is not deployed", "make deploy");
        }
        Finding finding = stack(stack.get());
        if (finding.remedy().isPresent()) {
            return finding;
        }
        State state = clients.lambda()
                .getFunction(request -> request.functionName(name).qualifier("live"))
                .configuration()
                .state();
        return state == null || state == State.ACTIVE || state == State.INACTIVE
                ? Finding.good(stack.get().stackStatusAsString() + ", its function answers by the alias live")
                : Finding.bad(
                        "its function is " + state, "aws lambda get-function --function-name " + name + " says why");
    }
}
