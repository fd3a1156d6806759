package dev.vitrine.localcloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.localcloud.AwsCli;
import dev.vitrine.localcloud.LocalCloudExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbCliIT {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    @TempDir
    Path folder;

    private AwsCli aws;

    @BeforeEach
    void findTheCommand() {
        aws = new AwsCli(URI.create("http://localhost:" + cloud.endpoint().getPort()), folder);
    }

    @Test
    void makes_a_table_with_an_index_writes_under_conditions_and_reads_by_pages() throws Exception {
        createTable("notes");
        for (int i = 1; i <= 3; i++) {
            dynamoDb("put-item", "--table-name=notes", "--item", """
                    {"author": {"S": "ada"}, "number": {"N": "%d"}, "topic": {"S": "looms"}}""".formatted(i));
        }

        assertThat(dynamoDb(
                        "query",
                        "--table-name=notes",
                        "--index-name=by-topic",
                        "--key-condition-expression=topic = :t",
                        "--expression-attribute-values={\":t\": {\"S\": \"looms\"}}",
                        "--page-size=1",
                        "--query=Items[].number.N",
                        "--output=text"))
                .isEqualTo("1\n2\n3\n");

        List<String> once = List.of(
                "update-item",
                "--table-name=notes",
                "--key={\"author\": {\"S\": \"ada\"}, \"number\": {\"N\": \"1\"}}",
                "--update-expression=SET reader = :r",
                "--condition-expression=attribute_not_exists(reader)",
                "--expression-attribute-values={\":r\": {\"S\": \"charles\"}}");
        dynamoDb(once.toArray(String[]::new));
        assertThat(tryDynamoDb(once.toArray(String[]::new)))
                .contains("(ConditionalCheckFailedException)")
                .contains("The conditional request failed");
        assertThat(dynamoDb("delete-table", "--table-name=notes")).contains("DELETING");
    }

    @Test
    void writes_all_of_a_transaction_or_nothing() throws Exception {
        createTable("ledger");
        String refused = """
                [{"Put": {"TableName": "ledger", "Item": {"author": {"S": "ada"}, "number": {"N": "1"}}}},
                 {"ConditionCheck": {"TableName": "ledger", "Key": {"author": {"S": "nobody"}, "number": {"N": "1"}},
                                     "ConditionExpression": "attribute_exists(author)"}}]""";

        assertThat(tryDynamoDb("transact-write-items", "--transact-items", refused))
                .contains("(TransactionCanceledException)")
                .contains("[None, ConditionalCheckFailed]");
        assertThat(count("ledger")).isEqualTo("0");

        dynamoDb(
                "transact-write-items",
                "--transact-items",
                refused.replace("attribute_exists", "attribute_not_exists"));
        assertThat(count("ledger")).isEqualTo("1");
    }

    private void createTable(String name) throws Exception {
        dynamoDb(
                "create-table",
                "--table-name=" + name,
                "--billing-mode=PAY_PER_REQUEST",
                "--attribute-definitions",
                "AttributeName=author,AttributeType=S",
                "AttributeName=number,AttributeType=N",
                "AttributeName=topic,AttributeType=S",
                "--key-schema",
                "AttributeName=author,KeyType=HASH",
                "AttributeName=number,KeyType=RANGE",
                "--global-secondary-indexes",
                "IndexName=by-topic,KeySchema=[{AttributeName=topic,KeyType=HASH},{AttributeName=number,KeyType=RANGE}],"
                        + "Projection={ProjectionType=ALL}");
        dynamoDb("wait", "table-exists", "--table-name=" + name);
    }

    private String count(String table) throws Exception {
        return dynamoDb("scan", "--table-name=" + table, "--select=COUNT", "--query=Count")
                .strip();
    }

    private String dynamoDb(String... words) throws Exception {
        return aws.run(words(words));
    }

    private String tryDynamoDb(String... words) throws Exception {
        return aws.tryRun(words(words)).errors();
    }

    private static String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of("dynamodb"));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }
}
