package dev.vitrine.packaging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates in {@code packaging/aws}, in every variant, and the checks themselves, on templates that are broken. */
class TemplatesTest {
    private static final String REGION = "eu-central-1";
    private static final Map<String, Template> TEMPLATES = Map.of(
            "vitrine", Template.read(Path.of("aws/vitrine.yaml")),
            "prototype", Template.read(Path.of("aws/prototype.yaml")));
    private static final Map<String, String> SHARED =
            Map.of("VpcId", "vpc-1", "SubnetIds", "subnet-1,subnet-2", "FrontendImage", "vitrine/frontend:latest");
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:vitrine/users-AbCdEf";
    private static final String CERTIFICATE = "arn:aws:acm:eu-central-1:000000000000:certificate/demo";
    private static final Map<String, String> HTTPS = with(SHARED, "CertificateArn", CERTIFICATE);
    private static final Map<String, String> OIDC = with(
            HTTPS,
            "DomainName",
            "demo.example.com",
            "OidcIssuer",
            "https://login.example.com",
            "OidcAuthorizationEndpoint",
            "https://login.example.com/authorize",
            "OidcTokenEndpoint",
            "https://login.example.com/token",
            "OidcUserInfoEndpoint",
            "https://login.example.com/userinfo",
            "OidcClientId",
            "vitrine",
            "OidcClientSecretArn",
            SECRET);
    private static final Map<String, String> ONE = Map.of("Prototype", "banknote");
    private static final String GOOD = """
            Parameters:
              Size: {Type: Number, Default: 5}
            Conditions:
              IsLarge: !Not [!Equals [!Ref Size, "5"]]
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  KeySchema: [{AttributeName: pk, KeyType: HASH}]
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: vitrine
                      PolicyDocument:
                        Statement: [{Sid: Read, Effect: Allow, Action: "dynamodb:GetItem", Resource: !GetAtt Table.Arn}]
              Service:
                Type: AWS::ECS::Service
                Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: a, Image: b, StopTimeout: !Ref Size, Environment: [{Name: MODE, Value: plain}]}
            """;

    static Stream<Arguments> variants() {
        return Stream.of(
                Arguments.of("vitrine", SHARED),
                Arguments.of("vitrine", with(SHARED, "FrontendImage", "", "DesiredCount", "0")),
                Arguments.of("vitrine", with(SHARED, "NightOff", "true")),
                Arguments.of("vitrine", with(SHARED, "LoadBalancer", "false")),
                Arguments.of("vitrine", with(SHARED, "BudgetEmail", "someone@example.org")),
                Arguments.of("vitrine", with(SHARED, "UsersSecretArn", SECRET, "WebhookSecretArn", SECRET)),
                Arguments.of("vitrine", HTTPS),
                Arguments.of("vitrine", OIDC),
                Arguments.of("prototype", ONE),
                Arguments.of("prototype", with(ONE, "ProvisionedConcurrency", "2")),
                Arguments.of("prototype", with(ONE, "OwnImages", "true")),
                Arguments.of("prototype", with(ONE, "OwnImages", "true", "PredictorImage", "")),
                Arguments.of("prototype", with(ONE, "ScheduleExpression", "rate(1 day)")));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void every_resource_is_as_cloudformation_specifies_it_and_may_do_the_least(String name, Map<String, String> given) {
        List<Resource> resources = template(name).resolve(given, REGION);
        assertThat(new Specification().problems(resources)).isEmpty();
        assertThat(Permissions.problems(resources)).isEmpty();
        assertThat(Secrets.problems(template(name))).isEmpty();
    }

    @Test
    void the_variants_above_leave_no_condition_untried() {
        TEMPLATES.forEach((name, template) -> {
            Map<String, Set<Boolean>> seen = new TreeMap<>();
            variants().filter(variant -> variant.get()[0].equals(name)).forEach(variant -> template.conditions(
                            given(variant), REGION)
                    .forEach((condition, holds) -> seen.computeIfAbsent(condition, _ -> new TreeSet<>())
                            .add(holds)));
            assertThat(seen)
                    .allSatisfy((condition, values) -> assertThat(values).hasSize(2));
        });
    }

    @Test
    void what_a_prototype_imports_is_exported_by_what_is_shared() {
        Set<String> exports = template("vitrine").outputs().values().stream()
                .map(output -> output.path("Export").path("Name").asText())
                .collect(Collectors.toSet());
        assertThat(template("prototype").root().findValuesAsText("Fn::ImportValue"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(exports).contains(name));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void what_can_have_tags_tells_whose_it_is(String name, Map<String, String> given) {
        if (name.equals("prototype")) {
            assertThat(template(name).resolve(given, REGION))
                    .filteredOn(resource -> Specification.isTaggable(resource.type()))
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(
                                    resource.properties().path("Tags").toString())
                            .contains("vitrine:prototype", "banknote"));
        }
    }

    @Test
    void without_a_certificate_the_page_is_served_as_before() {
        assertThat(resource(SHARED, "Listener").path("DefaultActions").toString())
                .contains("\"forward\"");
        assertThat(template("vitrine").resolve(SHARED, REGION))
                .extracting(Resource::id)
                .doesNotContain("SecureListener", "ProgramsRule");
    }

    @Test
    void with_a_certificate_http_leads_to_https_of_tls_1_3() {
        assertThat(resource(HTTPS, "Listener").path("DefaultActions").toString())
                .contains("\"redirect\"", "\"HTTPS\"", "\"443\"", "HTTP_301")
                .doesNotContain("forward");
        JsonNode secure = resource(HTTPS, "SecureListener");
        assertThat(secure.path("SslPolicy").asText()).contains("TLS13");
        assertThat(secure.path("Certificates").toString()).contains(CERTIFICATE);
        assertThat(secure.path("DefaultActions").toString())
                .contains("\"forward\"")
                .doesNotContain("authenticate-oidc");
        assertThat(resource(HTTPS, "LoadBalancerGroup").path("SecurityGroupIngress"))
                .hasSize(2);
    }

    @Test
    void with_an_identity_provider_people_are_signed_in_before_the_page_and_the_page_believes_this_load_balancer() {
        JsonNode actions = resource(OIDC, "SecureListener").path("DefaultActions");
        assertThat(actions.findValuesAsText("Type")).containsExactly("authenticate-oidc", "forward");
        assertThat(actions.findValuesAsText("ClientSecret"))
                .containsExactly("{{resolve:secretsmanager:" + SECRET + ":SecretString}}");
        assertThat(signer(OIDC)).isEqualTo(ref(OIDC)).isNotEmpty();
        assertThat(signer(with(SHARED, "OidcSigner", "arn:of-another"))).isEqualTo("arn:of-another");
        assertThat(resource(OIDC, "ProgramsRule").toString())
                .as("programs sign in by themselves")
                .contains("Authorization", "Basic *", "\"forward\"");
    }

    private static String ref(Map<String, String> given) {
        return resource(given, "SecureListener").path("LoadBalancerArn").asText();
    }

    private static String signer(Map<String, String> given) {
        for (JsonNode variable : resource(given, "FrontendTask")
                .path("ContainerDefinitions")
                .path(0)
                .path("Environment")) {
            if (variable.path("Name").asText().equals("OIDC_SIGNER")) {
                return variable.path("Value").asText();
            }
        }
        return "";
    }

    private static JsonNode resource(Map<String, String> given, String id) {
        return template("vitrine").resolve(given, REGION).stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElseThrow()
                .properties();
    }

    @Test
    void a_good_template_has_no_problem() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            AWS::DynamoDB::Table | AWS::DynamoDB::Tabel | no specification of type AWS::DynamoDB::Tabel
            BillingMode | BilingMode | 'BilingMode' is not defined
            LaunchType: FARGATE | LaunchType: FARGAT | LaunchType: does not have a value in the enumeration
            KeyType: HASH | KeyTyp: HASH | required property 'KeyType' not found
            [{AttributeName: pk, KeyType: HASH}] | HASH | KeySchema
            Default: 5 | Default: five | StopTimeout: does not match the regex pattern
            AssumeRolePolicyDocument: | AssumeRole: | required property 'AssumeRolePolicyDocument' not found
            !GetAtt Table.Arn | !GetAtt Table.Name | there is no attribute Table.Name
            dynamodb:GetItem | dynamodb:* | wildcard action dynamodb:*
            dynamodb:GetItem | * | wildcard action *
            !GetAtt Table.Arn | "*" | dynamodb:GetItem on every resource
            Action: "dynamodb:GetItem" | NotAction: "dynamodb:GetItem" | allows all but what it names
            Action: "dynamodb:GetItem" | Action: "iam:PassRole" | hands roles to any service
            Service: lambda.amazonaws.com | AWS: "*" | may be assumed by another than a service
            Policies: | ManagedPolicyArns: [a]\\n      Policies: | has a policy that is not in the template
            Name: MODE | Name: DB_PASSWORD | variable DB_PASSWORD has a value
            Value: plain | Value: AKIAIOSFODNN7EXAMPLE | looks like a key
            Value: plain | Value: 4f3c2b1a4f3c2b1a4f3c2b1a4f3c2b1a | looks like a key
            Size: {Type: Number, Default: 5} | Size: {Type: Number, Default: 5}\\n  Password: {Type: String, Default: x} | a secret is no parameter
            """)
    void a_broken_template_is_told_what_is_wrong(String good, String broken, String told) {
        assertThat(GOOD).contains(good);
        assertThat(problems(GOOD.replace(good, broken.replace("\\n", "\n"))))
                .anySatisfy(problem -> assertThat(problem).contains(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            !GetAtt Table.Arn | !GetAtt Tabel.Arn | Role: there is no Tabel
            !GetAtt Table.Arn | !Sub "${Tabel.Arn}/*" | Role: there is no Tabel
            !Ref Size | !Ref Siez | Task: there is no Siez
            !Ref Size | !If [IsBig, 1, 2] | Task: there is no condition IsBig
            !Ref Size | !Base64 Size | Task: unknown function Fn::Base64
            Type: AWS::DynamoDB::Table | Type: AWS::DynamoDB::Table\\n    Condition: IsLarge | the condition of Table does not hold here
            Type: AWS::DynamoDB::Table | Type: AWS::DynamoDB::Table\\n    DependsOn: Nothing | Table depends on Nothing
            Type: AWS::DynamoDB::Table | Type: AWS::DynamoDB::Table\\n    Type: twice | key Type stands twice
            """)
    void a_reference_to_nothing_is_told(String good, String broken, String told) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> problems(GOOD.replace(good, broken.replace("\\n", "\n"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(told);
    }

    private static List<String> problems(String yaml) {
        Template template = Template.parse(yaml);
        List<Resource> resources = template.resolve(Map.of(), REGION);
        return Stream.of(
                        new Specification().problems(resources).stream(),
                        Permissions.problems(resources).stream(),
                        Secrets.problems(template).stream())
                .flatMap(problems -> problems)
                .toList();
    }

    private static Template template(String name) {
        Template found = TEMPLATES.get(name);
        assertThat(found).isNotNull();
        return found;
    }

    @SuppressWarnings("unchecked") // as variants() gives them
    private static Map<String, String> given(Arguments variant) {
        return (Map<String, String>) variant.get()[1];
    }

    private static Map<String, String> with(Map<String, String> given, String... more) {
        Map<String, String> all = new HashMap<>(given);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
