package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.vitrine.common.operation.CloudSettings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javafx.scene.control.TabPane;
import javafx.scene.image.ImageView;
import javax.imageio.ImageIO;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the bucket and the table, looked at and saved, on a real local cloud. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleDataTest {
    private static final String CSV = "variance,verdict\n" + "3.6216,genuine\n".repeat(40_000);

    /** More than is fetched at once. */
    private final byte[] many = new byte[(8 << 20) + 1_000];

    private TestCloud cloud;
    private TestConsole console;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        cloud = new TestCloud(folder.resolve("cloud"));
        put("table.csv", CSV.getBytes(StandardCharsets.UTF_8));
        put("metrics.json", "{\"accuracy\":0.987}".getBytes(StandardCharsets.UTF_8));
        put("broken.json", "{\"accuracy\": ".getBytes(StandardCharsets.UTF_8));
        put("rows.parquet", parquet());
        put("broken.parquet", Arrays.copyOf(parquet(), 200));
        put("plot.png", picture("png", 300));
        put("photo.jpg", picture("jpg", 240));
        put("broken.png", Arrays.copyOf(picture("png", 300), 60));
        byte[] huge = picture("png", 300);
        ByteBuffer.wrap(huge).putInt(16, 30_000).putInt(20, 30_000);
        put("huge.png", huge);
        put("large.png", Arrays.copyOf(picture("png", 300), 4_000_001));
        new Random(1).nextBytes(many);
        put("many.bin", many);
        cloud.submit("20260101-000001-aaaa", "banknote", 1, 10);
        cloud.submit("20260101-000002-bbbb", "banknote", 1, 10);
        console = TestConsole.open(folder.resolve("console"), Map.of(), CloudSettings.OF_ENVIRONMENT, ViewKind.data);
        console.select("objects", "things/");
        console.fire("do-open");
    }

    @AfterAll
    void stop() {
        console.close();
        cloud.close();
    }

    private void put(String name, byte[] bytes) {
        cloud.bucket.put("things/" + name, bytes);
    }

    private static byte[] picture(String format, int width) throws IOException {
        BufferedImage picture = new BufferedImage(width, 200, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, Color.HSBtoRGB((float) x / width, 0.7f, y / 200f));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }

    private byte[] parquet() throws IOException {
        Path file = Files.createTempDirectory(folder, "parquet").resolve("rows.parquet");
        MessageType type =
                MessageTypeParser.parseMessageType("message rows { required double variance; required int64 row; }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCodecFactory(new CodecFactory(new PlainParquetConfiguration(), 64 * 1024))
                .build()) {
            for (long row = 1; row <= 1_000; row++) {
                writer.write(new SimpleGroupFactory(type)
                        .newGroup()
                        .append("variance", row / 8.0)
                        .append("row", row));
            }
        }
        return Files.readAllBytes(file);
    }

    private void choose(String name) {
        console.select("objects", "things/" + name);
    }

    @Test
    @Order(1)
    void tables_and_texts_are_previewed_and_broken_ones_say_so() {
        choose("table.csv");
        console.awaitText("The first rows");
        assertThat(console.texts()).contains("variance", "verdict", "3.6216", "genuine");
        choose("metrics.json");
        console.awaitText("\"accuracy\" : 0.987");
        choose("broken.json");
        console.awaitText("Content (no JSON in line 1)");
        choose("rows.parquet");
        console.awaitText("0.125");
        assertThat(console.texts()).contains("1,000", "variance", "row");
        console.picture("data-parquet");
        choose("broken.parquet");
        console.awaitText("This is no Parquet file, whatever its name says.");
    }

    @Test
    @Order(2)
    void pictures_are_shown_and_those_that_are_broken_or_too_large_say_so() {
        choose("plot.png");
        awaitPicture(300);
        console.picture("data-picture");
        choose("photo.jpg");
        awaitPicture(240);
        choose("huge.png");
        console.awaitText("The picture has 30,000 by 30,000 points, too many to be shown here; save it.");
        assertThat(console.isThere("picture")).isFalse();
        choose("large.png");
        console.awaitText("The picture is too large to be shown here; save it.");
        choose("broken.png");
        console.awaitText("This is no picture that can be shown.");
        console.picture("data-broken-picture");
    }

    private void awaitPicture(int width) {
        console.until("a picture of " + width, () -> console.find("picture")
                .filter(node -> ((ImageView) node).getImage().getWidth() == width)
                .isPresent());
    }

    @Test
    @Order(3)
    void an_object_is_saved_and_one_that_is_gone_leaves_the_file_as_it_was() throws Exception {
        Path large = folder.resolve("many.bin");
        console.saveTo(large);
        choose("many.bin");
        console.fire("do-save-to-a-file");
        await().atMost(TestConsole.PATIENCE).until(() -> Files.exists(large));
        assertThat(Files.readAllBytes(large)).isEqualTo(many);

        Path saved = folder.resolve("saved.csv");
        console.saveTo(saved);
        choose("table.csv");
        console.fire("do-save-to-a-file");
        console.awaitText("Saved\n" + saved);
        assertThat(saved).hasContent(CSV);

        choose("metrics.json");
        console.fire("do-save-to-a-file");
        console.until("it is replaced", () -> Files.size(saved) < 100);
        assertThat(saved).hasContent("{\"accuracy\":0.987}");

        cloud.clients().s3().deleteObject(request -> request.bucket(TestCloud.BUCKET)
                .key("things/metrics.json"));
        console.fire("do-save-to-a-file");
        console.awaitText("Not saved\ncannot download things/metrics.json");
        assertThat(saved).hasContent("{\"accuracy\":0.987}");
        console.saveTo(folder.resolve("nowhere").resolve("saved.csv"));
        choose("table.csv");
        console.fire("do-save-to-a-file");
        console.awaitText("Not saved\ncannot write " + folder.resolve("nowhere"));
        assertThat(folder.toFile().list()).noneMatch(file -> file.endsWith(".part"));
    }

    @Test
    @Order(4)
    void what_a_query_of_the_table_answered_is_exported() throws Exception {
        console.onScreen(() -> {
            ((TabPane) console.robot().lookup("#data-tabs").query())
                    .getSelectionModel()
                    .select(1);
            return true;
        });
        console.awaitRows("items", 2);
        Path saved = folder.resolve("items.csv");
        console.saveTo(saved);
        console.fire("do-export-as-csv");
        console.awaitText("Saved\n2 items in " + saved);
        try (CsvReader<?> csv = CsvReader.builder().ofNamedCsvRecord(saved)) {
            assertThat(csv.stream().map(String::valueOf))
                    .hasSize(2)
                    .anyMatch(row -> row.contains("JOB#20260101-000001-aaaa") && row.contains("QUEUED"))
                    .anyMatch(row -> row.contains("JOB#20260101-000002-bbbb"));
        }
    }
}
