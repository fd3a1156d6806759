package dev.vitrine.localcloud.cloudformation.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All resource types of this cloud. */
public final class ResourceTypes {
    private static final Map<String, ResourceType> BY_NAME = List.of(
                    new Budget(),
                    new DynamoDbTable(),
                    new EcrRepository(),
                    new EcsCluster(),
                    new EcsService(),
                    new EcsTaskDefinition(),
                    new IamRole(),
                    new LambdaAlias(),
                    new LambdaFunction(),
                    new LambdaPermission(),
                    new LambdaVersion(),
                    new Listener(),
                    new ListenerRule(),
                    new LoadBalancer(),
                    new LogGroup(),
                    new S3Bucket(),
                    new S3BucketPolicy(),
                    new ScalableTarget(),
                    new ScalingPolicy(),
                    new Schedule(),
                    new ScheduleGroup(),
                    new Secret(),
                    new SecurityGroup(),
                    new SsmParameter(),
                    new TargetGroup())
            .stream()
            .collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    private ResourceTypes() {}

    /** The type of that name, which a checked template has. */
    public static ResourceType of(String name) {
        return Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() -> new IllegalStateException("There is no resource type " + name + "."));
    }
}
