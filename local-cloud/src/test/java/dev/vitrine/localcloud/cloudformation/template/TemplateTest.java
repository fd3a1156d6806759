package dev.vitrine.localcloud.cloudformation.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final String FRAME = """
            Parameters:
              Name: {Type: String, Default: ada}
              Names: {Type: CommaDelimitedList, Default: "a, b,c"}
            Mappings:
              Sizes: {small: {memory: 512}, large: {memory: 2048}}
            Conditions:
              IsAda: !Equals [!Ref Name, ada]
              Never: !And [!Condition IsAda, !Not [!Equals [1, 1]]]
              Ever: !Or [!Condition Never, !Condition IsAda]
            Resources:
              Group: {Type: AWS::Logs::LogGroup}
              Other: {Type: AWS::Logs::LogGroup}
            Outputs:
              Value:
                Value: %s
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain                                             | "plain"
            !Ref Name                                         | "ada"
            {Ref: Name}                                       | "ada"
            !Ref Names                                        | ["a","b","c"]
            !Ref Group                                        | "<Group>"
            !GetAtt Group.Arn                                 | "<Group.Arn>"
            {"Fn::GetAtt": [Group, Arn]}                      | "<Group.Arn>"
            !Sub "${Name}:${Group.Arn}:${!Literal}:${Other}"  | "ada:<Group.Arn>:${Literal}:<Other>"
            !Sub ["${X}-${Name}", {X: !Ref Group}]            | "<Group>-ada"
            !Join ["-", [a, !Ref Name, 3]]                    | "a-ada-3"
            !Join [",", !Ref Names]                           | "a,b,c"
            !Select [1, !Ref Names]                           | "b"
            !Select [2, !Split ["/", "x/y/z"]]                | "z"
            !Split ["/", "x/y"]                               | ["x","y"]
            !FindInMap [Sizes, small, memory]                 | 512
            !If [IsAda, yes-it-is, other]                     | "yes-it-is"
            !If [Never, one, two]                             | "two"
            !If [Ever, [1, true, 2.5], two]                   | [1,true,2.5]
            [a, !Ref AWS::NoValue, b]                         | ["a","b"]
            {k: !If [Never, 1, !Ref AWS::NoValue], l: 1}      | {"l":1}
            !ImportValue shared                               | "<import shared>"
            """)
    void functions_have_their_values(String expression, String value) {
        Template template = Template.parse(FRAME.formatted(expression));

        JsonNode found = evaluator(template).value(output(template).value());

        assertThat(found).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !Ref Nobody                    | Unresolved resource dependencies [Nobody] in the Outputs block of the template
            !GetAtt Nobody.Arn             | instance of Fn::GetAtt references undefined resource Nobody
            !GetAtt Group.Colour           | resource Group does not support attribute type Colour in Fn::GetAtt
            !If [Nowhere, 1, 2]            | Unresolved condition dependency Nowhere
            !Join [a]                      | every Fn::Join object requires two parameters
            {"Fn::Cidr": [a]}              | Encountered unsupported function: Fn::Cidr
            !Sub [1]                       | One or more Fn::Sub intrinsic functions don't specify expected arguments
            """)
    void what_cannot_be_is_refused(String expression, String message) {
        assertThatThrownBy(() -> Template.parse(FRAME.formatted(expression)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_value_that_is_not_there_is_refused_when_it_is_asked_for() {
        Template missing = Template.parse(FRAME.formatted("!FindInMap [Sizes, medium, memory]"));
        assertThatThrownBy(() -> evaluator(missing).value(output(missing).value()))
                .hasMessage("Template error: Unable to get mapping for Sizes::medium::memory");
        Template beyond = Template.parse(FRAME.formatted("!Select [3, !Ref Names]"));
        assertThatThrownBy(() -> evaluator(beyond).value(output(beyond).value()))
                .hasMessageContaining("Fn::Select cannot select nonexistent value at index 3");
    }

    @Test
    void json_and_yaml_are_the_same() {
        String json = """
                {"Resources": {"Group": {"Type": "AWS::Logs::LogGroup",
                    "Properties": {"LogGroupName": {"Fn::Sub": "${AWS::StackName}"}}}}}
                """;
        String yaml = """
                Resources:
                  Group:
                    Type: AWS::Logs::LogGroup
                    Properties:
                      LogGroupName: !Sub ${AWS::StackName}
                """;

        assertThat(Template.parse(json)).isEqualTo(Template.parse(yaml));
    }

    @Test
    void resources_come_after_those_that_they_depend_on() {
        Template template = Template.parse("""
                Resources:
                  C: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub "${B}/c"}}
                  B: {Type: AWS::Logs::LogGroup, DependsOn: [A]}
                  A: {Type: AWS::Logs::LogGroup}
                """);

        assertThat(template.order()).extracting(ResourceDeclaration::id).containsExactly("A", "B", "C");
    }

    @Test
    void parameters_are_held_to_what_they_allow() {
        Template template = Template.parse("""
                Parameters:
                  Size: {Type: Number, MinValue: 1, MaxValue: 9}
                  Kind: {Type: String, AllowedValues: [a, b], Default: a}
                  Name: {Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: must be small letters, Default: x}
                Resources: {Group: {Type: AWS::Logs::LogGroup}}
                """);

        assertThat(ParameterValues.of(template, Map.of("Size", "3")).values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("Size", "3", "Kind", "a", "Name", "x"));
        refused(template, Map.of(), "Parameters: [Size] must have values");
        refused(template, Map.of("Size", "1", "Other", "1"), "Parameters: [Other] do not exist in the template");
        refused(template, Map.of("Size", "many"), "Parameter 'Size' must be a number.");
        refused(template, Map.of("Size", "10"), "Parameter 'Size' must be a number not greater than 9");
        refused(template, Map.of("Size", "1", "Kind", "c"), "Parameter 'Kind' must be one of values: [a, b]");
        refused(template, Map.of("Size", "1", "Name", "A"), "Parameter 'Name' must be small letters");
    }

    private static void refused(Template template, Map<String, String> values, String message) {
        assertThatThrownBy(() -> ParameterValues.of(template, values)).hasMessage(message);
    }

    private static OutputDeclaration output(Template template) {
        return Objects.requireNonNull(template.outputs().get("Value"));
    }

    private static Evaluator evaluator(Template template) {
        return new Evaluator(template, new Scope() {
            @Override
            public JsonNode ref(String name) {
                return switch (name) {
                    case "Name" -> TextNode.valueOf("ada");
                    case "Names" -> new ParameterValues(template, Map.of()).node("Names", "a, b,c");
                    default -> TextNode.valueOf("<" + name + ">");
                };
            }

            @Override
            public JsonNode attribute(String resource, String attribute) {
                return TextNode.valueOf("<" + resource + "." + attribute + ">");
            }

            @Override
            public String imported(String name) {
                return "<import " + name + ">";
            }
        });
    }
}
