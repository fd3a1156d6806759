package dev.vitrine.packaging.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.Item;
import dev.vitrine.common.cost.KeptStartedUsage;
import dev.vitrine.common.cost.LoadBalancerUsage;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.packaging.template.Resource;
import dev.vitrine.packaging.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the resources of a stack cost in a month in which nobody uses them. */
final class IdleBill {
    static final double HOURS = 730;

    private static final double CPU_UNITS = 1024;
    private static final double MB_PER_GB = 1024;
    private static final double SECONDS_PER_HOUR = 3600;
    /** Every frontend looks for open jobs every two seconds; while there are none, nothing is written. */
    private static final double LOOKS_PER_HOUR = SECONDS_PER_HOUR / 2;
    /** A query that finds nothing, and may be a little late. */
    private static final double READS_PER_LOOK = 0.5;
    /** Target tracking sets one alarm for high load and one for low. */
    private static final int ALARMS_PER_POLICY = 2;

    /** AWS charges nothing for these themselves; what runs in them or is written to them is charged where it happens. */
    private static final Set<String> FREE = Set.of(
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::Budgets::Budget",
            "AWS::EC2::SecurityGroup",
            "AWS::ECS::Cluster",
            "AWS::ECS::TaskDefinition",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::IAM::Role",
            "AWS::Lambda::Function",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::Logs::LogGroup",
            "AWS::S3::BucketPolicy",
            // Fourteen million starts a month are free.
            "AWS::Scheduler::Schedule",
            "AWS::Scheduler::ScheduleGroup");

    private final Map<String, Resource> resources;
    private final Kept kept;
    private final PriceList prices;
    private final Bill.Writer bill;

    private IdleBill(List<Resource> resources, Kept kept, PriceList prices) {
        this.resources = resources.stream().collect(Collectors.toMap(Resource::id, Function.identity()));
        this.kept = kept;
        this.prices = prices;
        this.bill = new Bill.Writer(prices);
    }

    /**
     * The bill.
     *
     * @throws TemplateException when there is a type of resource whose price nobody has told
     */
    static Bill of(List<Resource> resources, Kept kept, PriceList prices) {
        IdleBill idle = new IdleBill(resources, kept, prices);
        resources.forEach(idle::add);
        return idle.bill.bill();
    }

    private void add(Resource resource) {
        JsonNode properties = resource.properties();
        switch (resource.type()) {
            case "AWS::ECS::Service" -> service(properties);
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> loadBalancer(properties);
            case "AWS::Lambda::Alias" -> provisioned(properties);
            case "AWS::ApplicationAutoScaling::ScalingPolicy" ->
                bill.add("alarms that scale the frontend", Item.ALARM, ALARMS_PER_POLICY);
            case "AWS::SecretsManager::Secret" ->
                bill.add("secret " + properties.path("Name").asText(), Item.SECRET, 1);
            case "AWS::ECR::Repository" ->
                bill.add(
                        "images " + properties.path("RepositoryName").asText(),
                        Item.IMAGE_STORAGE,
                        kept.gbPerRepository());
            case "AWS::DynamoDB::Table" -> {
                bill.add("table, data", Item.TABLE_STORAGE, kept.tableGb());
                if (properties
                        .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean()) {
                    bill.add("table, recovery to any second", Item.TABLE_RECOVERY, kept.tableGb());
                }
            }
            case "AWS::S3::Bucket" -> bill.add("bucket, data", Item.BUCKET_STORAGE, kept.bucketGb());
            default -> {
                if (!FREE.contains(resource.type())) {
                    throw new TemplateException(resource.id() + ": what does " + resource.type() + " cost?");
                }
            }
        }
    }

    private void service(JsonNode service) {
        double taskHours = service.path("DesiredCount").asDouble(1)
                * Awake.hoursADay(service.path("ServiceName").asText(), resources.values())
                * HOURS
                / 24;
        Resource task = resources.get(service.path("TaskDefinition").asText());
        if (task == null) {
            throw new TemplateException("the service " + service.path("ServiceName") + " has no task definition");
        }
        double vcpu = task.properties().path("Cpu").asDouble() / CPU_UNITS;
        double gb = task.properties().path("Memory").asDouble() / MB_PER_GB;
        boolean spot = service.path("CapacityProviderStrategy").toString().contains("FARGATE_SPOT");
        bill.add("frontend, processor", spot ? Item.SPOT_VCPU : Item.FARGATE_VCPU, taskHours * vcpu);
        bill.add("frontend, memory", spot ? Item.SPOT_MEMORY : Item.FARGATE_MEMORY, taskHours * gb);
        if (service.at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
                .asText()
                .equals("ENABLED")) {
            bill.add("frontend, public address", Item.PUBLIC_IPV4, taskHours);
        }
        bill.add("table, looking for open jobs", Item.TABLE_READS, taskHours * LOOKS_PER_HOUR * READS_PER_LOOK / 1e6);
    }

    private void loadBalancer(JsonNode loadBalancer) {
        boolean open = loadBalancer.path("Scheme").asText().equals("internet-facing");
        int zones = loadBalancer.path("Subnets").size();
        bill.add(new LoadBalancerUsage(HOURS, open ? zones : 0).bill(prices));
    }

    private void provisioned(JsonNode alias) {
        int count = alias.at("/ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions")
                .asInt();
        Resource function = resources.get(alias.path("FunctionName").asText());
        if (function == null) {
            throw new TemplateException("an alias has no function");
        }
        bill.add(new KeptStartedUsage(
                        function.properties().path("FunctionName").asText(),
                        count,
                        function.properties().path("MemorySize").asInt(),
                        HOURS)
                .bill(prices));
    }
}
