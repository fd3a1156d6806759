package dev.vitrine.localcloud.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Item ITEM = read("""
            {"a": {"N": "5"}, "b": {"S": "hello"}, "n": {"NULL": true}, "t": {"BOOL": true}, "bin": {"B": "AP8B"},
             "l": {"L": [{"N": "10"}, {"S": "x"}, {"N": "30"}]}, "ss": {"SS": ["p", "q"]}, "ns": {"NS": ["1", "2"]},
             "m": {"M": {"k": {"M": {"deep": {"S": "down"}}}, "n": {"N": "7"}}}}
            """);
    private static final Map<String, String> NAMES = Map.of("#a", "a", "#dot", "m.k", "#m", "m", "#undefined2", "zz");
    private static final Map<String, AttributeValue> VALUES = values("""
            {":five": {"N": "5.0"}, ":six": {"N": "6"}, ":he": {"S": "he"}, ":x": {"S": "x"}, ":p": {"S": "p"},
             ":one": {"N": "1"}, ":true": {"BOOL": true}, ":B": {"S": "B"}, ":list": {"L": [{"S": "new"}]},
             ":set": {"SS": ["q", "r"]}, ":all": {"SS": ["p", "q"]}, ":num": {"S": "N"}, ":bad": {"S": "X"},
             ":map": {"M": {"z": {"N": "1"}}}}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :five",
                "#a = :five",
                "(a) = :five",
                "a <> :six",
                "gone <> :six",
                "a < :six AND a > :one",
                "a BETWEEN :one AND :six AND b <> :x",
                "a IN (:one, :six, :five)",
                "NOT a = :six",
                "not (a = :six or a = :one)",
                "a = :six OR a = :one OR a = :five",
                "a = :six AND a = :one OR a = :five",
                "a = :five OR a = :six AND a = :one",
                "NOT a = :six AND a = :five",
                "attribute_exists(m.k.deep)",
                "attribute_exists(#m.k)",
                "attribute_not_exists(#dot)",
                "attribute_not_exists(l[3])",
                "attribute_type(a, :num)",
                "begins_with(b, :he)",
                "contains(b, :he)",
                "contains(ss, :p)",
                "contains(ns, :one)",
                "contains(l, :x)",
                "size(b) = :five",
                "size(l) > size(ss)",
                "size ( l ) < :five",
                "l[1] = :x",
                "l [ 1 ] = :x",
                "t = :true",
                "ss = :all",
                "a<:six"
            })
    void holds(String condition) {
        assertThat(evaluate(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :he",
                "gone = :five",
                "gone < :five",
                "b < :five",
                "NOT attribute_exists(a)",
                "attribute_exists(m.k.deep.er)",
                "attribute_exists(l[9])",
                "size(a2) > :one",
                "begins_with(a, :he)",
                "contains(m, :he)",
                "a BETWEEN :six AND :six",
                "a IN (:one, :six)"
            })
    void doesNotHold(String condition) {
        assertThat(evaluate(condition)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a = | Syntax error; token: "<EOF>", near: "="
            a == :five | Syntax error; token: "=", near: "== :five"
            a = :five b | Syntax error; token: "b", near: ":five b"
            a ! :five | Syntax error; token: "!", near: "a ! :five"
            status = :five | Attribute name is a reserved keyword; reserved keyword: status
            m.Name = :five | Attribute name is a reserved keyword; reserved keyword: Name
            #zz = :five | An expression attribute name used in the document path is not defined; attribute name: #zz
            a = :zz | An expression attribute value used in expression is not defined; attribute value: :zz
            nope(a) | Invalid function name; function: nope
            size(a) | The function is not allowed to be used this way in an expression; function: size
            a = begins_with(a, :he) | The function is not allowed to be used this way in an expression; function: begins_with
            begins_with(a) | Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1
            attribute_exists(:five) | Operator or function requires a document path; operator or function: attribute_exists
            begins_with(a, :five) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
            attribute_type(a, :bad) | Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}
            a < :true | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
            a = a | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]
            ((a = :five)) | The expression has redundant parentheses;
            a BETWEEN :six AND :one | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:1}
            a BETWEEN :six AND :he | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {S:he}
            """)
    void refusesConditions(String condition, String message) {
        assertThatThrownBy(() -> evaluate(condition)).hasMessage("Invalid ConditionExpression: " + message);
    }

    @Test
    void refusesEmptyAndLongExpressions() {
        assertThatThrownBy(() -> evaluate(""))
                .hasMessage("Invalid ConditionExpression: The expression can not be empty;");
        assertThatThrownBy(() -> evaluate("a = :five" + " ".repeat(4096)))
                .hasMessage("Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; "
                        + "expression size: 4105");
        assertThatThrownBy(() -> evaluate("(".repeat(2000) + "a = :five" + ")".repeat(2000)))
                .hasMessageContaining("Invalid ConditionExpression");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET a = :six | a | {"N":"6"}
            SET a = a + :one | a | {"N":"6"}
            SET a = a - :six | a | {"N":"-1"}
            SET a = :one - (a) | a | {"N":"-4"}
            SET c = if_not_exists(c, :one) + :one | c | {"N":"2"}
            SET a = if_not_exists(a, :one) | a | {"N":"5"}
            SET l = list_append(l, :list) | l | {"L":[{"N":"10"},{"S":"x"},{"N":"30"},{"S":"new"}]}
            SET l = list_append(:list, l) | l | {"L":[{"S":"new"},{"N":"10"},{"S":"x"},{"N":"30"}]}
            SET l[1] = :one | l | {"L":[{"N":"10"},{"N":"1"},{"N":"30"}]}
            SET l[9] = :one, l[7] = :six | l | {"L":[{"N":"10"},{"S":"x"},{"N":"30"},{"N":"6"},{"N":"1"}]}
            SET m.k.deep = :one, m.z = a | m | {"M":{"k":{"M":{"deep":{"N":"1"}}},"n":{"N":"7"},"z":{"N":"5"}}}
            SET a = b, b = a | a | {"S":"hello"}
            REMOVE l[0], l[2] | l | {"L":[{"S":"x"}]}
            REMOVE l[0] SET l[1] = :six | l | {"L":[{"N":"6"},{"N":"30"}]}
            REMOVE l[8] | l | {"L":[{"N":"10"},{"S":"x"},{"N":"30"}]}
            REMOVE m.k | m | {"M":{"n":{"N":"7"}}}
            ADD a :six | a | {"N":"11"}
            ADD c :six | c | {"N":"6"}
            ADD m.n :one | m | {"M":{"k":{"M":{"deep":{"S":"down"}}},"n":{"N":"8"}}}
            ADD ss :set | ss | {"SS":["p","q","r"]}
            DELETE ss :set | ss | {"SS":["p"]}
            set a = :one remove b add c :one delete ss :set | c | {"N":"1"}
            """)
    void updates(String update, String attribute, String expected) throws JsonProcessingException {
        AttributeValue value = update(update).get(attribute);
        assertThat(value).isEqualTo(ItemJson.read(JSON.readTree(expected)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE ss :all | ss
            REMOVE a | a
            """)
    void removes(String update, String attribute) {
        assertThat(update(update).attributes()).doesNotContainKey(attribute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET a = zz | The provided expression refers to an attribute that does not exist in the item
            SET a = b + :one | An operand in the update expression has an incorrect data type
            SET zz.y = :one | The document path provided in the update expression is invalid for update
            REMOVE zz.y | The document path provided in the update expression is invalid for update
            SET a.b = :one | The document path provided in the update expression is invalid for update
            ADD b :one | An operand in the update expression has an incorrect data type
            DELETE a :set | An operand in the update expression has an incorrect data type
            SET a = :one SET b = :one | Invalid UpdateExpression: The "SET" section can only be used once in an update expression;
            SET a = :one, a = :six | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            SET m = :one REMOVE m.k | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, k]
            SET l[0] = :one, l.k = :one | Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, k]
            SET a | Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "a"
            a = :one | Invalid UpdateExpression: Syntax error; token: "a", near: "a ="
            SET a = :one, | Invalid UpdateExpression: Syntax error; token: "<EOF>", near: ","
            SET a = :one + :he | Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S
            SET a = list_append(l, :one) | Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: list_append, operand type: N
            ADD a :he | Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING
            DELETE ss :one | Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER
            SET a = size(l) | Invalid UpdateExpression: Invalid function name; function: size
            SET a = if_not_exists(:one, :six) | Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists
            """)
    void refusesUpdates(String update, String message) {
        assertThatThrownBy(() -> update(update)).hasMessage(message);
    }

    @Test
    void projectsNestedPathsAndClosesLists() throws JsonProcessingException {
        Placeholders placeholders = new Placeholders(NAMES, Map.of());
        Projection projection = Projection.parse("#a, m.k.deep, l[2], l[0], zz, l[9]", placeholders);

        assertThat(projection.of(ITEM)).isEqualTo(read("""
                {"a": {"N": "5"}, "m": {"M": {"k": {"M": {"deep": {"S": "down"}}}}}, "l": {"L": [{"N": "10"}, {"N": "30"}]}}
                """));
    }

    @Test
    void anUnusedPlaceholderIsRefused() {
        Placeholders placeholders = new Placeholders(Map.of("#a", "a"), Map.of());
        assertThatThrownBy(placeholders::checkAllUsed)
                .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}");
    }

    @Test
    void all573ReservedWordsAreKnown() {
        assertThat(ReservedWords.count()).isEqualTo(573);
        assertThat(ReservedWords.contains("Status")).isTrue();
        assertThat(ReservedWords.contains("pk")).isFalse();
    }

    private static boolean evaluate(String condition) {
        Placeholders placeholders = new Placeholders(NAMES, VALUES);
        return ConditionEvaluator.holds(ConditionParser.parse("ConditionExpression", condition, placeholders), ITEM);
    }

    private static Item update(String update) {
        return UpdateEvaluator.apply(UpdateParser.parse(update, new Placeholders(NAMES, VALUES)), ITEM);
    }

    private static Item read(String json) {
        try {
            return ItemJson.readItem(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, AttributeValue> values(String json) {
        return read(json).attributes();
    }
}
